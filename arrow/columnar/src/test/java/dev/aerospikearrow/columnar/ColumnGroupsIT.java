package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several sets read for the same keys. */
@ExtendWith(TestClusterExtension.class)
class ColumnGroupsIT extends ColumnTest {
    private static final int COUNT = 1_000;

    private final String namespace;
    private final String profiles;
    private final String statistics;
    private final AerospikeClient maps;
    private final ColumnarClient columns;
    private final ReadOptions options;
    private final List<ColumnGroup> groups;

    ColumnGroupsIT(TestCluster cluster) {
        namespace = cluster.namespace();
        profiles = cluster.uniqueSet();
        statistics = cluster.uniqueSet();
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
        options = ReadOptions.builder().allocator(allocator).build();
        Field trips =
                new Field(
                        "trips",
                        new FieldType(true, INT64, null, Map.of(FieldMetadata.PATH, "f.trips")),
                        List.of());
        groups =
                List.of(
                        new ColumnGroup(
                                "profile",
                                SetName.of(namespace, profiles),
                                schema(field("name", UTF8), field("__result_code", INT64))),
                        new ColumnGroup(
                                "stats",
                                SetName.of(namespace, statistics),
                                schema(trips, field("score", INT64), field("name", UTF8))),
                        new ColumnGroup(
                                "exists",
                                SetName.of(namespace, statistics),
                                schema(field("__generation", INT64))));
    }

    @AfterEach
    void closeClients() {
        columns.close();
        maps.close();
    }

    /** Every third key has no profile, every fifth no statistics. */
    private void put() {
        for (int i = 0; i < COUNT; i++) {
            if (i % 3 != 0) {
                maps.put(Key.of(namespace, profiles, i), Bin.of("name", "p" + i));
            }
            if (i % 5 != 0) {
                maps.put(
                        Key.of(namespace, statistics, i),
                        Bin.of("name", "s" + i),
                        Bin.of("f", Map.of("trips", i * 2)),
                        Bin.of("score", i * 3));
            }
        }
    }

    @Test
    void eachRowOfEachGroupIsForTheSameKey() {
        put();
        long[] keys = LongStream.range(0, COUNT).toArray();
        try (ColumnGroups result = columns.batchReadGroups(keys, groups, options)) {
            ColumnarBatch profile = result.group("profile");
            ColumnarBatch stats = result.group("stats");
            for (int i = 0; i < COUNT; i++) {
                assertEquals(i % 3 == 0, profile.vector("name").isNull(i));
                assertEquals(i % 3 == 0 ? 2 : 0, profile.resultCode(i));
                assertEquals(i % 5 == 0, stats.vector("name").isNull(i));
                assertEquals(i % 5 == 0, result.group("exists").vector("__generation").isNull(i));
                if (i % 3 != 0) {
                    assertEquals("p" + i, profile.vector("name").getObject(i).toString());
                }
                if (i % 5 != 0) {
                    assertEquals("s" + i, stats.vector("name").getObject(i).toString());
                    assertEquals(i * 2L, stats.vector("trips").getObject(i));
                    assertEquals(i * 3L, stats.vector("score").getObject(i));
                }
            }
            assertEquals(3, result.batches().size());
            assertEquals(COUNT - 200, stats.counts().found());
            assertThrows(IllegalArgumentException.class, () -> result.group("other"));
        }
    }

    @Test
    void keysOfAVectorMayBeNull() {
        put();
        try (BigIntVector keys = new BigIntVector("keys", allocator)) {
            keys.allocateNew(3);
            keys.set(0, 7);
            keys.setNull(1);
            keys.set(2, 8);
            keys.setValueCount(3);
            try (ColumnGroups result = columns.batchReadGroups(keys, groups, options)) {
                for (ColumnarBatch batch : result.batches()) {
                    assertEquals(3, batch.rowCount());
                    assertEquals(ColumnarBatch.NULL_KEY, batch.resultCode(1));
                    assertTrue(batch.root().getVector(0).isNull(1));
                    assertFalse(batch.root().getVector(0).isNull(2));
                }
            }
        }
    }

    @Test
    void noKeysAreEmptyBatches() {
        try (ColumnGroups result = columns.batchReadGroups(new String[0], groups, options)) {
            result.batches().forEach(batch -> assertEquals(0, batch.rowCount()));
        }
    }

    @Test
    void aValueThatDoesNotFitReleasesAllGroups() {
        maps.put(Key.of(namespace, statistics, "k"), Bin.of("score", "text"));
        String[] keys = {"k"};
        assertThrows(
                TypeMismatchException.class, () -> columns.batchReadGroups(keys, groups, options));
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void groupsNeedNamesOfTheirOwn() {
        List<ColumnGroup> same = List.of(groups.get(0), groups.get(0));
        IllegalArgumentException thrown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> columns.batchReadGroups(new long[] {1}, same, options));
        assertTrue(thrown.getMessage().contains("profile"), thrown.getMessage());
    }
}
