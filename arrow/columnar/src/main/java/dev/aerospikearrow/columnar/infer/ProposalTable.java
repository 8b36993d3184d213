package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A proposal as a text of aligned columns. */
public final class ProposalTable {
    private static final String GAP = "  ";

    private final InferredSchema proposal;

    public ProposalTable(InferredSchema proposal) {
        this.proposal = proposal;
    }

    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("bin", "records", "holds", "proposed", "because of"));
        for (InferredBin bin : proposal.bins()) {
            rows.add(
                    List.of(
                            printable(bin.binName()),
                            Percentage.of(bin.recordCount(), bin.sampledRecords()),
                            types(bin),
                            printable(TypeNames.of(bin.field())),
                            printable(bin.reason())));
        }
        StringBuilder text = new StringBuilder("Proposed for ");
        text.append(printable(sample(proposal))).append('\n');
        appendAligned(text, rows);
        for (InferredBin bin : proposal.bins()) {
            for (InferredBin.Conflict conflict : bin.conflicts()) {
                text.append("conflict in ").append(printable(bin.binName())).append(": ");
                text.append(printable(conflict.toString())).append('\n');
            }
        }
        return text.toString();
    }

    /** {@code INTEGER 90.0%, STRING 10.0%}; one type alone without its share. */
    static String types(InferredBin bin) {
        if (bin.typeCounts().size() == 1) {
            return bin.typeCounts().keySet().iterator().next();
        }
        return bin.typeCounts().entrySet().stream()
                .map(
                        type ->
                                type.getKey()
                                        + " "
                                        + Percentage.of(type.getValue(), bin.recordCount()))
                .collect(Collectors.joining(", "));
    }

    private static void appendAligned(StringBuilder text, List<List<String>> rows) {
        int columnCount = rows.get(0).size();
        int[] widths = new int[columnCount];
        for (List<String> row : rows) {
            for (int column = 0; column < columnCount; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            // The last column is not padded.
            for (int column = 0; column < columnCount - 1; column++) {
                String cell = row.get(column);
                text.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
            }
            text.append(row.get(columnCount - 1)).append('\n');
        }
    }

    /** Names come from the data: none may end a line. */
    private static String printable(String text) {
        return text.codePoints()
                .map(codePoint -> Character.isISOControl(codePoint) ? '␣' : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** {@code 1,000 records of test.users, which has more}. */
    static String sample(InferredSchema proposal) {
        String amount =
                String.format(Locale.ROOT, "%,d", proposal.sampledRecords())
                        + (proposal.sampledRecords() == 1 ? " record of " : " records of ");
        return (proposal.complete() ? "all " : "a sample of ") + amount + proposal.set();
    }
}
