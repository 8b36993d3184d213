package dev.aerospikearrow.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PartitionStoreTest {
    private final RecordSet set = new RecordSet("s");
    private final RecordSnapshot mark = record(new byte[20], 0);
    private final PartitionStore partition = new PartitionStore(RecordListener.NONE, mark);

    private RecordSnapshot record(byte[] digest, int generation) {
        return new RecordSnapshot(digest, 0, set, generation, 0, 0, null, 0, new byte[0]);
    }

    private static byte[] digest(Random random) {
        byte[] digest = new byte[20];
        random.nextBytes(digest);
        return digest;
    }

    @Test
    void itHoldsWhatAMapHoldsThroughManyChanges() {
        Random random = new Random(5);
        List<byte[]> digests = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            digests.add(digest(random));
        }
        Map<String, RecordSnapshot> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] digest = digests.get(random.nextInt(digests.size()));
            String name = HexFormat.of().formatHex(digest);
            if (random.nextInt(3) == 0) {
                partition.update(digest, 0, before -> null);
                expected.remove(name);
            } else {
                RecordSnapshot written = record(digest, i % 65_535 + 1);
                partition.update(digest, 0, before -> written);
                expected.put(name, written);
            }
        }
        for (byte[] digest : digests) {
            assertSame(expected.get(HexFormat.of().formatHex(digest)), partition.get(digest, 0));
        }
        assertEquals(expected.size(), partition.recordCount());
        assertEquals(expected.size(), set.recordCount());
        assertEquals(expected.size(), partition.records().size());
    }

    @Test
    void recordsComeInTheOrderOfTheirDigestsAndGoOnAfterOne() {
        Random random = new Random(6);
        for (int i = 0; i < 100; i++) {
            byte[] digest = digest(random);
            partition.update(digest, 0, before -> record(digest, 1));
        }
        List<RecordSnapshot> all = partition.recordsInOrder();
        for (int i = 1; i < all.size(); i++) {
            assertTrue(Arrays.compareUnsigned(all.get(i - 1).digest(), all.get(i).digest()) < 0);
        }
        assertEquals(all.subList(41, 100), partition.recordsAfter(all.get(40).digest(), 0));
    }

    @Test
    void aDigestOfZerosIsADigestLikeAnyOther() {
        byte[] zeros = new byte[20];
        assertNull(partition.get(zeros, 0));
        RecordSnapshot written = record(zeros, 1);
        partition.update(zeros, 0, before -> written);
        assertSame(written, partition.get(zeros, 0));
        partition.update(zeros, 0, before -> null);
        assertNull(partition.get(zeros, 0));
    }

    @Test
    void aReaderFindsARecordWhileTheTableGrowsAndShrinks() throws InterruptedException {
        byte[] fixed = digest(new Random(7));
        RecordSnapshot kept = record(fixed, 1);
        partition.update(fixed, 0, before -> kept);
        AtomicBoolean ends = new AtomicBoolean();
        AtomicReference<RecordSnapshot> missed = new AtomicReference<>();
        Thread reader =
                new Thread(
                        () -> {
                            while (!ends.get()) {
                                if (partition.get(fixed, 0) != kept) {
                                    missed.set(kept);
                                }
                            }
                        });
        reader.start();
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            List<byte[]> digests = new ArrayList<>();
            for (int k = 0; k < 50; k++) {
                byte[] digest = digest(random);
                digests.add(digest);
                partition.update(digest, 0, before -> record(digest, 1));
            }
            digests.forEach(digest -> partition.update(digest, 0, before -> null));
        }
        ends.set(true);
        reader.join();
        assertNull(missed.get());
        assertNotNull(partition.get(fixed, 0));
    }

    @Test
    void aListenerIsToldOfEveryChange() {
        List<String> changes = new ArrayList<>();
        PartitionStore watched =
                new PartitionStore(
                        (before, after) ->
                                changes.add(
                                        (before == null ? "-" : before.generation())
                                                + ">"
                                                + (after == null ? "-" : after.generation())),
                        mark);
        byte[] digest = digest(new Random(9));
        watched.update(digest, 0, before -> record(digest, 1));
        watched.update(digest, 0, before -> record(digest, 2));
        watched.update(digest, 0, before -> before);
        watched.update(digest, 0, before -> null);
        assertEquals(List.of("->1", "1>2", "2>-"), changes);
    }
}
