package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.BinMapping.BinField;
import dev.aerospikearrow.columnar.BinMapping.MetadataField;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.columnar.vector.ColumnFactory;
import dev.aerospikearrow.columnar.vector.Conversion;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.columnar.vector.MisfitListener;
import dev.aerospikearrow.columnar.vector.TypeNames;
import dev.aerospikearrow.columnar.vector.VectorMemory;
import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.wire.ParticleType;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a batch reply into columns, whatever their order. What has a fixed width lands
 * in its place at once, the rest when {@link #toBatch()} ends the batch. Nothing is put on the heap
 * per record.
 *
 * <p>Everything is charged to the allocator and released by {@link #close()}, also after {@link
 * #toBatch()}: the batch holds what it needs by itself. Used by one thread at a time.
 */
final class VectorSink implements RecordSink, AutoCloseable {
    private final BinMapping mapping;
    private final BatchKeys keys;
    private final BufferAllocator allocator;
    private final long nowSeconds;
    private final VectorMemory resultCodes;
    private final Column[] columnOfField;
    private final Column[] columnOfBin;
    private final MismatchCounter[] counterOfBin;
    private final @Nullable Column generations;
    private final @Nullable Column timesToLive;
    private final @Nullable Column expiries;
    private final long ttlUnitsPerSecond;
    private final long expiryUnitsPerSecond;

    private byte[] frame = new byte[0];
    private int row;
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
        this.nowSeconds = now.getEpochSecond();
        int rowCount = keys.rowCount();
        List<BinField> bins = mapping.bins();
        resultCodes = VectorMemory.in(allocator);
        columnOfField = new Column[mapping.schema().getFields().size()];
        columnOfBin = new Column[bins.size()];
        counterOfBin = new MismatchCounter[bins.size()];
        try {
            resultCodes.reserve((long) rowCount * Short.BYTES);
            for (int ordinal = 0; ordinal < bins.size(); ordinal++) {
                BinField bin = bins.get(ordinal);
                MismatchCounter counter = new MismatchCounter(bin, keys);
                Conversion conversion =
                        bin.onMismatch() == OnMismatch.COERCE
                                ? Conversion.COERCE
                                : Conversion.EXACT;
                counterOfBin[ordinal] = counter;
                columnOfBin[ordinal] =
                        ColumnFactory.create(bin.field(), conversion, rowCount, allocator, counter);
                columnOfField[bin.fieldIndex()] = columnOfBin[ordinal];
            }
            for (MetadataField field : mapping.metadata()) {
                columnOfField[field.fieldIndex()] =
                        ColumnFactory.create(
                                field.field(),
                                Conversion.EXACT,
                                rowCount,
                                allocator,
                                MisfitListener.NONE);
            }
            generations = column(MetadataColumn.GENERATION);
            timesToLive = column(MetadataColumn.TTL);
            expiries = column(MetadataColumn.EXPIRY);
            ttlUnitsPerSecond = unitsPerSecond(MetadataColumn.TTL);
            expiryUnitsPerSecond = unitsPerSecond(MetadataColumn.EXPIRY);
            writeKeys();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private @Nullable Column column(MetadataColumn wanted) {
        return mapping.metadata(wanted)
                .map(field -> columnOfField[field.fieldIndex()])
                .orElse(null);
    }

    private long unitsPerSecond(MetadataColumn column) {
        return mapping.metadata(column)
                .map(field -> MetadataColumn.unitsPerSecond(field.field().getType()))
                .orElse(1L);
    }

    private void writeKeys() {
        Column keyColumn = column(MetadataColumn.KEY);
        Column digestColumn = column(MetadataColumn.DIGEST);
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
                if (!fit.isWritten()) {
                    throw keyMisfit(keyRow, fit);
                }
            }
        }
    }

    private IllegalArgumentException keyMisfit(int keyRow, Fit fit) {
        String type =
                mapping.metadata(MetadataColumn.KEY)
                        .map(field -> TypeNames.of(field.field()))
                        .orElseThrow();
        return new IllegalArgumentException(
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
    }

    @Override
    public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
        row = keys.row(batchIndex);
        answeredCount++;
        if (resultCode == 0) {
            foundCount++;
            writeMetadata(generation, voidTimeSeconds & 0xFFFF_FFFFL);
            return;
        }
        resultCodes.putShort(row, (short) resultCode);
        if (resultCode == ResultCode.NOT_FOUND.code()) {
            missingCount++;
        } else if (resultCode == ResultCode.FILTERED_OUT.code()) {
            filteredCount++;
        }
    }

    private void writeMetadata(int generation, long voidTimeSeconds) {
        if (generations != null) {
            generations.writeLong(row, generation & 0xFFFF_FFFFL);
        }
        if (voidTimeSeconds == 0) {
            return;
        }
        long expirySeconds = ColumnarBatch.SERVER_EPOCH_SECONDS + voidTimeSeconds;
        if (timesToLive != null) {
            long ttlSeconds = Math.max(0, expirySeconds - nowSeconds);
            timesToLive.writeLong(row, ttlSeconds * ttlUnitsPerSecond);
        }
        if (expiries != null) {
            expiries.writeLong(row, expirySeconds * expiryUnitsPerSecond);
        }
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        if (particleType == ParticleType.NULL) {
            return;
        }
        Fit fit = columnOfBin[ordinal].write(row, particleType, frame, offset, length);
        if (fit != Fit.EXACT) {
            counterOfBin[ordinal].onBin(row, fit, particleType, frame, offset, length);
        }
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
        List<FieldVector> vectors = new ArrayList<>(columnOfField.length);
        try {
            for (int i = 0; i < columnOfField.length; i++) {
                columnOfField[i].fill();
                FieldVector vector = schema.getFields().get(i).createVector(allocator);
                vectors.add(vector);
                columnOfField[i].moveTo(vector, keys.rowCount());
                columnOfField[i].close();
            }
            VectorSchemaRoot root = new VectorSchemaRoot(schema, vectors, keys.rowCount());
            return new ColumnarBatch(root, keys, resultCodes.transfer(), rowCounts(), reports());
        } catch (RuntimeException e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
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
        Column column = column(MetadataColumn.RESULT_CODE);
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

    private List<MismatchReport> reports() {
        List<MismatchReport> reports = new ArrayList<>(counterOfBin.length);
        for (MismatchCounter counter : counterOfBin) {
            reports.add(counter.report());
        }
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        resultCodes.close();
        for (Column column : columnOfField) {
            // Null where the constructor did not get so far.
            if (column != null) {
                column.close();
            }
        }
    }
}
