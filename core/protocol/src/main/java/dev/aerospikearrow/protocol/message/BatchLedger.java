package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.data.ResultCode;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of the rows of a caller's batch that are still unanswered. It makes a reply's batch
 * indexes, which are claims, trustworthy: an index that was not asked for, or was answered before,
 * is refused. It also decides which row codes are final, so that the rows that a later attempt may
 * mend stay open.
 *
 * <p>One request owns a ledger over its own rows. Where two nodes are asked for the same rows,
 * their ledgers share what is still wanted: each checks what its own node says, and the first to
 * come with a row has it. Not thread-safe.
 */
public final class BatchLedger {
    /** How an answer for a row is taken. */
    enum Verdict {
        DELIVER,
        LEAVE_OPEN,
        REFUSE
    }

    private static final IntPredicate FINAL = code -> false;

    /** A bit for each batch index, as a {@link BitSet} has them, which would count its words. */
    private final long[] open;

    private IntPredicate staysOpen = FINAL;
    private boolean overloaded;

    /** The rows that nobody has brought yet; null if nobody else is asked for them. */
    private @Nullable BitSet wanted;

    private int foundCount;
    private int missingCount;
    private int filteredCount;
    private int failedCount;

    /**
     * @param open the batch indexes that the request asks for
     */
    public BatchLedger(BitSet open) {
        this.open = open.toLongArray();
    }

    /**
     * From now on a row is taken only while it is wanted, and is not from then on.
     *
     * @param rows shared with the ledgers of other requests for the same rows
     */
    public void share(BitSet rows) {
        wanted = rows;
    }

    /** A ledger over the batch indexes 0 to {@code rowCount - 1}. */
    public static BatchLedger ofAll(int rowCount) {
        BitSet open = new BitSet(rowCount);
        open.set(0, rowCount);
        return new BatchLedger(open);
    }

    /** From now on rows with a transient code stay open, for another attempt. */
    public void keepTransientOpen() {
        staysOpen = ResultCode::isTransient;
    }

    /**
     * The same for rows that write: a row that timed out on the server may have been written, so
     * that its answer is final.
     */
    public void keepUnwrittenOpen() {
        staysOpen = code -> code != ResultCode.TIMEOUT.code() && ResultCode.isTransient(code);
    }

    /** Whether a row stays open for the device of the node is overloaded. */
    public boolean isOverloaded() {
        return overloaded;
    }

    /** The rows without a final answer, as they are now. */
    public BitSet open() {
        return BitSet.valueOf(open);
    }

    /** Whether a row has no final answer. */
    public boolean isOpen(int batchIndex) {
        int word = batchIndex >>> 6;
        return word < open.length && (open[word] & 1L << batchIndex) != 0;
    }

    /** Takes an answer with a record; false if it was not asked for or is answered already. */
    boolean found(int batchIndex) {
        // A negative index is a huge one here.
        int word = batchIndex >>> 6;
        if (word >= open.length) {
            return false;
        }
        long bits = open[word];
        long bit = 1L << batchIndex;
        open[word] = bits & ~bit;
        foundCount += newRows(batchIndex);
        return (bits & bit) != 0;
    }

    Verdict answer(int batchIndex, int resultCode) {
        if (!isOpen(batchIndex)) {
            return Verdict.REFUSE;
        }
        if (resultCode != 0 && staysOpen.test(resultCode)) {
            overloaded |= resultCode == ResultCode.DEVICE_OVERLOAD.code();
            return Verdict.LEAVE_OPEN;
        }
        open[batchIndex >>> 6] &= ~(1L << batchIndex);
        count(resultCode, newRows(batchIndex));
        return Verdict.DELIVER;
    }

    /** Whether the answer is the first for its row, which it is not any more after that. */
    boolean isFirst(int batchIndex) {
        BitSet rows = wanted;
        if (rows == null) {
            return true;
        }
        boolean first = rows.get(batchIndex);
        rows.clear(batchIndex);
        return first;
    }

    /** Whether others are asked for the same rows. */
    boolean isShared() {
        return wanted != null;
    }

    private void count(int resultCode, int rows) {
        if (resultCode == 0) {
            foundCount += rows;
        } else if (resultCode == ResultCode.NOT_FOUND.code()) {
            missingCount += rows;
        } else if (resultCode == ResultCode.FILTERED_OUT.code()) {
            filteredCount += rows;
        } else {
            failedCount += rows;
        }
    }

    /** 1 for a row that nobody else has brought, 0 for one that counts elsewhere. */
    private int newRows(int batchIndex) {
        return wanted == null || wanted.get(batchIndex) ? 1 : 0;
    }

    /** How the rows were answered that have a final answer. */
    public AnswerCounts counts() {
        return new AnswerCounts(foundCount, missingCount, filteredCount, failedCount);
    }

    /** Takes a delivered answer back: its bytes broke the format. */
    void reopen(int batchIndex) {
        open[batchIndex >>> 6] |= 1L << batchIndex;
        BitSet rows = wanted;
        if (rows != null) {
            rows.set(batchIndex);
        }
    }
}
