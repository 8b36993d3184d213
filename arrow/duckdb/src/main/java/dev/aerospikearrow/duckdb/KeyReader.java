package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.data.UserKey;
import java.math.BigInteger;
import java.util.HexFormat;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;

/**
 * A type of SQL in which a function takes keys, and the key in a row that is not null. Smaller
 * integers are cast to BIGINT by DuckDB; types that are not here are refused by it, when the query
 * is bound.
 */
enum KeyReader {
    INTEGERS(GetFunction.NAME, DuckDBColumnType.BIGINT, new ArrowType.Int(64, true)) {
        @Override
        UserKey key(DuckDBReadableVector keys, long row) {
            return new UserKey.Integer(keys.getLong(row));
        }
    },
    UNSIGNED_INTEGERS(GetFunction.NAME, DuckDBColumnType.UBIGINT, new ArrowType.Int(64, true)) {
        @Override
        UserKey key(DuckDBReadableVector keys, long row) {
            return integer(keys.getUint64(row));
        }
    },
    HUGE_INTEGERS(GetFunction.NAME, DuckDBColumnType.HUGEINT, new ArrowType.Int(64, true)) {
        @Override
        UserKey key(DuckDBReadableVector keys, long row) {
            return integer(keys.getHugeInt(row));
        }
    },
    TEXTS(GetFunction.NAME, DuckDBColumnType.VARCHAR, ArrowType.Utf8.INSTANCE) {
        @Override
        UserKey key(DuckDBReadableVector keys, long row) {
            return new UserKey.Text(keys.getString(row));
        }
    },
    /** The driver's Java functions cannot read BLOB. */
    HEXADECIMALS(GetFunction.NAME + "_hex", DuckDBColumnType.VARCHAR, ArrowType.Binary.INSTANCE) {
        @Override
        UserKey key(DuckDBReadableVector keys, long row) {
            String digits = keys.getString(row);
            try {
                return new UserKey.Blob(HexFormat.of().parseHex(digits));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "A key is two hexadecimal digits for each byte, as hex(x) writes them, but"
                                + " found "
                                + digits
                                + ".",
                        e);
            }
        }
    };

    private final String functionName;
    private final DuckDBColumnType sqlType;
    private final ArrowType arrowType;

    KeyReader(String functionName, DuckDBColumnType sqlType, ArrowType arrowType) {
        this.functionName = functionName;
        this.sqlType = sqlType;
        this.arrowType = arrowType;
    }

    abstract UserKey key(DuckDBReadableVector keys, long row);

    final String functionName() {
        return functionName;
    }

    final DuckDBColumnType sqlType() {
        return sqlType;
    }

    /** Of the keys as they are in Aerospike. */
    final ArrowType arrowType() {
        return arrowType;
    }

    private static UserKey integer(BigInteger number) {
        if (number.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException(
                    "Keys are integers of 64 bits, from "
                            + Long.MIN_VALUE
                            + " to "
                            + Long.MAX_VALUE
                            + ", but found "
                            + number
                            + ". No record has it; where the set's keys are texts, cast it to"
                            + " VARCHAR.");
        }
        return new UserKey.Integer(number.longValueExact());
    }
}
