package dev.aerospikearrow.spark.filter;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.spark.filter.IntegerFilter.Booleans;
import dev.aerospikearrow.spark.schema.Columns;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a table's bins fill, and what the server can be asked about each. */
final class FilterableColumns {
    private static final List<String> RANGE =
            List.of(FieldMetadata.MIN, FieldMetadata.MAX, FieldMetadata.MULTIPLE_OF);

    private record Column(DataType type, BinFilter filter) {}

    private final Map<String, Column> columns = new HashMap<>();

    FilterableColumns(StructType schema, OnMismatch onMismatch) {
        for (StructField column : schema.fields()) {
            Field field = Columns.arrowField(column);
            Map<String, String> metadata = field.getMetadata();
            String binName = metadata.getOrDefault(FieldMetadata.BIN, field.getName());
            boolean isBin =
                    metadata.containsKey(FieldMetadata.BIN)
                            || !binName.startsWith(MetadataColumn.PREFIX);
            if (isBin && !metadata.containsKey(FieldMetadata.PATH)) {
                OnMismatch policy =
                        Optional.ofNullable(metadata.get(FieldMetadata.ON_MISMATCH))
                                .map(text -> OnMismatch.valueOf(text.toUpperCase(Locale.ROOT)))
                                .orElse(onMismatch);
                columns.put(
                        column.name(),
                        new Column(column.dataType(), filter(field, column, binName, policy)));
            }
        }
    }

    private static BinFilter filter(
            Field field, StructField column, String binName, OnMismatch policy) {
        ArrowType type = field.getType();
        if (field.getDictionary() != null
                || !Columns.sparkType(field).equals(column.dataType())
                || !Collections.disjoint(field.getMetadata().keySet(), RANGE)) {
            // Such as texts of another collation than that of their bytes.
            return new AnyFilter(binName, policy);
        }
        if (type instanceof ArrowType.Int integer && integer.getIsSigned()) {
            long max = Long.MAX_VALUE >> (Long.SIZE - integer.getBitWidth());
            return new IntegerFilter(binName, policy, -max - 1, max, Booleans.ARE_ZERO_AND_ONE);
        }
        if (type instanceof ArrowType.Date date && date.getUnit() == DateUnit.DAY) {
            return new IntegerFilter(
                    binName, policy, Integer.MIN_VALUE, Integer.MAX_VALUE, Booleans.DO_NOT_FIT);
        }
        if (type instanceof ArrowType.Timestamp timestamp
                && timestamp.getUnit() == TimeUnit.MICROSECOND) {
            return new IntegerFilter(
                    binName, policy, Long.MIN_VALUE, Long.MAX_VALUE, Booleans.DO_NOT_FIT);
        }
        if (type instanceof ArrowType.FloatingPoint number
                && number.getPrecision() == FloatingPointPrecision.DOUBLE) {
            return new DoubleFilter(binName, policy);
        }
        if (type instanceof ArrowType.Bool) {
            return new BooleanFilter(binName, policy);
        }
        if (column.dataType().equals(DataTypes.StringType)) {
            return new TextFilter(binName, policy);
        }
        return new AnyFilter(binName, policy);
    }

    /** What can be asked about a column; empty for one that is not a bin. */
    Optional<BinFilter> filter(String columnName) {
        return Optional.ofNullable(columns.get(columnName)).map(Column::filter);
    }

    /** Whether a literal is of a column's own type. */
    boolean hasType(String columnName, DataType type) {
        Column column = columns.get(columnName);
        return column != null && column.type().equals(type);
    }
}
