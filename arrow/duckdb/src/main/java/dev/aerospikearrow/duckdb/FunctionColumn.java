package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.vector.IntegerValues;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import dev.aerospikearrow.duckdb.stream.Widening;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table function: its type in DuckDB, and how rows get there from an Arrow vector.
 * Which way is chosen once per vector.
 */
final class FunctionColumn {
    private static final int MAX_DECIMAL_DIGITS = 38;

    /** Puts one value, which is not null, into a row. */
    @FunctionalInterface
    private interface CellCopier {
        void copy(int from, DuckDBWritableVector target, long row);
    }

    /** The bytes of a text, which is not null. */
    @FunctionalInterface
    private interface TextSource {
        byte[] utf8(int index);
    }

    /** Puts rows of a vector into the rows 0, 1, … of a chunk. */
    @FunctionalInterface
    interface Copier {
        void copy(int firstRow, int rowCount, DuckDBWritableVector target);
    }

    private FunctionColumn() {}

    /**
     * The type of the column that a field becomes; the caller closes it.
     *
     * @throws IllegalArgumentException if DuckDB has none
     */
    static DuckDBLogicalType type(Field field) throws SQLException {
        if (field.getType() instanceof ArrowType.Decimal decimal
                && decimal.getPrecision() <= MAX_DECIMAL_DIGITS) {
            Widening.requireScale(field.getName(), decimal);
            return DuckDBLogicalType.decimal(decimal.getPrecision(), decimal.getScale());
        }
        return DuckDBLogicalType.of(columnType(field.getType()));
    }

    private static DuckDBColumnType columnType(ArrowType type) {
        if (type instanceof ArrowType.Int number) {
            return integerType(number);
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            return switch (number.getPrecision()) {
                case HALF, SINGLE -> DuckDBColumnType.FLOAT;
                case DOUBLE -> DuckDBColumnType.DOUBLE;
            };
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            return timestampType(timestamp);
        }
        return switch (type.getTypeID()) {
            case Bool -> DuckDBColumnType.BOOLEAN;
            case Date -> DuckDBColumnType.DATE;
            default -> DuckDBColumnType.VARCHAR;
        };
    }

    private static DuckDBColumnType integerType(ArrowType.Int number) {
        boolean signed = number.getIsSigned();
        return switch (number.getBitWidth()) {
            case 8 -> signed ? DuckDBColumnType.TINYINT : DuckDBColumnType.UTINYINT;
            case 16 -> signed ? DuckDBColumnType.SMALLINT : DuckDBColumnType.USMALLINT;
            case 32 -> signed ? DuckDBColumnType.INTEGER : DuckDBColumnType.UINTEGER;
            default -> signed ? DuckDBColumnType.BIGINT : DuckDBColumnType.UBIGINT;
        };
    }

    private static DuckDBColumnType timestampType(ArrowType.Timestamp timestamp) {
        if (timestamp.getTimezone() != null) {
            return DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
        }
        return switch (timestamp.getUnit()) {
            case SECOND -> DuckDBColumnType.TIMESTAMP_S;
            case MILLISECOND -> DuckDBColumnType.TIMESTAMP_MS;
            case MICROSECOND -> DuckDBColumnType.TIMESTAMP;
            case NANOSECOND -> DuckDBColumnType.TIMESTAMP_NS;
        };
    }

    /** The way from a vector to the column of its field's type. */
    static Copier copier(FieldVector vector) {
        if (vector instanceof VarCharVector texts) {
            return texts(vector, texts::get);
        }
        if (vector instanceof LargeVarCharVector texts) {
            return texts(vector, texts::get);
        }
        if (vector instanceof ViewVarCharVector texts) {
            return texts(vector, texts::get);
        }
        CellCopier cells = cells(vector);
        return cells == null
                ? texts(vector, index -> ValueText.of(vector, index))
                : (firstRow, rowCount, target) -> {
                    for (int row = 0; row < rowCount; row++) {
                        if (vector.isNull(firstRow + row)) {
                            target.setNull(row);
                        } else {
                            cells.copy(firstRow + row, target, row);
                        }
                    }
                };
    }

