package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client of the cluster, and an allocator that fails the test if anything is left in it. */
@ExtendWith(TestClusterExtension.class)
abstract class StreamTest {
    static final Field NUMBER = Field.nullable("number", new ArrowType.Int(64, true));
    static final Field TEXT = Field.nullable("text", ArrowType.Utf8.INSTANCE);
    static final Schema NUMBERS = new Schema(List.of(NUMBER, TEXT));
    private static final int WRITTEN_AT_ONCE = 5_000;

    final BufferAllocator allocator = new RootAllocator();
    final TestCluster cluster;
    final String namespace;
    final AerospikeClient maps;
    final ColumnarClient columns;

    StreamTest(TestCluster cluster) {
        this.cluster = cluster;
        namespace = cluster.namespace();
        maps = connect(cluster.hosts());
        columns = ColumnarClient.over(maps);
    }

    static AerospikeClient connect(List<String> hosts) {
        return AerospikeClient.connect(
                ClientConfig.builder(String.join(",", hosts))
                        .tendInterval(Duration.ofMillis(50))
                        .build());
    }

    @AfterEach
    void nothingIsLeft() {
        columns.close();
        maps.close();
        allocator.close();
    }

    StreamOptions.Builder options(int rowsPerRecordBatch) {
        return StreamOptions.builder()
                .readOptions(ReadOptions.builder().allocator(allocator).build())
                .rowsPerRecordBatch(rowsPerRecordBatch);
    }

    /** A new set with the keys 0 to {@code count - 1}, stored with their records. */
    String numbers(int count) {
        String set = cluster.uniqueSet();
        numbers(maps, namespace, set, count);
        return set;
    }

    static void numbers(AerospikeClient client, String namespace, String set, int count) {
        WriteOptions withKey = WriteOptions.DEFAULT.withSendKey(SendKey.WITH_USER_KEY);
        for (int from = 0; from < count; from += WRITTEN_AT_ONCE) {
            List<BatchWrite> writes = new ArrayList<>();
            for (long i = from; i < Math.min(count, from + WRITTEN_AT_ONCE); i++) {
                writes.add(
                        BatchWrite.put(
                                        Key.of(namespace, set, i),
                                        Bin.of("number", i),
                                        Bin.of("text", "number " + i))
                                .with(withKey));
            }
            client.batchWrite(writes);
        }
    }

    /** The numbers of the record batch that is loaded. */
    static List<Long> loaded(RecordBatchReader reader) {
        BigIntVector numbers = (BigIntVector) reader.getVectorSchemaRoot().getVector("number");
        List<Long> values = new ArrayList<>();
        for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
            values.add(numbers.isNull(row) ? null : numbers.get(row));
        }
        return values;
    }

    /** The numbers of all record batches to come. */
    static List<Long> rest(RecordBatchReader reader) {
        List<Long> values = new ArrayList<>();
        while (reader.loadNextBatch()) {
            values.addAll(loaded(reader));
        }
        return values;
    }

    static void assertNumbersUpTo(int count, List<Long> found) {
        assertEquals(LongStream.range(0, count).boxed().toList(), found.stream().sorted().toList());
    }

    @Test
    void optionsRefuseWhatMakesNoSense() {
        StreamOptions.Builder builder = StreamOptions.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.rowsPerRecordBatch(0));
        assertThrows(IllegalArgumentException.class, () -> builder.maxBytesInFlight(0));
        assertThrows(IllegalArgumentException.class, () -> builder.maxRecordBatchesAhead(0));
    }
}
