package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final LatencyLog latencies = new LatencyLog(1_000);

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    @Test
    void everyCallIsStartedOnceAndNeverMoreAtATimeThanAllowed() throws InterruptedException {
        BitSet indexes = new BitSet();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        InFlight calls =
                new InFlight(
                        Extent.ofCalls(1_000),
                        7,
                        latencies,
                        (index, lane) -> {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            thread.execute(
                                    () -> {
                                        indexes.set(index);
                                        underWay.decrementAndGet();
                                        lane.done(3);
                                    });
                        });
        assertEquals(3_000, calls.run());
        assertEquals(1_000, indexes.cardinality());
        assertEquals(1_000, latencies.toSorted().length);
        assertTrue(most.get() <= 7, most + " at once");
    }

    @Test
    void timedRoundLogsEveryCallThatItStarted() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        InFlight calls =
                new InFlight(
                        Extent.ofTime(Duration.ofNanos(1)),
                        7,
                        latencies,
                        (index, lane) -> {
                            started.incrementAndGet();
                            thread.execute(() -> lane.done(1));
                        });
        long done = calls.run();
        assertTrue(done > 0);
        assertEquals(started.get(), done);
        assertEquals(started.get(), latencies.toSorted().length);
        assertTrue(latencies.toSorted()[0] > 0, "a gap in the log");
    }

    @Test
    void failedCallFailsTheRun() {
        RuntimeException failure = new RuntimeException("down");
        InFlight calls =
                new InFlight(
                        Extent.ofCalls(1_000),
                        7,
                        latencies,
                        (index, lane) ->
                                thread.execute(
                                        () -> {
                                            if (index == 20) {
                                                lane.failed(failure);
                                            } else {
                                                lane.done(1);
                                            }
                                        }));
        IllegalStateException e = assertThrows(IllegalStateException.class, calls::run);
        assertEquals(failure, e.getCause());
    }
}
