package dev.aerospikearrow.benchmarks.duckdb.official;

import com.aerospike.client.Bin;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.duckdb.DuckDBAppender;

/**
 * A bin that is a column of a table.
 *
 * @param name of both
 */
public record BinColumn(String name, Kind kind) {
    /** What is in there, and how it gets from one to the other. */
    public enum Kind {
        /** Integers. */
        LONG("BIGINT", new ArrowType.Int(Long.SIZE, true)) {
            @Override
            void append(DuckDBAppender rows, Object value) throws SQLException {
                rows.append(((Long) value).longValue());
            }

            @Override
            Bin bin(String name, ResultSet rows, int column) throws SQLException {
                return new Bin(name, rows.getLong(column));
            }
        },
        /** Doubles. */
        DOUBLE("DOUBLE", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)) {
            @Override
            void append(DuckDBAppender rows, Object value) throws SQLException {
                rows.append(((Double) value).doubleValue());
            }

            @Override
            Bin bin(String name, ResultSet rows, int column) throws SQLException {
                return new Bin(name, rows.getDouble(column));
            }
        },
        /** Texts. */
        TEXT("VARCHAR", ArrowType.Utf8.INSTANCE) {
            @Override
            void append(DuckDBAppender rows, Object value) throws SQLException {
                rows.append((String) value);
            }

            @Override
            Bin bin(String name, ResultSet rows, int column) throws SQLException {
                return new Bin(name, rows.getString(column));
            }
        };

        private final String sqlType;
        private final ArrowType arrowType;

        Kind(String sqlType, ArrowType arrowType) {
            this.sqlType = sqlType;
            this.arrowType = arrowType;
        }

        abstract void append(DuckDBAppender rows, Object value) throws SQLException;

        abstract Bin bin(String name, ResultSet rows, int column) throws SQLException;
    }

    /** The column as it is declared in SQL. */
    public String sql() {
        return name + " " + kind.sqlType;
    }

    /** The field that this project reads it into. */
    public Field field() {
        return Field.nullable(name, kind.arrowType);
    }
}
