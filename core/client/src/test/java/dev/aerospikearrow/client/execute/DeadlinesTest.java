package dev.aerospikearrow.client.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {
    private static final long MILLI = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    /** Clocks may start anywhere; this one overflows on the way. */
    private static final long START = Long.MAX_VALUE - 3 * MILLI;

    private static Deadlines started(long totalMillis, long silenceMillis) {
        Deadlines deadlines =
                new Deadlines(
                        new CallTimes(nanos(totalMillis), nanos(silenceMillis), 50 * MILLI, 5, 0));
        deadlines.start(START);
        return deadlines;
    }

    /** Negative for any time. */
    private static long nanos(long millis) {
        return millis < 0 ? NEVER : millis * MILLI;
    }

    @ParameterizedTest
    @CsvSource({
        // total time, elapsed, what is left in milliseconds, and of it for the server
        "100, 0, 100, 100",
        "100, 40, 60, 60",
        "100, 99, 1, 1",
        "100, 100, 0, 1",
        "100, 500, -400, 1",
        "-1, 500, -1, 0",
        "9000000000, 0, 9000000000, 2147483647",
    })
    void theTotalTimeIsDividedWithTheServer(
            long totalMillis, long elapsedMillis, long leftMillis, int serverMillis) {
        Deadlines deadlines = started(totalMillis, -1);
        long now = START + elapsedMillis * MILLI;

        assertEquals(totalMillis < 0 ? NEVER : leftMillis * MILLI, deadlines.totalLeft(now));
        assertEquals(serverMillis, deadlines.serverTimeoutMillis(now));
    }

    @ParameterizedTest
    @CsvSource({
        // since the start in milliseconds: last sign of life, listening, now; what is left of 10
        "0, 0, 0, 10",
        "0, 0, 7, 3",
        "5, 0, 7, 8",
        "5, 0, 15, 0",
        "5, 0, 16, -1",
        // A caller that did not listen has no reason to complain.
        "5, 100, 103, 7",
        "104, 100, 105, 9",
    })
    void silenceCountsFromTheLastSignOfLifeThatSomebodyListenedFor(
            long active, long listening, long now, long left) {
        Deadlines deadlines = started(-1, 10);
        deadlines.listen(START + listening * MILLI);

        assertEquals(
                left * MILLI,
                deadlines.silenceLeft(10 * MILLI, START + active * MILLI, START + now * MILLI));
    }

    @ParameterizedTest
    @CsvSource({
        // total time; since the start in milliseconds: trouble, back after 10, now; what is left
        "100, -1, 10, 10, 50",
        "100, -1, 10, 70, 20",
        "100, -1, 10, 90, 0",
        "-1, 5, 10, 30, 25",
        "-1, 5, 10, 55, 0",
        "-1, 5, 60, 70, 35",
        "40, 5, 10, 30, 6",
    })
    void theLastAttemptBeginsWithATenthOfTheTimeLeftOrAfterTroubleForTooLong(
            long total, long trouble, long back, long now, long left) {
        Deadlines deadlines = started(total, -1);
        if (trouble >= 0) {
            deadlines.meetTrouble(START + trouble * MILLI);
            deadlines.meetTrouble(START + (trouble + 1) * MILLI);
        }
        deadlines.stopListening(START + 10 * MILLI);
        deadlines.listen(START + back * MILLI);

        assertEquals(left * MILLI, deadlines.retryLeft(START + now * MILLI));
        deadlines.leaveTrouble();
        assertEquals(
                Math.min(50 * MILLI, total < 0 ? NEVER : (total * 9 / 10 - now) * MILLI),
                deadlines.retryLeft(START + now * MILLI));
    }

    @Test
    void silenceForAnyTimeIsNoSilence() {
        assertEquals(NEVER, started(100, -1).silenceLeft(NEVER, START, START + 1_000_000 * MILLI));
    }

    @Test
    void aPauseIsOverAtItsTime() {
        Deadlines deadlines = started(-1, -1);
        assertFalse(deadlines.isSleeping());

        deadlines.sleep(START, 10 * MILLI);

        assertTrue(deadlines.isSleeping());
        assertEquals(4 * MILLI, deadlines.sleepLeft(START + 6 * MILLI));
        assertEquals(0, deadlines.sleepLeft(START + 10 * MILLI));
        deadlines.wake();
        assertFalse(deadlines.isSleeping());
    }
}
