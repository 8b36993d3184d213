package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Interruption;
import dev.aerospikearrow.cli.console.Progress;
import dev.aerospikearrow.cli.export.Exporter;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.FormulaGuard;
import dev.aerospikearrow.cli.file.ParquetFile;
import dev.aerospikearrow.cli.sql.SqlResult;
import dev.aerospikearrow.cli.sql.SqlRows;
import dev.aerospikearrow.cli.sql.SqlSession;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.nio.channels.Channels;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement, run and shown. */
final class StatementRun {
    private final Context context;
    private final OutputOptions output;
    private final ReportOptions report;
    private final BufferAllocator allocator;
    private final SqlSession session;

    StatementRun(
            Context context,
            OutputOptions output,
            ReportOptions report,
            BufferAllocator allocator,
            SqlSession session) {
        this.context = context;
        this.output = output;
        this.report = report;
        this.allocator = allocator;
        this.session = session;
    }

    void cancel() {
        session.cancel();
    }

    /** After a statement was cancelled, the next one is another matter. */
    void goOn() {
        session.goOn();
    }

    /**
     * Runs a statement.
     *
     * @param last whether a file that is asked for gets its rows
     */
    void run(String sql, boolean last) throws IOException, SQLException {
        Console console = context.console();
        long start = System.nanoTime();
        try (Interruption.Scope running = context.interruption().whileRunning(session::cancel);
                SqlResult result = session.run(sql)) {
            running.requireGoingOn();
            Optional<String> plan = result.plan();
            if (plan.isPresent()) {
                ReportOptions.print(console, plan.get() + filters());
            } else if (result.hasRows()) {
                FileFormat format = output.requireFormat(console);
                long rows = show(result, format, last);
                summarise(format, rows, System.nanoTime() - start);
            }
        }
        session.mismatches().stream()
                .filter(mismatch -> mismatch.nullCount() + mismatch.coercedCount() > 0)
                .forEach(mismatch -> report.warn(console, ReadJob.describe(mismatch)));
    }

    /** What of the plan's conditions is evaluated by nodes as well, and before rows travel. */
    private String filters() {
        StringBuilder text = new StringBuilder();
        session.filters()
                .forEach(
                        (set, filter) ->
                                text.append("Nodes filter ")
                                        .append(set)
                                        .append(": ")
                                        .append(filter)
                                        .append('\n'));
        return text.toString();
    }

    private long show(SqlResult result, FileFormat format, boolean last)
            throws IOException, SQLException {
        Console console = context.console();
        FormulaGuard guard = output.guard(format);
        try (SqlRows rows = result.rows(allocator, output.rowsPerBatch())) {
            if (format == FileFormat.TABLE) {
                return report.printTable(console, rows, Progress.NONE);
            }
            requireWritable(format, rows);
            Exporter exporter =
                    new Exporter(
                            allocator, context.interruption(), format, output.compression(), guard);
            if (output.file().isEmpty()) {
                exporter.toChannel(rows, Channels.newChannel(console.dataOut()));
            } else if (last) {
                exporter.toFile(rows, output.file().get(), output.existing());
            }
            OutputOptions.reportGuarded(guard, console, report);
            return rows.rowCount();
        }
    }

    private static void requireWritable(FileFormat format, SqlRows rows) throws IOException {
        Schema schema = rows.getVectorSchemaRoot().getSchema();
        Set<String> names = new HashSet<>();
        for (Field field : schema.getFields()) {
            if (hasDictionary(field)) {
                throw new CliException(
                        ExitCode.USAGE,
                        "Column " + field.getName() + " is an ENUM. Cast it to VARCHAR.");
            }
            if (!names.add(field.getName()) && format != FileFormat.CSV) {
                throw new CliException(
                        ExitCode.USAGE,
                        "The result has two columns "
                                + field.getName()
                                + ". Give one of them another name, with AS.");
            }
        }
        if (format == FileFormat.PARQUET) {
            ParquetFile.requireWritable(schema);
        }
    }

    private static boolean hasDictionary(Field field) {
        return field.getDictionary() != null
                || field.getChildren().stream().anyMatch(StatementRun::hasDictionary);
    }

    private void summarise(FileFormat format, long rows, long nanos) {
        double seconds = Math.round(nanos / 1e6) / 1000.0;
        if (report.isJson()) {
            ObjectNode result = report.object().put("rows", rows);
            output.file().ifPresent(file -> result.put("output", file.toString()));
            report.json(context.console(), result.put("seconds", seconds), output.dataOn());
            return;
        }
        String time = String.format(Locale.ROOT, "%.1f s", seconds);
        report.note(
                context.console(),
                format == FileFormat.TABLE
                        ? time // It says itself how many rows it has.
                        : Quantity.grouped(rows, "row")
                                + output.file().map(file -> " in " + file).orElse("")
                                + ", "
                                + time);
    }
}
