package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of the rows so far. For each record batch {@link #begin}, {@link #answers} for each of
 * its requests, one after the other, and {@link #end}. One thread at a time.
 */
final class WriteProgress {
    /** A server's code is one byte. */
    private static final int SERVER_CODES = 256;

    private final TreeMap<Integer, WriteResult.CodeCount> counts = new TreeMap<>();
    private final BitSet inDoubt = new BitSet();
    private final Map<Integer, String> problems = new HashMap<>();
    private short[] codes = new short[0];
    private int firstRow;
    private int rowCount;

    /** Takes up the rows of a record batch. */
    void begin(PreparedRows rows) {
        firstRow = rowCount;
        rowCount = Math.addExact(rowCount, rows.rowCount());
        if (rowCount > codes.length) {
            int doubled = (int) Math.min(Integer.MAX_VALUE - 16, codes.length * 2L);
            codes = Arrays.copyOf(codes, Math.max(rowCount, doubled));
        }
        System.arraycopy(rows.codes(), 0, codes, firstRow, rows.rowCount());
        if (problems.size() < WriteResult.MAX_PROBLEMS) {
            rows.problems().forEach((row, problem) -> problems.put(firstRow + row, problem));
        }
    }

    /** How many rows were taken up. */
    int rowCount() {
        return rowCount;
    }

    /** Takes the answers to a request for the rows from index {@code from} on. */
    Answers answers(PreparedRows rows, int from) {
        return new Answers(rows.rowOfIndex(), from);
    }

    /** The answers of one request. */
    final class Answers implements Answer<@Nullable Void> {
        private final int[] rowOfIndex;
        private final int from;

        private Answers(int[] rowOfIndex, int from) {
            this.rowOfIndex = rowOfIndex;
            this.from = from;
        }

        private int row(int batchIndex) {
            return firstRow + rowOfIndex[from + batchIndex];
        }

        /** What rows are answered is only their code. */
        @Override
        public BinNames binNames() {
            return BinNames.NONE;
        }

        @Override
        public void take(RecordBlock block) {
            for (int record = 0; record < block.recordCount(); record++) {
                int row = row(block.batchIndex(record));
                int resultCode = block.resultCode(record);
                codes[row] = (short) resultCode;
                if (resultCode == ResultCode.TIMEOUT.code()) {
                    inDoubt.set(row);
                }
            }
        }

        @Override
        public @Nullable Void result() {
            return null;
        }

        @Override
        public RuntimeException failure(RuntimeException cause, BitSet rowsInDoubt) {
            rowsInDoubt.stream().forEach(batchIndex -> inDoubt.set(row(batchIndex)));
            return cause;
        }
    }

    /** Counts the codes of the record batch that was begun last. */
    void end(PreparedRows rows) {
        int[] ofCode = new int[SERVER_CODES - WriteResult.INVALID];
        int[] firstOfCode = new int[ofCode.length];
        for (int row = 0; row < rows.rowCount(); row++) {
            int code = codes[firstRow + row] - WriteResult.INVALID;
            if (ofCode[code]++ == 0) {
                firstOfCode[code] = row;
            }
        }
        for (int i = 0; i < ofCode.length; i++) {
            if (ofCode[i] > 0) {
                add(i + WriteResult.INVALID, ofCode[i], firstOfCode[i], rows);
            }
        }
    }

    private void add(int code, int count, int first, PreparedRows rows) {
        WriteResult.CodeCount known = counts.get(code);
        counts.put(
                code,
                known == null
                        ? new WriteResult.CodeCount(
                                code,
                                count,
                                firstRow + first,
                                rows.describe(first),
                                rows.problems().getOrDefault(first, ""))
                        : new WriteResult.CodeCount(
                                code,
                                known.rowCount() + count,
                                known.firstRow(),
                                known.firstKey(),
                                known.firstProblem()));
    }

    /** The result so far; nothing may follow. */
    WriteResult result() {
        List<WriteResult.CodeCount> ascending = new ArrayList<>(counts.values());
        return new WriteResult(codes, rowCount, inDoubt, ascending, problems);
    }
}
