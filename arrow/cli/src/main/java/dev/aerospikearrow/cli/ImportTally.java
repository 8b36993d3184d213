package dev.aerospikearrow.cli;

import dev.aerospikearrow.columnar.write.CodeCount;
import dev.aerospikearrow.columnar.write.WriteResult;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of the rows of an import, over all its record batches. */
final class ImportTally {
    /**
     * Rows that were not written for one reason.
     *
     * @param reason why not
     * @param rows how many
     * @param firstRow the first of them, from 0 on
     * @param firstKey its key
     */
    record Unwritten(String reason, long rows, long firstRow, String firstKey) {}

    private final TreeMap<Integer, Unwritten> unwritten = new TreeMap<>();
    private long rows;
    private long written;

    void add(WriteResult result) {
        for (CodeCount count : result.counts()) {
            if (count.resultCode() == ResultCode.OK.code()) {
                continue;
            }
            long firstRow = rows + count.firstRow();
            unwritten.merge(
                    count.resultCode(),
                    new Unwritten(
                            count.description(), count.rowCount(), firstRow, count.firstKey()),
                    (first, more) ->
                            new Unwritten(
                                    first.reason(),
                                    first.rows() + more.rows(),
                                    first.firstRow(),
                                    first.firstKey()));
        }
        rows += result.rowCount();
        written += result.writtenCount();
    }

    long rows() {
        return rows;
    }

    long written() {
        return written;
    }

    /** Rows that should have been written. */
    long failed() {
        return rows - written - withoutBins();
    }

    /** Rows that have nothing but a key. */
    long withoutBins() {
        return Optional.ofNullable(unwritten.get((int) WriteResult.NOTHING_TO_WRITE))
                .map(Unwritten::rows)
                .orElse(0L);
    }

    List<Unwritten> unwritten() {
        return new ArrayList<>(unwritten.values());
    }

    /** {@code 3 null key, first row 7}. */
    String reasons() {
        return unwritten.entrySet().stream()
                .filter(entry -> entry.getKey() != WriteResult.NOTHING_TO_WRITE)
                .map(Map.Entry::getValue)
                .map(
                        each ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s, first row %,d (%s)",
                                        each.rows(),
                                        each.reason(),
                                        each.firstRow(),
                                        each.firstKey()))
                .collect(Collectors.joining("; "));
    }
}
