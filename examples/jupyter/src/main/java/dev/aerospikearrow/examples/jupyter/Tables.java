package dev.aerospikearrow.examples.jupyter;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.examples.jupyter.HtmlTable.Align;
import dev.aerospikearrow.examples.jupyter.HtmlTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Tables of what is shown. */
final class Tables {
    private Tables() {}

    /** The first rows of a batch, and its counts. */
    static HtmlTable of(ColumnarBatch batch) {
        List<Column> columns =
                batch.schema().getFields().stream()
                        .map(
                                field ->
                                        new Column(
                                                field.getName(), TypeNames.of(field), align(field)))
                        .toList();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(batch.rowCount(), HtmlTable.MAX_ROWS); row++) {
            List<String> cells = new ArrayList<>();
            for (FieldVector vector : batch.root().getFieldVectors()) {
                cells.add(
                        vector.isNull(row)
                                ? HtmlTable.NULL
                                : TablePrinter.cell(vector, batch.dictionaries(), row));
            }
            rows.add(cells);
        }
        return new HtmlTable(batch.toString(), columns, rows, batch.rowCount());
    }

    private static Align align(Field field) {
        ArrowType type = field.getType();
        boolean number =
                type instanceof ArrowType.Int
                        || type instanceof ArrowType.FloatingPoint
                        || type instanceof ArrowType.Decimal;
        return number ? Align.RIGHT : Align.LEFT;
    }

    /** A row for each bin of a proposal, and what speaks against it. */
    static HtmlTable of(InferredSchema proposal) {
        List<Column> columns =
                List.of(
                        new Column("bin", "name", Align.LEFT),
                        new Column("records", "share that has it", Align.RIGHT),
                        new Column("holds", "types on the wire", Align.LEFT),
                        new Column("proposed", "Arrow type", Align.LEFT),
                        new Column("because of", "", Align.LEFT),
                        new Column("conflicts", "values without a place", Align.LEFT));
        List<List<String>> rows = proposal.bins().stream().map(Tables::row).toList();
        String caption =
                String.format(
                        Locale.ROOT,
                        "Proposed for %s after %,d %s",
                        proposal.set(),
                        proposal.sampledRecords(),
                        proposal.sampledRecords() == 1 ? "record" : "records");
        return new HtmlTable(caption, columns, rows, rows.size());
    }

    private static List<String> row(InferredBin bin) {
        return List.of(
                bin.binName(),
                String.format(Locale.ROOT, "%.1f %%", 100 * bin.coverage()),
                String.join(", ", bin.typeCounts().keySet()),
                TypeNames.of(bin.field()),
                bin.reason(),
                bin.conflicts().stream()
                        .map(InferredBin.Conflict::toString)
                        .collect(Collectors.joining("; ")));
    }

    /** The rows of a query's result. */
    static HtmlTable of(QueryTable result) {
        return result.table();
    }
}
