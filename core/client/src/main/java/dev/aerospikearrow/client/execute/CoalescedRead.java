package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One read that waits for others or is under way with them; its own future, so that it is one
 * object.
 */
final class CoalescedRead<T> extends CompletableFuture<T> {
    private static final DigestArray NO_DIGESTS = DigestArray.of(new byte[0]);

    private final PreparedCommand<T> read;
    private final Key key;
    private final long askedNanos;
    private final Completions completions;

    /** The read that was asked for before this one, until both are taken. */
    @Nullable CoalescedRead<?> previous;

    private DigestArray digests = NO_DIGESTS;
    private int digestIndex;

    CoalescedRead(PreparedCommand<T> read, Key key, long askedNanos, Completions completions) {
        this.askedNanos = askedNanos;
        this.completions = completions;
        this.read = read;
        this.key = key;
    }

    PreparedCommand<T> read() {
        return read;
    }

    Key key() {
        return key;
    }

    long askedNanos() {
        return askedNanos;
    }

    /** Whether the row of the other one differs in its digest only. */
    boolean isLike(CoalescedRead<?> other) {
        return read == other.read
                && key.setName().equals(other.key.setName())
                && key.namespace().equals(other.key.namespace());
    }

    void setDigest(DigestArray block, int index) {
        digests = block;
        digestIndex = index;
    }

    void copyDigestTo(byte[] target, int offset) {
        System.arraycopy(
                digests.array(),
                digests.offset(digestIndex),
                target,
                offset,
                Key.DIGEST_LENGTH_BYTES);
    }

    /** Completes it with its result, where futures are to be completed. */
    void answer(T result) {
        completions.run(() -> complete(result));
    }

    /** Completes it with why there is none, where futures are to be completed. */
    void fail(Throwable reason) {
        completions.run(() -> completeExceptionally(reason));
    }

    /** For messages. */
    String describe() {
        return read.describe(key);
    }

    /** What is chained to the result is a plain future. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
