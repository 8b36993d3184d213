package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.read.ReadPlan.MetadataField;
import dev.aerospikearrow.columnar.vector.BufferSource;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.columnar.vector.VectorMemory;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * The answer to a batch as columns, in whatever order its rows come: block by block, column by
 * column. What has a fixed width lands in its place then, the rest when {@link #result()} ends the
 * batch. Nothing is put on the heap per record.
 *
 * <p>Everything is charged to the allocator and released by {@link #close()}, also after {@link
 * #result()}: the batch holds what it needs by itself. Used by one thread at a time.
 */
final class VectorAnswer implements Answer<ColumnarBatch> {
    private static final MapDictionaryProvider NO_DICTIONARIES = new MapDictionaryProvider();

    private final Consumer<List<MismatchReport>> misfits;
    private final ReadPlan plan;
    private final RowKeys keys;
    private final DigestLease lease;
    private final BufferAllocator allocator;
    private final BufferSource source;
    private final VectorMemory resultCodes;
    private final RecordColumns columns;
    private boolean ended;
    private int answeredCount;
    private int foundCount;
    private int missingCount;
    private int filteredCount;

    /**
     * @param lease that of the keys' digests; the answer's, and then the batch's
     * @param now the time that {@code __ttl} counts from
     * @param misfits hears what did not fit, once
     * @throws IllegalArgumentException if a key does not fit the field {@code __key}
     */
    VectorAnswer(
            ReadPlan plan,
            RowKeys keys,
            DigestLease lease,
            BufferAllocator allocator,
            Instant now,
            Consumer<List<MismatchReport>> misfits) {
        this.misfits = misfits;
        this.plan = plan;
        this.keys = keys;
        this.lease = lease;
        this.allocator = allocator;
        source =
                BufferSource.forBatch(allocator, plan.schema().getFields().size(), keys.rowCount());
        resultCodes = VectorMemory.in(source);
        columns = columns(now);
        try {
            resultCodes.reserve((long) keys.rowCount() * Short.BYTES);
            writeKeys();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private RecordColumns columns(Instant now) {
        try {
            return new RecordColumns(plan, keys.rowCount(), keys::describe, source, now);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    private void writeKeys() {
        Column keyColumn = columns.column(MetadataColumn.KEY);
        Column digestColumn = columns.column(MetadataColumn.DIGEST);
        if (keyColumn == null && digestColumn == null) {
            return;
        }
        DigestArray digests = keys.digests();
        for (int index = 0; index < digests.count(); index++) {
            int keyRow = keys.row(index);
            if (digestColumn != null) {
                digestColumn.write(
                        keyRow,
                        ParticleType.BLOB,
                        digests.array(),
                        digests.offset(index),
                        Key.DIGEST_LENGTH_BYTES);
            }
            if (keyColumn != null) {
                Fit fit = keys.userKeys().write(index, keyColumn, keyRow);
                if (fit != Fit.EXACT) {
                    onKeyMisfit(index, keyRow, fit);
                }
            }
        }
    }

    private void onKeyMisfit(int index, int keyRow, Fit fit) {
        MetadataField key = plan.metadata(MetadataColumn.KEY).orElseThrow();
        String type = TypeNames.of(key.field());
        if (key.onMismatch() != OnMismatch.FAIL) {
            String found =
                    keys.userKeys()
                            .at(index)
                            .map(userKey -> MessageValues.shown(userKey, "a user key"))
                            .orElse("");
            columns.keyCounter().orElseThrow().onMisfit(keyRow, "", fit, found, type);
            return;
        }
        throw new IllegalArgumentException(
                "Field "
                        + MetadataColumn.KEY.fieldName()
                        + " is "
                        + type
                        + ", but at row "
                        + keyRow
                        + " ("
                        + keys.describe(keyRow)
                        + ") the user key "
                        + fit.meaning()
                        + ". Declare the type of the keys: Int64, Utf8 or Binary.");
    }

    @Override
    public BinNames binNames() {
        return plan.names();
    }

    @Override
    public void take(RecordBlock block) {
        take(block, 0, block.recordCount(), 0);
    }

    /**
     * Takes some records of a block.
     *
     * @param from the first of them
     * @param to the one after the last
     * @param firstIndex the batch index of the first key
     */
    void take(RecordBlock block, int from, int to, int firstIndex) {
        int[] rows = block.rows();
        for (int record = from; record < to; record++) {
            rows[record] = keys.row(block.batchIndex(record) - firstIndex);
        }
        answeredCount += to - from;
        if (block.isAlike()) {
            foundCount += to - from;
        } else {
            noteCodes(block, from, to);
        }
        columns.write(block, from, to);
    }

    private void noteCodes(RecordBlock block, int from, int to) {
        for (int record = from; record < to; record++) {
            int resultCode = block.resultCode(record);
            if (resultCode == 0) {
                foundCount++;
                continue;
            }
            resultCodes.putShort(block.rows()[record], (short) resultCode);
            if (resultCode == ResultCode.NOT_FOUND.code()) {
                missingCount++;
            } else if (resultCode == ResultCode.FILTERED_OUT.code()) {
                filteredCount++;
            }
        }
    }

    /**
     * Ends the batch.
     *
     * @throws IllegalStateException if a row was not answered
     * @throws TypeMismatchException if a value inside a list, map or struct does not fit
     */
    @Override
    public ColumnarBatch result() {
        if (answeredCount != keys.keyCount()) {
            throw new IllegalStateException(
                    "Of "
                            + Quantity.of(keys.keyCount(), "row")
                            + " only "
                            + answeredCount
                            + Quantity.verb(answeredCount, " was", " were")
                            + " answered.");
        }
        markNullKeys();
        writeResultCodes();
        Schema schema = plan.schema();
        Map<Long, Dictionary> created = plan.hasDictionaries() ? new LinkedHashMap<>() : Map.of();
        List<FieldVector> vectors = new ArrayList<>(schema.getFields().size());
        try {
            Schema stored = plan.hasDictionaries() ? inMemory(schema, created) : schema;
            for (Field field : stored.getFields()) {
                vectors.add(field.createVector(allocator));
            }
            MapDictionaryProvider dictionaries =
                    created.isEmpty()
                            ? NO_DICTIONARIES
                            : new MapDictionaryProvider(
                                    created.values().toArray(new Dictionary[0]));
            columns.moveTo(vectors, dictionaries, keys.rowCount());
            VectorSchemaRoot root = new VectorSchemaRoot(stored, vectors, keys.rowCount());
            ended = true;
            List<MismatchReport> reports = columns.reports();
            misfits.accept(reports);
            return new VectorBatch(
                    root,
                    schema,
                    dictionaries,
                    new RowIndex(keys, lease),
                    resultCodes.transfer(),
                    rowCounts(),
                    reports);
        } catch (RuntimeException | Error e) {
            vectors.forEach(FieldVector::close);
            created.values().forEach(dictionary -> dictionary.getVector().close());
            throw e;
        }
    }

    /** The schema of the vectors: a field with a dictionary has the type of its indices. */
    private Schema inMemory(Schema schema, Map<Long, Dictionary> created) {
        List<Field> fields = new ArrayList<>(schema.getFields().size());
        for (Field field : schema.getFields()) {
            fields.add(DictionaryUtility.toMemoryFormat(field, allocator, created));
        }
        return new Schema(fields, schema.getCustomMetadata());
    }

    private void markNullKeys() {
        int index = 0;
        for (int next = 0; next < keys.rowCount() && keys.hasNulls(); next++) {
            if (index < keys.keyCount() && keys.row(index) == next) {
                index++;
            } else {
                resultCodes.putShort(next, (short) ColumnarBatch.NULL_KEY);
            }
        }
    }

    private void writeResultCodes() {
        Column column = columns.column(MetadataColumn.RESULT_CODE);
        if (column != null) {
            for (int next = 0; next < keys.rowCount(); next++) {
                column.writeLong(next, resultCodes.getShort(next));
            }
        }
    }

    private ColumnarBatch.RowCounts rowCounts() {
        int failed = answeredCount - foundCount - missingCount - filteredCount;
        return new ColumnarBatch.RowCounts(
                foundCount, missingCount, filteredCount, failed, keys.rowCount() - keys.keyCount());
    }

    @Override
    public void close() {
        resultCodes.close();
        columns.close();
        source.close();
        if (!ended) {
            lease.close();
        }
    }
}
