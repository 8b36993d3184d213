package dev.aerospikearrow.client.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When a node is left alone for its errors, and when it is asked again: three errors in 100 ns. */
class CircuitBreakerTest {
    // Clocks of this kind may overflow on the way.
    private static final long START = Long.MAX_VALUE - 50;

    private final CircuitBreaker breaker = new CircuitBreaker(3, 100);

    private void fail(int times, long at) {
        for (int i = 0; i < times; i++) {
            breaker.failed(START + at, "A", "was silent");
        }
    }

    private boolean allows(long at) {
        return breaker.allows(START + at);
    }

    @Test
    void asManyErrorsAsAreAllowedChangeNothing() {
        fail(3, 0);
        assertTrue(allows(1));
    }

    @Test
    void oneErrorMoreKeepsRequestsAway() {
        fail(4, 10);
        assertFalse(allows(10));
        assertFalse(allows(109));
        assertTrue(breaker.isOpen());
    }

    @Test
    void errorsOfAnEarlierWindowDoNotCount() {
        fail(3, 0);
        fail(3, 100);
        assertTrue(allows(100));
        fail(1, 199);
        assertFalse(allows(199));
    }

    @Test
    void afterAWindowOneRequestTries() {
        fail(4, 0);
        assertTrue(allows(100));
        assertFalse(allows(101));
        breaker.answered("A");
        assertTrue(allows(102));
        assertFalse(breaker.isOpen());
        fail(3, 103);
        assertTrue(allows(103));
    }

    @Test
    void aTryThatFailsKeepsRequestsAwayForAnotherWindow() {
        fail(4, 0);
        assertTrue(allows(100));
        fail(1, 150);
        assertFalse(allows(249));
        assertTrue(allows(250));
    }

    @Test
    void aTryOfWhichNothingIsHeardIsFollowedByAnother() {
        fail(4, 0);
        assertTrue(allows(100));
        assertFalse(allows(199));
        assertTrue(allows(200));
    }

    @Test
    void anAnswerToWhatWasAskedBeforeIsNoTry() {
        fail(4, 0);
        breaker.answered("A");
        assertFalse(allows(1));
    }

    @Test
    void aNodeMayMakeAnyNumberOfErrorsIfThatIsWanted() {
        CircuitBreaker none = new CircuitBreaker(0, 100);
        for (int i = 0; i < 1_000; i++) {
            none.failed(START, "A", "was silent");
        }
        assertTrue(none.allows(START));
    }

    @Test
    void theReasonSaysWhatHappenedAndUntilWhen() {
        fail(4, 0);
        String reason = breaker.reason(START);
        assertTrue(reason.matches("is not asked until 20\\d\\d-.*Z, after 4 errors .*"), reason);
        assertTrue(reason.endsWith("that it was silent"), reason);
    }
}
