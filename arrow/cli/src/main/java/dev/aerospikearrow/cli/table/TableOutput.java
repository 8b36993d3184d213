package dev.aerospikearrow.cli.table;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.PlainText;
import dev.aerospikearrow.columnar.TablePrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Rows as a table for people. What fits the terminal is printed; what does not is shown by the
 * pager, with all columns. A single row that has no room becomes a line for each column.
 */
public final class TableOutput {
    private static final int ROWS_WITHOUT_PAGER = 40;
    private static final int MAX_ROWS = 10_000;

    /** The rules, the names, the types and the number of rows. */
    private static final int LINES_AROUND = 6;

    private final Console console;

    /** For standard output. */
    public TableOutput(Console console) {
        this.console = console;
    }

    /**
     * What was printed.
     *
     * @param rowCount how many rows there were
     * @param complete whether all of them and all columns are there to be seen
     */
    public record Printed(long rowCount, boolean complete) {}

    /**
     * Reads rows to their end and prints the first of them.
     *
     * @param beforePrinting called when all rows are there
     */
    public Printed print(ArrowReader reader, Runnable beforePrinting) throws IOException {
        boolean terminal = console.isTerminal(Console.Stream.OUT);
        Optional<Pager> pager = Pager.of(console);
        int width = terminal ? console.width() : Integer.MAX_VALUE;
        int maxRows = terminal && pager.isEmpty() ? ROWS_WITHOUT_PAGER : MAX_ROWS;
        TablePrinter.Rows rows = TablePrinter.DEFAULT.withMaxRows(maxRows).collect();
        rows.add(reader.getVectorSchemaRoot(), reader);
        while (reader.loadNextBatch()) {
            rows.add(reader.getVectorSchemaRoot(), reader);
        }
        beforePrinting.run();
        boolean all = rows.rowCount() <= maxRows;
        boolean wide = rows.width() > width;
        if (rows.rowCount() == 1 && (wide || rows.isCut())) {
            print(rows.lines());
            return new Printed(1, true);
        }
        long height = Math.min(rows.rowCount(), maxRows) + LINES_AROUND;
        if (pager.isPresent() && (wide || height > console.height())) {
            if (pager.get().show(rows.table(Integer.MAX_VALUE))) {
                return new Printed(rows.rowCount(), all);
            }
        }
        print(rows.table(width));
        return new Printed(rows.rowCount(), all && !wide);
    }

    private void print(String text) throws IOException {
        console.out().write(PlainText.of(text).getBytes(StandardCharsets.UTF_8));
    }
}