    private static Copier texts(FieldVector vector, TextSource source) {
        return (firstRow, rowCount, target) -> {
            byte[][] texts = new byte[rowCount][];
            for (int row = 0; row < rowCount; row++) {
                if (vector.isNull(firstRow + row)) {
                    target.setNull(row);
                } else {
                    texts[row] = source.utf8(firstRow + row);
                }
            }
            target.setStringUtf8Batch(0, texts);
        };
    }

    /** Null for what becomes text. */
    private static @Nullable CellCopier cells(FieldVector vector) {
        if (vector.getField().getType() instanceof ArrowType.Int number
                && vector instanceof BaseIntVector integers) {
            return integers(integers, number);
        }
        if (vector instanceof TimeStampVector timestamps) {
            return timestamps(timestamps, (ArrowType.Timestamp) vector.getField().getType());
        }
        if (vector instanceof Float2Vector halves) {
            return (from, target, row) -> target.setFloat(row, halves.getValueAsFloat(from));
        }
        if (vector instanceof Float4Vector floats) {
            return (from, target, row) -> target.setFloat(row, floats.get(from));
        }
        if (vector instanceof Float8Vector doubles) {
            return (from, target, row) -> target.setDouble(row, doubles.get(from));
        }
        if (vector instanceof BitVector bits) {
            return (from, target, row) -> target.setBoolean(row, bits.get(from) != 0);
        }
        if (vector instanceof DateDayVector days) {
            return (from, target, row) -> target.setDate(row, LocalDate.ofEpochDay(days.get(from)));
        }
        if (vector instanceof DateMilliVector dates) {
            return (from, target, row) -> target.setDate(row, dates.getObject(from).toLocalDate());
        }
        return decimals(vector);
    }

    private static @Nullable CellCopier decimals(FieldVector vector) {
        if (!(vector.getField().getType() instanceof ArrowType.Decimal decimal)
                || decimal.getPrecision() > MAX_DECIMAL_DIGITS) {
            return null;
        }
        if (vector instanceof DecimalVector decimals) {
            return (from, target, row) -> target.setBigDecimal(row, decimals.getObject(from));
        }
        if (vector instanceof Decimal256Vector decimals) {
            return (from, target, row) -> target.setBigDecimal(row, decimals.getObject(from));
        }
        return null;
    }

    private static CellCopier integers(BaseIntVector vector, ArrowType.Int type) {
        if (!type.getIsSigned()) {
            return unsignedIntegers(vector, type);
        }
        return switch (type.getBitWidth()) {
            case 8 ->
                    (from, target, row) -> target.setByte(row, (byte) vector.getValueAsLong(from));
            case 16 ->
                    (from, target, row) ->
                            target.setShort(row, (short) vector.getValueAsLong(from));
            case 32 -> (from, target, row) -> target.setInt(row, (int) vector.getValueAsLong(from));
            default -> (from, target, row) -> target.setLong(row, vector.getValueAsLong(from));
        };
    }

    private static CellCopier unsignedIntegers(BaseIntVector vector, ArrowType.Int type) {
        return switch (type.getBitWidth()) {
            case 8 ->
                    (from, target, row) ->
                            target.setUint8(row, (int) vector.getValueAsLong(from) & 0xff);
            case 16 ->
                    (from, target, row) ->
                            target.setUint16(row, (int) vector.getValueAsLong(from) & 0xffff);
            case 32 ->
                    (from, target, row) ->
                            target.setUint32(row, vector.getValueAsLong(from) & 0xffff_ffffL);
            default ->
                    (from, target, row) ->
                            target.setUint64(row, new BigInteger(IntegerValues.text(vector, from)));
        };
    }

    private static CellCopier timestamps(
            BaseFixedWidthVector vector, ArrowType.Timestamp timestamp) {
        boolean zoned = timestamp.getTimezone() != null;
        return (from, target, row) -> {
            long units = vector.getDataBuffer().getLong((long) from * Long.BYTES);
            Instant instant = TimeUnits.instant(units, timestamp.getUnit());
            if (zoned) {
                target.setOffsetDateTime(row, instant.atOffset(ZoneOffset.UTC));
            } else {
                target.setTimestamp(row, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            }
        };
    }
}
