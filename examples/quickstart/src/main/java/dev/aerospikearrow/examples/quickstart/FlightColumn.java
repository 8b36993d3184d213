package dev.aerospikearrow.examples.quickstart;

import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A bin of a flight, and the column that it becomes. */
enum FlightColumn {
    DEPARTURE(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null), "TIMESTAMP"),
    DELAY(new ArrowType.Int(32, true), "INTEGER"),
    DISTANCE(new ArrowType.Int(32, true), "INTEGER"),
    ORIGIN(ArrowType.Utf8.INSTANCE, "VARCHAR"),
    DESTINATION(ArrowType.Utf8.INSTANCE, "VARCHAR");

    private final ArrowType type;
    private final String sqlType;

    FlightColumn(ArrowType type, String sqlType) {
        this.type = type;
        this.sqlType = sqlType;
    }

    String bin() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For DuckDB's {@code CREATE TABLE}. */
    String sql() {
        return bin() + " " + sqlType;
    }

    /** The columns that we want; what they do not name is not fetched. */
    static Schema schema(List<FlightColumn> columns) {
        return new Schema(
                columns.stream().map(column -> Field.nullable(column.bin(), column.type)).toList());
    }
}
