package dev.aerospikearrow.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of the records that were seen last. Learning one costs as much as walking some dozens
 * of records, so it is done for one record in {@value #LEARNING_COST} at most, but for a start:
 * where no record is like another one, nothing is lost.
 */
final class RecordShapes {
    /** How many are remembered. */
    private static final int MOST = 8;

    private static final int LEARNING_COST = 64;
    private static final int MOST_CREDIT = 4 * LEARNING_COST;

    private final @Nullable RecordShape[] known = new RecordShape[MOST];
    private int oldest;
    private final int mostCredit;
    private int credit;

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
        int at = 0;
        while (at < MOST && known[at] != shape) {
            at++;
        }
        for (int i = 1; i <= MOST; i++) {
            RecordShape other = known[(at + i) % MOST];
            if (other != null && other.isLikewise(shape)) {
                return other;
            }
        }
        return shape;
    }

    /** Records have been decoded, which pays for learning another shape. */
    void credit(int recordCount) {
        credit = Math.min(mostCredit, credit + recordCount);
    }

    /** Remembers the shape of a sound record, if it is worth it. */
    @Nullable RecordShape learn(byte[] frame, int start, int end, BinNames names, ReplyKind kind) {
        if (credit < LEARNING_COST) {
            return null;
        }
        credit -= LEARNING_COST;
        RecordShape shape = RecordShape.of(frame, start, end, names, kind);
        if (shape != null) {
            known[oldest] = shape;
            oldest = (oldest + 1) % MOST;
        }
        return shape;
    }
}
