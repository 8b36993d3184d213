package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.SmallIntVector;

/**
 * The result of a write: a code for each row, how often each code occurs, and where first. Rows of
 * a stream are counted over all its record batches. Immutable; holds no memory of Arrow's.
 */
public final class WriteResult {
    /** The code of a row that was not sent because its key is null. */
    public static final short NULL_KEY = ColumnarBatch.NULL_KEY;

    /** The code of a row without an answer: only in {@link IncompleteWriteException}. */
    public static final short UNANSWERED = BatchRow.NO_ANSWER;

    /** The code of a row that was not sent because all its bins are null and nulls are left. */
    public static final short NOTHING_TO_WRITE = -3;

    /** The code of a row that was not sent because a value of it cannot be written. */
    public static final short INVALID = -4;

    /** For how many rows it is kept what is wrong with them, about. */
    public static final int MAX_PROBLEMS = 1_000;

    /**
     * The number of rows of a write that ended with a code, and the first of them.
     *
     * @param resultCode 0, another {@link ResultCode}, or one of the negative codes of {@link
     *     WriteResult}
     * @param rowCount how many rows
     * @param firstRow the first of them
     * @param firstKey its key, for people
     * @param firstProblem what is wrong with it: the field, its value, and what to do; empty where
     *     the code says it
     */
    public record CodeCount(
            int resultCode, int rowCount, int firstRow, String firstKey, String firstProblem) {

        /** The code for people: {@code 5 RECORD_EXISTS (record exists already)}. */
        public String description() {
            return switch (resultCode) {
                case NULL_KEY -> "null key";
                case UNANSWERED -> "no answer";
                case NOTHING_TO_WRITE -> "all bins null";
                case INVALID -> "invalid";
                default -> ResultCode.describe(resultCode);
            };
        }

        @Override
        public String toString() {
            return rowCount
                    + " x "
                    + description()
                    + ", first row "
                    + firstRow
                    + " ("
                    + firstKey
                    + ")"
                    + (firstProblem.isEmpty() ? "" : ": " + firstProblem);
        }
    }

    private final short[] codes;
    private final int rowCount;
    private final BitSet inDoubt;
    private final List<CodeCount> counts;
    private final Map<Integer, String> problems;

    /**
     * What a write returns.
     *
     * @param codes the code of each row, of which there may be fewer than places; owned by the
     *     result from now on
     * @param inDoubt the unanswered rows that may have been written; owned by the result
     */
    public WriteResult(
            short[] codes,
            int rowCount,
            BitSet inDoubt,
            List<CodeCount> counts,
            Map<Integer, String> problems) {
        this.codes = codes;
        this.rowCount = rowCount;
        this.inDoubt = inDoubt;
        this.counts = List.copyOf(counts);
        this.problems = Map.copyOf(problems);
    }

    /** How many rows there are. */
    public int rowCount() {
        return rowCount;
    }

    /**
     * 0 for a row that was written, else why not: a {@link ResultCode}, or one of the negative
     * codes here.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int resultCode(int row) {
        return codes[Objects.checkIndex(row, rowCount)];
    }

    /**
     * What is wrong with a row that is {@link #INVALID}: its field, the value, and what to do. Kept
     * for the first {@value #MAX_PROBLEMS} such rows at least, and empty for all others.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Optional<String> problem(int row) {
        return Optional.ofNullable(problems.get(Objects.checkIndex(row, rowCount)));
    }

    /** How many rows were written. */
    public int writtenCount() {
        return count(ResultCode.OK.code());
    }

    /** How many rows ended with a code. */
    public int count(int resultCode) {
        return counts.stream()
                .filter(count -> count.resultCode() == resultCode)
                .mapToInt(CodeCount::rowCount)
                .sum();
    }

    /** Each code that occurs, ascending, with its count and its first row. */
    public List<CodeCount> counts() {
        return counts;
    }

    /**
     * Whether a row that failed may have been written all the same: the request was sent and not
     * answered, or the server ran out of time.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public boolean isInDoubt(int row) {
        return inDoubt.get(Objects.checkIndex(row, rowCount));
    }

    /** How many rows are in doubt. */
    public int inDoubtCount() {
        return inDoubt.cardinality();
    }

    /** The rows that are in doubt, ascending. */
    public int[] rowsInDoubt() {
        return inDoubt.stream().toArray();
    }

    /**
     * The codes as a column named {@code __result_code}.
     *
     * @param allocator charged for the column, which the caller closes
     */
    public SmallIntVector resultCodes(BufferAllocator allocator) {
        SmallIntVector vector =
                new SmallIntVector(MetadataColumn.RESULT_CODE.fieldName(), allocator);
        try {
            vector.allocateNew(rowCount);
            for (int row = 0; row < rowCount; row++) {
                vector.set(row, codes[row]);
            }
            vector.setValueCount(rowCount);
            return vector;
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    /**
     * This result, for those who expect every row to be written.
     *
     * @throws AerospikeException if a row was not; the message says how many, why, and which first
     */
    public WriteResult requireAllWritten() {
        if (writtenCount() == rowCount) {
            return this;
        }
        throw new AerospikeException(
                "Not all rows were written: " + this + ".", null, inDoubtCount() > 0);
    }

    /** The counts in one line, with what is wrong with the first row that could not be sent. */
    @Override
    public String toString() {
        String others =
                counts.stream()
                        .filter(count -> count.resultCode() != ResultCode.OK.code())
                        .map(CodeCount::toString)
                        .collect(Collectors.joining("; "));
        return writtenCount()
                + " of "
                + Quantity.of(rowCount, "row")
                + " written"
                + (others.isEmpty() ? "" : "; " + others)
                + (inDoubt.isEmpty() ? "" : "; " + inDoubtCount() + " in doubt");
    }
}
