package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.BinMapping.MetadataField;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.columnar.vector.TypeNames;
import dev.aerospikearrow.columnar.vector.VectorMemory;
import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.CellBlock;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.wire.ParticleType;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a batch reply into columns, whatever their order: some dozens of rows column
 * by column. What has a fixed width lands in its place then, the rest when {@link #toBatch()} ends
 * the batch. Nothing is put on the heap per record.
 *
 * <p>Everything is charged to the allocator and released by {@link #close()}, also after {@link
 * #toBatch()}: the batch holds what it needs by itself. Used by one thread at a time.
 */
final class VectorSink implements RecordSink, AutoCloseable {
    private final BinMapping mapping;
    private final BatchKeys keys;
    private final BufferAllocator allocator;
    private final VectorMemory resultCodes;
    private final RecordColumns columns;

    private final CellBlock cells;

    private byte[] frame = new byte[0];
    private int row;
    private boolean found;
    private int answeredCount;
    private int foundCount;
    private int missingCount;
    private int filteredCount;

    /**
     * @param now the time that {@code __ttl} counts from
     * @throws IllegalArgumentException if a key does not fit the field {@code __key}
     */
    VectorSink(BinMapping mapping, BatchKeys keys, BufferAllocator allocator, Instant now) {
        this.mapping = mapping;
        this.keys = keys;
        this.allocator = allocator;
        cells = new CellBlock(mapping.bins().size(), keys.rowCount());
        resultCodes = VectorMemory.in(allocator);
        columns = new RecordColumns(mapping, keys.rowCount(), keys::describe, allocator, now);
        try {
            resultCodes.reserve((long) keys.rowCount() * Short.BYTES);
            writeKeys();
        } catch (RuntimeException e) {
            close();
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
        MetadataField key = mapping.metadata(MetadataColumn.KEY).orElseThrow();
        String type = TypeNames.of(key.field());
        if (key.onMismatch() != OnMismatch.FAIL) {
            String found = keys.userKeys().at(index).map(Object::toString).orElse("");
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
    public void onFrame(byte[] newFrame) {
        frame = newFrame;
        cells.clear();
    }

    @Override
    public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
        row = keys.row(batchIndex);
        answeredCount++;
        found = resultCode == 0;
        if (found) {
            foundCount++;
            columns.writeMetadata(row, generation, voidTimeSeconds);
            return;
        }
        resultCodes.putShort(row, (short) resultCode);
        if (resultCode == ResultCode.NOT_FOUND.code()) {
            missingCount++;
        } else if (resultCode == ResultCode.FILTERED_OUT.code()) {
            filteredCount++;
        }
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        if (found) {
            cells.put(ordinal, particleType, offset, length);
        }
    }

    @Override
    public @Nullable CellBlock cellBlock() {
        return found ? cells : null;
    }

    @Override
    public void onRecordEnd() {
        if (found && cells.endRecord(row)) {
            columns.write(cells, frame);
        }
    }

    @Override
    public void onFrameEnd() {
        columns.write(cells, frame);
    }

    /**
     * Ends the batch.
     *
     * @throws IllegalStateException if a row was not answered
     * @throws TypeMismatchException if a value inside a list, map or struct does not fit
     */
    ColumnarBatch toBatch() {
        if (answeredCount != keys.keyCount()) {
            throw new IllegalStateException(
                    "Of " + keys.keyCount() + " rows only " + answeredCount + " were answered.");
        }
        markNullKeys();
        writeResultCodes();
        Schema schema = mapping.schema();
        Map<Long, Dictionary> created = new LinkedHashMap<>();
        List<FieldVector> vectors = new ArrayList<>(schema.getFields().size());
        try {
            Schema stored = mapping.hasDictionaries() ? inMemory(schema, created) : schema;
            for (Field field : stored.getFields()) {
                vectors.add(field.createVector(allocator));
            }
            MapDictionaryProvider dictionaries =
                    new MapDictionaryProvider(created.values().toArray(new Dictionary[0]));
            columns.moveTo(vectors, dictionaries, keys.rowCount());
            VectorSchemaRoot root = new VectorSchemaRoot(stored, vectors, keys.rowCount());
            return new ColumnarBatch(
                    root,
                    schema,
                    dictionaries,
                    keys,
                    resultCodes.transfer(),
                    rowCounts(),
                    columns.reports());
        } catch (RuntimeException e) {
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

    private RowCounts rowCounts() {
        int failed = answeredCount - foundCount - missingCount - filteredCount;
        return new RowCounts(
                foundCount, missingCount, filteredCount, failed, keys.rowCount() - keys.keyCount());
    }

    @Override
    public void close() {
        resultCodes.close();
        columns.close();
    }
}
