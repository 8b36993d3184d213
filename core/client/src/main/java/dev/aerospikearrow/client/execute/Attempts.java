package dev.aerospikearrow.client.execute;

import org.jspecify.annotations.Nullable;

/**
 * The record of how a call has fared so far. Immutable: calls that meet no trouble share one.
 *
 * @param number which attempt it is in, from 0 on
 * @param retries how many attempts before this one have failed since something came forward
 * @param trouble what is told if the call gives up; null if there was none
 * @param failed whether this attempt has met trouble
 * @param inDoubt whether something may have been carried out that was not answered
 */
record Attempts(
        int number, int retries, @Nullable Trouble trouble, boolean failed, boolean inDoubt) {
    static final Attempts FIRST = new Attempts(0, 0, null, false, false);

    /** The attempt meets trouble. What is told is the last, unless one before was final. */
    Attempts meets(Trouble next) {
        Trouble told = trouble != null && trouble.isFinal() ? trouble : next;
        return new Attempts(number, retries, told, true, inDoubt);
    }

    /** A request that changes something was sent and is not answered. */
    Attempts doubtful() {
        return new Attempts(number, retries, trouble, failed, true);
    }

    /** The attempt has brought the call forward: no attempt up to now has failed it. */
    Attempts bringsForward() {
        return new Attempts(number, 0, trouble, failed, inDoubt);
    }

    /** Another attempt, because this one failed. */
    Attempts next() {
        return new Attempts(number + 1, retries + 1, trouble, false, inDoubt);
    }

    /** Another step, which is not counted. */
    Attempts nextStep() {
        return failed ? new Attempts(number, retries, trouble, false, inDoubt) : this;
    }

    /** Whether no result can be trusted any more. */
    boolean areHopeless() {
        return trouble != null && trouble.isFinal();
    }

    /** The failure that the caller gets; null if there was no trouble. */
    @Nullable Throwable failure(CallText text) {
        return trouble == null ? null : trouble.asFailure(text, inDoubt);
    }
}
