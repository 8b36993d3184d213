package dev.aerospikearrow.duckdb.stream;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The types of DuckDB as they leave it in Arrow: which keep their values, and what to do about the
 * others. A type that is not here is refused, so that a new one is not written as something else.
 */
public final class ResultTypes {
    /** Whole or inside of others. HUGEINT is a decimal in Arrow, an ENUM a dictionary of texts. */
    private static final Set<String> KEPT =
            Set.of(
                    "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "HUGEINT",
                    "DECIMAL",
                    "FLOAT",
                    "DOUBLE",
                    "VARCHAR",
                    "JSON",
                    "UUID",
                    "ENUM",
                    "BLOB",
                    "DATE",
                    "TIME",
                    "TIME_NS",
                    "TIMESTAMP",
                    "TIMESTAMP_S",
                    "TIMESTAMP_MS",
                    "TIMESTAMP_NS",
                    "TIMESTAMP WITH TIME ZONE",
                    "TIMESTAMPTZ_NS",
                    "NULL",
                    "LIST",
                    "ARRAY",
                    "STRUCT",
                    "MAP");

    /** What becomes of the others in Arrow, and how to choose. */
    private static final Map<String, String> WAYS_OUT =
            Map.of(
                    "BIT",
                    "leaves DuckDB as the bytes it is stored in. Cast it: VARCHAR has its digits",
                    "BIGNUM",
                    "leaves DuckDB as the bytes it is stored in. Cast it: VARCHAR has its digits,"
                            + " BIGINT the number where it fits",
                    "UHUGEINT",
                    "leaves DuckDB as a negative number in its upper half. Cast it: HUGEINT or"
                            + " BIGINT has the number where it fits, VARCHAR its digits",
                    "TIME WITH TIME ZONE",
                    "leaves DuckDB without its offset. Cast it: VARCHAR keeps the offset, TIME"
                            + " leaves it out",
                    "INTERVAL",
                    "has months, days and microseconds, and a bin has none of them. Cast it to"
                            + " VARCHAR, or take epoch_us of it, where a month has 30 days",
                    "UNION",
                    "has no place in a bin. Cast it to VARCHAR, or take one of its members",
                    "VARIANT",
                    "leaves DuckDB as the bytes it is stored in. Cast it to the type of its values,"
                            + " or to JSON",
                    "TUPLE",
                    "has values without names, which would be named element1, element2, … Cast it"
                            + " to a STRUCT",
                    "GEOMETRY",
                    "leaves DuckDB as bytes. Cast it: BLOB has these (WKB), VARCHAR its text (WKT);"
                            + " GeoJSON is a text that ColumnEncoding.GEOJSON writes as such",
                    "TYPE",
                    "is the name of a type, which is no value of a bin. Cast it to VARCHAR");

    /** DuckDB has no Arrow type for these, wherever they are. */
    private static final Set<String> WITHOUT_ARROW = Set.of("TYPE");

    private static final String EXTENSION = "ARROW:extension:name";
    private static final String JSON = "arrow.json";

    private ResultTypes() {}

    /** The names of all types that something is known of. */
    public static Set<String> known() {
        Set<String> known = new HashSet<>(KEPT);
        known.addAll(WAYS_OUT.keySet());
        return known;
    }

    /**
     * Checks that a result can leave DuckDB at all.
     *
     * @throws IllegalArgumentException if not; says which column, and what to do
     */
    public static void requireExportable(ResultSetMetaData columns) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String typeName = columns.getColumnTypeName(i);
            String columnName = columns.getColumnName(i);
            SqlType.parse(typeName)
                    .all()
                    .filter(type -> WITHOUT_ARROW.contains(type.name()))
                    .forEach(type -> requireKept(type, typeName, columnName));
        }
    }

    /**
     * Checks that the columns of a result have names and values that leave DuckDB as they are.
     *
     * @param fields what they are in Arrow
     * @param unused names of columns that nobody takes
     * @throws IllegalArgumentException if not; says which column, and what to do
     */
    public static void requireKept(
            ResultSetMetaData columns, List<Field> fields, Set<String> unused) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).getName();
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "The result has two columns "
                                + name
                                + ". Give one of them another name, with AS.");
            }
            if (!unused.contains(name)) {
                requireKept(columns.getColumnTypeName(i + 1), fields.get(i));
            }
        }
    }

    /** Checks all columns, whose names may be alike. */
    public static void requireKept(ResultSetMetaData columns, List<Field> fields)
            throws SQLException {
        for (int i = 0; i < fields.size(); i++) {
            requireKept(columns.getColumnTypeName(i + 1), fields.get(i));
        }
    }

    /**
     * Checks one column.
     *
     * @param typeName what the driver calls its type
     * @param field what it is in Arrow
     */
    public static void requireKept(String typeName, Field field) {
        SqlType.parse(typeName).all().forEach(type -> requireKept(type, typeName, field.getName()));
        requireNoExtension(field, field.getName());
    }

    private static void requireKept(SqlType type, String typeName, String columnName) {
        if (KEPT.contains(type.name())) {
            return;
        }
        String wayOut =
                WAYS_OUT.getOrDefault(
                        type.name(), "is not known here. Cast it to a type such as VARCHAR");
        throw new IllegalArgumentException(
                "Column "
                        + columnName
                        + " is "
                        + typeName
                        + ", but "
                        + (type.name().equals(typeName) ? "that" : type.name())
                        + " "
                        + wayOut
                        + ".");
    }

    /**
     * With a setting, DuckDB exports more types as bytes or numbers and a note of what they are.
     */
    private static void requireNoExtension(Field field, String columnName) {
        String extension = field.getMetadata().get(EXTENSION);
        if (extension != null && !extension.equals(JSON)) {
            throw new IllegalArgumentException(
                    "Column "
                            + columnName
                            + " leaves DuckDB as "
                            + field.getType()
                            + " with a note that it is "
                            + extension
                            + ", which would be lost. Run the query after SET"
                            + " arrow_lossless_conversion = false.");
        }
        field.getChildren().forEach(child -> requireNoExtension(child, columnName));
    }
}
