package dev.aerospikearrow.duckdb.stream;

import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The replacement of the two types that DuckDB refuses, wherever they stand in lists, maps and
 * structs: Float16 becomes Float32, and Decimal256 of at most 38 digits becomes Decimal128.
 *
 * <p>A record batch is a flat list of buffers, in the order of a walk through its fields. So this
 * is one walk, which passes each buffer on or puts another one in its place.
 */
public final class Widening {
    private static final int MAX_DECIMAL_DIGITS = 38;
    private static final int NARROW_DECIMAL_BYTES = 16;
    private static final int WIDE_DECIMAL_BYTES = 32;

    private final ArrowRecordBatch rows;
    private final BufferAllocator allocator;
    private final List<ArrowBuf> buffers = new ArrayList<>();
    private final List<ArrowBuf> made = new ArrayList<>();
    private int nextNode;
    private int nextBuffer;
    private int nextVariadic;

    Widening(ArrowRecordBatch rows, BufferAllocator allocator) {
        this.rows = rows;
        this.allocator = allocator;
    }

    /**
     * The field in types that DuckDB has.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Field widened(Field field) {
        List<Field> children = field.getChildren().stream().map(Widening::widened).toList();
        ArrowType type = widened(field.getName(), field.getType());
        return new Field(
                field.getName(),
                new FieldType(field.isNullable(), type, field.getDictionary(), field.getMetadata()),
                children);
    }

    /** The field with values in place of the numbers that a dictionary has for them. */
    public static Field withoutDictionary(Field field) {
        return field.getDictionary() == null
                ? field
                : new Field(
                        field.getName(),
                        new FieldType(
                                field.isNullable(), field.getType(), null, field.getMetadata()),
                        field.getChildren());
    }

    private static ArrowType widened(String fieldName, ArrowType type) {
        if (isHalf(type)) {
            return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
        }
        if (type.equals(new ArrowType.Interval(IntervalUnit.DAY_TIME))) {
            throw new IllegalArgumentException(
                    "Field "
                            + fieldName
                            + " is an interval of days and milliseconds, which DuckDB reads as"
                            + " something else. Give it as a Duration.");
        }
        if (type instanceof ArrowType.Decimal decimal) {
            requireScale(fieldName, decimal);
        }
        if (!isWide(type)) {
            return type;
        }
        ArrowType.Decimal decimal = (ArrowType.Decimal) type;
        if (decimal.getPrecision() > MAX_DECIMAL_DIGITS) {
            throw new IllegalArgumentException(
                    "Field "
                            + fieldName
                            + " is a decimal of "
                            + decimal.getPrecision()
                            + " digits, but DuckDB's have "
                            + MAX_DECIMAL_DIGITS
                            + " at most. Declare it so, or read it as Utf8 with OnMismatch.COERCE.");
        }
        return new ArrowType.Decimal(
                decimal.getPrecision(), decimal.getScale(), NARROW_DECIMAL_BYTES * Byte.SIZE);
    }

    /** Others are taken for decimals of no digits, or end the database with an internal error. */
    public static void requireScale(String fieldName, ArrowType.Decimal decimal) {
        if (decimal.getScale() < 0 || decimal.getScale() > decimal.getPrecision()) {
            throw new IllegalArgumentException(
                    "Field "
                            + fieldName
                            + " is a decimal of "
                            + Quantity.of(decimal.getPrecision(), "digit")
                            + " and scale "
                            + decimal.getScale()
                            + ", but a scale of DuckDB's is between 0 and the number of digits."
                            + " Declare it so.");
        }
    }

    private static boolean isHalf(ArrowType type) {
        return type instanceof ArrowType.FloatingPoint number
                && number.getPrecision() == FloatingPointPrecision.HALF;
    }

    private static boolean isWide(ArrowType type) {
        return type instanceof ArrowType.Decimal decimal
                && decimal.getBitWidth() == WIDE_DECIMAL_BYTES * Byte.SIZE;
    }

    /** The record batch with the fields widened; the caller closes it. */
    ArrowRecordBatch of(List<Field> fields) {
        try {
            fields.forEach(this::walk);
            return new ArrowRecordBatch(
                    rows.getLength(),
                    rows.getNodes(),
                    buffers,
                    NoCompressionCodec.DEFAULT_BODY_COMPRESSION,
                    rows.getVariadicBufferCounts(),
                    true);
        } finally {
            made.forEach(ArrowBuf::close);
        }
    }

    private void walk(Field field) {
        ArrowType type = field.getType();
        ArrowFieldNode node = rows.getNodes().get(nextNode++);
        long bufferCount = TypeLayout.getTypeBufferCount(type);
        if (!TypeLayout.getTypeLayout(type).isFixedBufferCount()) {
            bufferCount += rows.getVariadicBufferCounts().get(nextVariadic++);
        }
        for (int i = 0; i < bufferCount; i++) {
            ArrowBuf buffer = rows.getBuffers().get(nextBuffer++);
            boolean values = i == 1;
            if (values && isHalf(type)) {
                buffers.add(floats(buffer, node.getLength()));
            } else if (values && isWide(type)) {
                buffers.add(narrowDecimals(buffer, node.getLength()));
            } else {
                buffers.add(buffer);
            }
        }
        field.getChildren().forEach(this::walk);
    }

    private ArrowBuf floats(ArrowBuf halves, long count) {
        ArrowBuf floats = make(count * Float.BYTES);
        for (long i = 0; i < count; i++) {
            floats.setFloat(i * Float.BYTES, Float16.toFloat(halves.getShort(i * Short.BYTES)));
        }
        return floats;
    }

    /** Numbers of at most 38 digits fit the lower half, sign included. */
    private ArrowBuf narrowDecimals(ArrowBuf wide, long count) {
        ArrowBuf narrow = make(count * NARROW_DECIMAL_BYTES);
        for (long i = 0; i < count; i++) {
            narrow.setBytes(
                    i * NARROW_DECIMAL_BYTES, wide, i * WIDE_DECIMAL_BYTES, NARROW_DECIMAL_BYTES);
        }
        return narrow;
    }

    private ArrowBuf make(long bytes) {
        ArrowBuf buffer = allocator.buffer(bytes);
        made.add(buffer);
        buffer.writerIndex(bytes);
        return buffer;
    }
}
