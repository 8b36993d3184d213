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
        long arrayBytes = (long) ARRAYS * ARRAY_BYTES;
        // What is in use is counted in pieces of the heap, which are larger in a larger heap.
        assertTrue(heapBytes > arrayBytes * 9 / 10, "found " + heapBytes);
        assertTrue(heapBytes < arrayBytes * 2, "found " + heapBytes);
    }
}
