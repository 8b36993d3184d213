package dev.aerospikearrow.cli.file;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The types of columns in a Parquet file, where they are not those of Arrow: Parquet has no
 * durations of microseconds and no dates with a time of day, and DuckDB's times are of a day, its
 * timestamps of microseconds.
 */
final class ParquetShape {
    /** The key of the file's metadata that has the schema as it was before. */
    static final String METADATA_KEY = "aerospike.schema";

    private ParquetShape() {}

    /** The fields as they are stored. */
    static Schema stored(Schema schema) {
        return new Schema(schema.getFields().stream().map(ParquetShape::stored).toList());
    }

    private static Field stored(Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Duration) {
            type = new ArrowType.Int(Long.SIZE, true);
        } else if (type instanceof ArrowType.Date date && date.getUnit() == DateUnit.MILLISECOND) {
            type = new ArrowType.Timestamp(TimeUnit.MILLISECOND, null);
        }
        return new Field(
                field.getName(),
                new FieldType(field.isNullable(), type, field.getDictionary(), field.getMetadata()),
                field.getChildren().stream().map(ParquetShape::stored).toList());
    }

    /**
     * Checks that no two names are one to DuckDB, which would give one of them another name.
     *
     * @throws IllegalArgumentException if two are
     */
    static void requireDifferentNames(List<Field> fields) {
        Map<String, String> known = new HashMap<>();
        for (Field field : fields) {
            String other =
                    known.put(field.getName().toLowerCase(java.util.Locale.ROOT), field.getName());
            if (other != null) {
                throw new IllegalArgumentException(
                        "The names "
                                + other
                                + " and "
                                + field.getName()
                                + " differ by case only, which Parquet files are not written with"
                                + " here. Choose another name for one, as in --columns '"
                                + other
                                + ", "
                                + field.getName()
                                + "_2="
                                + field.getName()
                                + "', or write Arrow, CSV or JSON lines.");
            }
            requireDifferentNames(field.getChildren());
        }
    }

    /**
     * Checks that all values of a column can be stored.
     *
     * @param firstRow how many rows were before
     * @throws CliException if one cannot
     */
    static void requireStorable(FieldVector vector, Field column, long firstRow) {
        ArrowType type = vector.getField().getType();
        long limit = limit(type);
        if (limit > 0) {
            boolean day = type instanceof ArrowType.Time;
            ArrowBuf data = vector.getDataBuffer();
            boolean narrow = ((BaseFixedWidthVector) vector).getTypeWidth() == Integer.BYTES;
            for (int slot = 0; slot < vector.getValueCount(); slot++) {
                if (vector.isNull(slot)) {
                    continue;
                }
                long value =
                        narrow
                                ? data.getInt((long) slot * Integer.BYTES)
                                : data.getLong((long) slot * Long.BYTES);
                if (value > limit || value < (day ? 0 : -limit)) {
                    throw new CliException(
                            ExitCode.MISFIT,
                            "Column "
                                    + column.getName()
                                    + " has "
                                    + value
                                    + (vector.getField().equals(column)
                                            ? " in row " + (firstRow + slot)
                                            : " in a row from " + firstRow + " on")
                                    + ", which "
                                    + TypeNames.of(vector.getField())
                                    + " has no place for in a Parquet file. Export it as Int64 with"
                                    + " --columns, or into an Arrow file.");
                }
            }
        }
        for (FieldVector child : vector.getChildrenFromFields()) {
            requireStorable(child, column, firstRow);
        }
    }

    /** The largest number that can be stored; 0 if all can. */
    private static long limit(ArrowType type) {
        if (type instanceof ArrowType.Time time) {
            return 86_400L * TimeUnits.perSecond(time.getUnit()) - 1;
        }
        TimeUnit unit =
                type instanceof ArrowType.Timestamp timestamp
                        ? timestamp.getUnit()
                        : type instanceof ArrowType.Date date
                                        && date.getUnit() == DateUnit.MILLISECOND
                                ? TimeUnit.MILLISECOND
                                : TimeUnit.NANOSECOND;
        return switch (unit) {
            case SECOND -> Long.MAX_VALUE / 1_000_000;
            case MILLISECOND -> Long.MAX_VALUE / 1_000;
            case MICROSECOND, NANOSECOND -> 0;
        };
    }

    /**
     * A field as it is loaded: with the name and metadata that it had, and integers for times that
     * came back in another unit, since that is what they are in a bin.
     *
     * @param found as DuckDB reads it
     * @param original as it was before it was written
     */
    static Field loaded(Field found, Field original) {
        ArrowType type = found.getType();
        if (original.getType() instanceof ArrowType.Duration && type instanceof ArrowType.Int) {
            type = original.getType();
        } else if (factor(found.getType(), original.getType()) > 1) {
            type = new ArrowType.Int(Long.SIZE, true);
        }
        List<Field> children = new ArrayList<>();
        for (int i = 0; i < found.getChildren().size(); i++) {
            Field child = found.getChildren().get(i);
            children.add(
                    i < original.getChildren().size()
                            ? loaded(child, original.getChildren().get(i))
                            : child);
        }
        return new Field(
                original.getName(),
                new FieldType(found.isNullable(), type, null, original.getMetadata()),
                children);
    }

    /** How many of the unit found make one of the original; 1 if they are the same. */
    static long factor(ArrowType found, ArrowType original) {
        long finer = unitsPerSecond(found);
        long coarser = unitsPerSecond(original);
        return finer > coarser && coarser > 0 ? finer / coarser : 1;
    }

    private static long unitsPerSecond(ArrowType type) {
        if (type instanceof ArrowType.Timestamp timestamp) {
            return TimeUnits.perSecond(timestamp.getUnit());
        }
        if (type instanceof ArrowType.Time time) {
            return TimeUnits.perSecond(time.getUnit());
        }
        return type instanceof ArrowType.Date date && date.getUnit() == DateUnit.MILLISECOND
                ? 1_000
                : 0;
    }
}
