package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MeteredProcessTest {
    private static final int ARRAYS = 2_000;
    private static final int ARRAY_BYTES = 100_000;

    private final AtomicReference<byte[]> last = new AtomicReference<>();

    @Test
    void threadsThatHaveEndedAreMeasuredAndWhatWasCollectedToo() throws Exception {
        MeteredProcess process =
                new MeteredProcess(
                        latencies -> {
                            Thread thread =
                                    new Thread(
                                            () -> {
                                                for (int i = 0; i < ARRAYS; i++) {
                                                    last.set(new byte[ARRAY_BYTES]);
                                                }
                                            });
                            thread.start();
                            thread.join();
                            System.gc();
                            return ARRAYS;
                        });

        Round round = process.round();

        assertEquals(ARRAYS, round.operations());
        assertTrue(round.collections() > 0, "a collection was wanted");
        long heapBytes = round.heapBytes().orElseThrow();
        assertTrue(heapBytes >= (long) ARRAYS * ARRAY_BYTES, "found " + heapBytes);
        assertTrue(heapBytes < 2L * ARRAYS * ARRAY_BYTES, "found " + heapBytes);
    }
}
