package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.load.LoadResult;
import dev.aerospikearrow.cli.load.UnwrittenRow;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts of the rows of an import by what became of them, over all its requests. */
final class ImportTally {
    private static final int RANGES_TOLD = 10;

    /**
     * Rows that were not written for one reason.
     *
     * @param reason why not
     * @param rows how many
     * @param first the first of them
     */
    record Unwritten(String reason, long rows, UnwrittenRow first) {}

    private final Map<String, Unwritten> unwritten = new LinkedHashMap<>();
    private final List<String> doubtful = new ArrayList<>();
    private final long skipped;
    private long rows;
    private long written;
    private long settled;
    private long inDoubt;
    private boolean broken;

    /**
     * @param skipped rows at the beginning of the file that were left out
     */
    ImportTally(long skipped) {
        this.skipped = skipped;
        settled = skipped;
    }

    void add(LoadResult result) {
        addDoubts(result);
        rows += result.rowCount();
        written += result.written();
        for (UnwrittenRow row : result.unwritten()) {
            unwritten.merge(
                    row.kind(),
                    new Unwritten(row.kind(), 1, row),
                    (first, more) ->
                            new Unwritten(first.reason(), first.rows() + 1, first.first()));
        }
        broken |= result.failure().isPresent();
        if (!broken) {
            settled += result.rowCount();
        }
    }

    /**
     * Rows are divided among nodes, so that those in doubt lie scattered among those of a request.
     */
    private void addDoubts(LoadResult result) {
        long count =
                result.unwritten().stream()
                        .filter(row -> row.doubt() == UnwrittenRow.Doubt.MAYBE_WRITTEN)
                        .count();
        if (count > 0) {
            inDoubt += count;
            long first = skipped + rows;
            doubtful.add(
                    String.format(
                            Locale.ROOT,
                            "%,d of rows %,d to %,d",
                            count,
                            first,
                            first + result.rowCount() - 1));
        }
    }

    /** Rows that were taken up; those that were left out at the beginning not counted. */
    long rows() {
        return rows;
    }

    long skipped() {
        return skipped;
    }

    long written() {
        return written;
    }

    long inDoubt() {
        return inDoubt;
    }

    /** How many rows at the beginning of the file need not be looked at again. */
    long settled() {
        return settled;
    }

    /** Rows that should have been written. */
    long failed() {
        return rows - written - withoutBins();
    }

    /** Rows that have nothing but a key. */
    long withoutBins() {
        return unwritten.values().stream()
                .filter(each -> each.first().code() == WriteResult.NOTHING_TO_WRITE)
                .mapToLong(Unwritten::rows)
                .sum();
    }

    List<Unwritten> unwritten() {
        return new ArrayList<>(unwritten.values());
    }

    /** {@code 3 null key, first row 7}. */
    String reasons() {
        return unwritten.values().stream()
                .filter(each -> each.first().code() != WriteResult.NOTHING_TO_WRITE)
                .map(
                        each ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s, first row %,d%s",
                                        each.rows(),
                                        each.reason(),
                                        each.first().row(),
                                        detail(each.first())))
                .collect(Collectors.joining("; "));
    }

    private static String detail(UnwrittenRow first) {
        List<String> details = new ArrayList<>();
        first.line().ifPresent(line -> details.add(String.format(Locale.ROOT, "line %,d", line)));
        if (!first.key().isEmpty()) {
            details.add(first.key());
        }
        if (!first.reason().equals(first.kind())) {
            details.add(first.reason());
        }
        return details.isEmpty() ? "" : " (" + String.join("; ", details) + ")";
    }

    /** {@code 20,000 rows are in doubt, written or not: 20,000 of rows 0 to 20,479}. */
    String doubts() {
        return String.format(
                Locale.ROOT,
                "%,d %s in doubt, written or not: %s%s",
                inDoubt,
                Quantity.verb(inDoubt, "row is", "rows are"),
                doubtful.stream().limit(RANGES_TOLD).collect(Collectors.joining("; ")),
                doubtful.size() > RANGES_TOLD
                        ? String.format(
                                Locale.ROOT,
                                "; and so on for %,d more requests (--refused lists all)",
                                doubtful.size() - RANGES_TOLD)
                        : "");
    }
}
