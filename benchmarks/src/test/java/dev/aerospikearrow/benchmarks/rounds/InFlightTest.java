package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    @Test
    void everyRowIsAskedForOnceAndNeverMoreAtATimeThanAllowed() throws InterruptedException {
        BitSet rows = new BitSet();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        InFlight gets =
                new InFlight(
                        1_000,
                        7,
                        (row, lane) -> {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            thread.execute(
                                    () -> {
                                        rows.set(row);
                                        underWay.decrementAndGet();
                                        lane.done(row % 2 == 0);
                                    });
                        });
        assertEquals(500, gets.run(100));
        assertEquals(1_000, rows.cardinality());
        assertEquals(100, rows.nextSetBit(0));
        assertTrue(most.get() <= 7, most + " at once");
    }

    @Test
    void failedGetFailsTheRun() {
        RuntimeException failure = new RuntimeException("down");
        InFlight gets =
                new InFlight(
                        1_000,
                        7,
                        (row, lane) ->
                                thread.execute(
                                        () -> {
                                            if (row == 20) {
                                                lane.failed(failure);
                                            } else {
                                                lane.done(true);
                                            }
                                        }));
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> gets.run(0));
        assertEquals(failure, e.getCause());
    }
}
