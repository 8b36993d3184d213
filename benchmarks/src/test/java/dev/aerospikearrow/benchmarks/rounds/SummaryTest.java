package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static Round round(long micros, OptionalLong heapBytes, long... callMicros) {
        return new Round(
                10,
                micros * 1_000,
                micros * 500,
                micros * 900,
                heapBytes,
                1,
                2,
                3,
                LongStream.of(callMicros).map(call -> call * 1_000).toArray());
    }

    @Test
    void ratesAreMediansOfRoundsWithoutTheSlowOnes() {
        OptionalLong heap = OptionalLong.of(640);
        Summary summary =
                Summary.of(
                        List.of(
                                round(100, heap, 9, 11),
                                round(101, heap, 9, 11),
                                round(99, heap, 9, 11),
                                round(100, heap, 9, 11),
                                round(5_000, heap, 9, 4_991)));
        assertEquals(100_000, summary.operationsPerSecond().median(), 1);
        assertEquals(2_000, summary.operationsPerSecond().least(), 1);
        assertEquals(1, summary.operationsPerSecond().outliers());
        assertEquals(10, summary.microsPerOperation().median(), 0.01);
        assertEquals(9, summary.calls().p50());
        assertEquals(4_991, summary.calls().p99());
        assertEquals(4_991, summary.calls().p999());
    }

    @Test
    void roundsOfTwoModesShowAsADistribution() {
        OptionalLong heap = OptionalLong.of(0);
        Summary.CallTimes calls =
                Summary.of(
                                List.of(
                                        round(100, heap, 11, 12, 50),
                                        round(100, heap, 80, 81, 82),
                                        round(100, heap, 12, 13, 14),
                                        round(100, heap, 82, 83, 84)))
                        .calls();
        assertEquals(12, calls.p50OfRounds().least());
        assertEquals(83, calls.p50OfRounds().most());
        assertEquals(12.75, calls.p50OfRounds().lowerQuartile());
        assertEquals(41, calls.p99OfRounds().lowerQuartile());
        assertEquals(84, calls.p999());
    }

    @Test
    void costsAreThoseOfAllRoundsTogether() {
        Summary summary =
                Summary.of(
                        List.of(
                                round(100, OptionalLong.of(640), 10),
                                round(300, OptionalLong.of(0), 30)));
        assertEquals(10, summary.cpuMicrosPerOperation());
        assertEquals(18, summary.processCpuMicrosPerOperation());
        assertEquals(32, summary.heapBytesPerOperation().orElseThrow());
        assertEquals(2, summary.collections());
        assertEquals(4, summary.collectionMillis());
        assertEquals(6, summary.compilationMillis());
    }

    @Test
    void heapIsUnknownWhereARoundDoesNotKnowIt() {
        Summary summary = Summary.of(List.of(round(100, OptionalLong.empty(), 10)));
        assertTrue(summary.heapBytesPerOperation().isEmpty());
    }
}
