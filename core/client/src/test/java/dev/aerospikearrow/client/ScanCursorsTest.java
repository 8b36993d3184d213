package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.key.PartitionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanCursorsTest {
    private static PartitionCursor after(long userKey, long indexValue) {
        byte[] digest = Key.of("test", "s", userKey).digest();
        return PartitionCursor.after(PartitionId.of(digest, 0), digest, indexValue);
    }

    private static ScanCursors some() {
        List<PartitionCursor> cursors = new ArrayList<>();
        Set<Integer> begun = new HashSet<>();
        for (long key = 0; key < 100; key++) {
            PartitionCursor cursor = after(key, key * -7);
            if (begun.add(cursor.partitionId())) {
                cursors.add(cursor);
            }
        }
        for (int id = 0; id < PartitionId.COUNT; id += 3) {
            if (!begun.contains(id)) {
                cursors.add(0, PartitionCursor.start(id));
            }
        }
        return ScanCursors.of(SetName.of("test", "größe"), cursors);
    }

    @Test
    void whatIsStoredIsReadAgain() {
        ScanCursors cursors = some();
        for (ScanCursors read :
                List.of(
                        ScanCursors.fromBytes(cursors.toBytes()),
                        ScanCursors.fromText(cursors.toText()))) {
            assertEquals(SetName.of("test", "größe"), read.set());
            assertEquals(Set.copyOf(cursors.partitions()), Set.copyOf(read.partitions()));
            assertEquals(read, ScanCursors.fromBytes(read.toBytes()));
            assertEquals(read.hashCode(), ScanCursors.fromBytes(read.toBytes()).hashCode());
        }
    }

    @Test
    void allPartitionsAndNoneAreStoredToo() {
        ScanCursors all =
                ScanCursors.of(SetName.of("test", ""), QuerySpec.partitions(0, PartitionId.COUNT));
        assertEquals(all, ScanCursors.fromBytes(all.toBytes()));
        ScanCursors none = ScanCursors.of(SetName.of("test", ""), List.of());
        assertTrue(ScanCursors.fromText(none.toText()).isComplete());
        assertFalse(all.isComplete());
    }

    @Test
    void otherBytesAreRefused() {
        byte[] bytes = some().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> ScanCursors.fromBytes(cut));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(IllegalArgumentException.class, () -> ScanCursors.fromBytes(longer));
        byte[] otherVersion = bytes.clone();
        otherVersion[8]++;
        assertThrows(IllegalArgumentException.class, () -> ScanCursors.fromBytes(otherVersion));
        assertThrows(IllegalArgumentException.class, () -> ScanCursors.fromText("no text of ours"));
        PartitionCursor cursor = after(1, 0);
        byte[] twice = ScanCursors.of(SetName.of("test", ""), List.of(cursor, cursor)).toBytes();
        assertThrows(IllegalArgumentException.class, () -> ScanCursors.fromBytes(twice));
    }

    @Test
    void partsOfAScanHaveEachPartitionOnceAndAreOfAboutTheSameSize() {
        for (int parts : List.of(1, 2, 7, 4_096, 10_000)) {
            List<QuerySpec> specs = QuerySpec.of(SetName.of("test", "s")).split(parts);
            assertEquals(Math.min(parts, PartitionId.COUNT), specs.size());
            Set<Integer> partitions = new HashSet<>();
            int least = PartitionId.COUNT;
            int most = 0;
            for (QuerySpec spec : specs) {
                least = Math.min(least, spec.cursors().size());
                most = Math.max(most, spec.cursors().size());
                spec.cursors().forEach(cursor -> assertTrue(partitions.add(cursor.partitionId())));
            }
            assertEquals(PartitionId.COUNT, partitions.size());
            assertTrue(most - least <= 1, least + " to " + most);
        }
        assertEquals(1, QuerySpec.of(SetName.of("test", "s")).withPartitions(5, 1).split(3).size());
    }

    @Test
    void aLimitCannotBeSplit() {
        QuerySpec limited = QuerySpec.of(SetName.of("test", "s")).withMaxRecords(10);
        assertThrows(IllegalStateException.class, () -> limited.split(2));
        assertThrows(
                IllegalArgumentException.class,
                () -> QuerySpec.of(SetName.of("test", "s")).split(0));
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> QuerySpec.of(SetName.of("test", "s")).withMaxRecords(-1));
    }
}
