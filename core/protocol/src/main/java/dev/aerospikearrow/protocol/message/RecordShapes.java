package dev.aerospikearrow.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of the records that were seen last. Learning one costs as much as walking some dozens
 * of records, and trying them in vain costs as much as walking one. So learning is paid for by
 * records that fitted, but for a start, and when too many fitted nothing, the next ones are only
 * walked: where no record is like another one, little is lost.
 */
final class RecordShapes {
    /** How many are remembered. */
    static final int MOST = 16;

    private static final int LEARNING_COST = 64;
    private static final int MOST_CREDIT = 4 * LEARNING_COST;

    /** So many records that fit make up for one that was tried in vain. */
    private static final int MISS_COST = 3;

    private static final int MOST_TRUST = 32 * MISS_COST;

    /** So many records are walked when trust is used up. */
    private static final int PAUSE = 1024;

    private final @Nullable RecordShape[] known = new RecordShape[MOST];
    private int oldest;
    private final int mostCredit;
    private int credit;
    private int trust = MOST_TRUST;
    private int pause;

    /** None yet. */
    RecordShapes() {
        this(MOST_CREDIT);
    }

    private RecordShapes(int mostCredit) {
        this.mostCredit = mostCredit;
        credit = mostCredit;
    }

    /** Learns nothing, so that every record is walked. */
    static RecordShapes none() {
        return new RecordShapes(0);
    }

    /** A shape for a reply's first record; null if none is known. */
    @Nullable RecordShape first(BinNames names, ReplyKind kind) {
        for (RecordShape shape : known) {
            if (shape != null && shape.isFor(names, kind)) {
                return shape;
            }
        }
        return null;
    }

    /** The shape behind another one, by which all that are known can be tried in turn. */
    RecordShape behind(RecordShape shape) {
        for (int i = 1; i < MOST; i++) {
            RecordShape other = known[(shape.place + i) % MOST];
            if (other != null && other.isLikewise(shape)) {
                return other;
            }
        }
        return shape;
    }

    /** Asked for each record: whether it is to be compared with what is known. */
    boolean isWorthTrying() {
        if (pause > 0) {
            pause--;
            return false;
        }
        return true;
    }

    /** Records fitted, which pays for learning another shape. */
    void fitted(int recordCount) {
        credit = Math.min(mostCredit, credit + recordCount);
        trust = Math.min(MOST_TRUST, trust + recordCount);
    }

    /** A record was tried in vain. */
    void missed() {
        trust -= MISS_COST;
        if (trust < 0) {
            trust = MOST_TRUST / 4;
            pause = PAUSE;
            credit = Math.min(mostCredit, credit + LEARNING_COST);
        }
    }

    /** Remembers the shape of a sound record, if it is worth it. */
    @Nullable RecordShape learn(byte[] frame, int start, int end, BinNames names, ReplyKind kind) {
        if (credit < LEARNING_COST || pause > 0) {
            return null;
        }
        credit -= LEARNING_COST;
        RecordShape shape = RecordShape.of(frame, start, end, names, kind);
        if (shape != null) {
            shape.place = oldest;
            known[oldest] = shape;
            oldest = (oldest + 1) % MOST;
        }
        return shape;
    }
}
