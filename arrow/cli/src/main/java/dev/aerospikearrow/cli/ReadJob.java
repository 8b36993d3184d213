package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.cli.columns.ColumnResolver;
import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.columns.MetadataFields;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.export.KeyFile;
import dev.aerospikearrow.cli.export.LineSource;
import dev.aerospikearrow.cli.export.RowOrigin;
import dev.aerospikearrow.cli.export.RowTally;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The common part of export and lookup: columns, and what is said at the end. */
final class ReadJob {
    private final Console console;
    private final ReportOptions report;
    private final ColumnOptions columns;
    private final EmptyOptions empty;
    private final SetName target;
    private final ClusterCounts counts;
    private final ColumnResolver resolver;

    ReadJob(
            AerospikeClient client,
            Console console,
            ReportOptions report,
            ColumnOptions columns,
            EmptyOptions empty,
            SetName target) {
        this.console = console;
        this.report = report;
        this.columns = columns;
        this.empty = empty;
        this.target = target;
        this.counts = new ClusterCounts(client);
        this.resolver = new ColumnResolver(client, target);
    }

    /**
     * Looks for mistakes behind nothing: bins that no record has, keys of another type.
     *
     * @param keys the type of the keys, if rows are those of keys
     * @throws CliException if there is one; the rows are written then
     */
    void requireSomething(RowTally tally, Optional<KeyType> keys) throws IOException {
        if (empty.isEmptyAllowed() || tally.rows() == 0) {
            return;
        }
        if (tally.found() > 0) {
            List<String> unknown = resolver.unknownBins(columns.request(), tally::isNull);
            if (!unknown.isEmpty()) {
                throw new CliException(
                        ExitCode.EMPTY,
                        String.join(" ", unknown)
                                + " The rows are written, with nulls. With --allow-empty that is an"
                                + " answer.");
            }
        } else if (keys.isPresent() && keys.get() != KeyType.DIGEST) {
            Optional<KeyType> stored = resolver.keyType().flatMap(KeyType::ofColumn);
            if (stored.isPresent() && stored.get() != keys.get()) {
                throw new CliException(
                        ExitCode.EMPTY,
                        "No key has a record in "
                                + target
                                + ". They were taken for keys of the type "
                                + keys.get()
                                + ", but those of the set are of the type "
                                + stored.get()
                                + ": --key-type "
                                + stored.get()
                                + ". With --allow-empty that is an answer.");
            }
        }
    }

    /** The columns, with notes for people. */
    Schema resolve(Optional<KeyFile> keys) throws IOException {
        ColumnResolver.Request request = columns.request();
        resolver.requireFillable(request);
        empty.requireRecords(counts, target);
        ColumnResolver.Resolved resolved =
                keys.isPresent()
                        ? resolver.resolveForKeys(request, keys.get().type().columnType())
                        : resolver.resolveForScan(request);
        resolved.notes().forEach(note -> report.note(console, note));
        resolved.warnings().forEach(warning -> report.warn(console, warning));
        return resolved.schema();
    }

    /** Says what a scan would do. */
    void explain(ColumnarClient columnar, QuerySpec spec, Schema schema) {
        ReportOptions.print(console, columnar.explain(spec, schema).toString());
    }

    /** Says what the read of the first keys would do. */
    void explain(ColumnarClient columnar, KeyFile keys, Schema schema, int rowsPerBatch)
            throws IOException {
        BatchKeys first =
                keys.stream(0).next(rowsPerBatch).orElseGet(() -> BatchKeys.of(new Key[0]));
        ReportOptions.print(console, columnar.explain(first, schema).toString());
    }

    /** How many records the nodes say there are; what was asked before is not asked again. */
    long expectedRecords() {
        return counts.records(target);
    }

    /** The columns and, for counting, the result code. */
    static Schema withResultCode(Schema schema) {
        Field code = MetadataFields.field(MetadataColumn.RESULT_CODE, ArrowType.Utf8.INSTANCE);
        if (schema.getFields().stream().anyMatch(field -> field.getName().equals(code.getName()))) {
            return schema;
        }
        List<Field> fields = new ArrayList<>(schema.getFields());
        fields.add(code);
        return new Schema(fields);
    }

    StreamOptions streamOptions(BufferAllocator allocator, int rowsPerBatch) {
        return StreamOptions.builder()
                .readOptions(
                        ReadOptions.builder()
                                .allocator(allocator)
                                .onMismatch(columns.onMismatch())
                                .build())
                .rowsPerRecordBatch(rowsPerBatch)
                .build();
    }

    /**
     * The records of a scan.
     *
     * @param limit how many at most; 0 for none, empty for all
     */
    RowOrigin scan(
            ColumnarClient columnar,
            QuerySpec spec,
            OptionalLong limit,
            Schema schema,
            StreamOptions options)
            throws IOException {
        BufferAllocator allocator = options.readOptions().allocator().orElseThrow();
        if (limit.isPresent() && limit.getAsLong() == 0) {
            LineSource none = LineSource.of("no keys", List.of());
            KeyFile keys = new KeyFile.Lines(target, none, Optional.of(KeyType.DIGEST));
            return new RowOrigin.Keys(columnar, allocator, keys, withResultCode(schema), options);
        }
        return new RowOrigin.Scan(columnar, allocator, limited(spec, limit), options);
    }

    static QuerySpec limited(QuerySpec spec, OptionalLong limit) {
        return limit.isPresent() ? spec.withMaxRecords(limit.getAsLong()) : spec;
    }

    /** Says what did not fit and was let pass. */
    void reportMismatches(List<MismatchReport> mismatches) {
        for (MismatchReport mismatch : mismatches) {
            if (mismatch.nullCount() + mismatch.coercedCount() > 0) {
                report.warn(console, describe(mismatch));
            }
        }
    }

    static String describe(MismatchReport mismatch) {
        return String.format(
                        Locale.ROOT,
                        "Column %s: %s did not fit and became null, %,d %s converted.",
                        mismatch.fieldName(),
                        Quantity.grouped(mismatch.nullCount(), "value"),
                        mismatch.coercedCount(),
                        Quantity.verb(mismatch.coercedCount(), "was", "were"))
                + mismatch.first().map(first -> " The first: " + first.message()).orElse("");
    }

    /** Adds what keys led to. */
    static void addCounts(ObjectNode result, RowTally tally) {
        result.put("found", tally.found());
        result.put("missing", tally.missing());
        result.put("nullKeys", tally.nullKeys());
        result.put("failed", tally.failed());
    }

    /** {@code : 3 found, 1 missing}. */
    static String counts(RowTally tally) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, ": %,d found", tally.found()));
        append(text, tally.missing(), " missing");
        append(text, tally.nullKeys(), " null keys");
        append(text, tally.failed(), " failed");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, ", %,d%s", count, what));
        }
    }

    /** Rows that a node answered with an error are no rows of the set. */
    static void requireNoneFailed(RowTally tally) {
        if (tally.failed() > 0) {
            throw new CliException(
                    ExitCode.INCOMPLETE,
                    tally.failed()
                            + " of "
                            + Quantity.of(tally.rows(), "key")
                            + Quantity.verb(tally.failed(), " was", " were")
                            + " answered with an error; rows of such keys are null. The column"
                            + " __result_code says which: --metadata result-code.");
        }
    }
}
