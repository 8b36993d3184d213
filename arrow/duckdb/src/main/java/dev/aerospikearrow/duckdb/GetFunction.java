package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code aerospike_get}: the record of a key of the query, as JSON. The keys of a chunk, 2,048 at
 * most, are one batch read.
 */
final class GetFunction implements DuckDBScalarFunction {
    private static final Logger LOG = LoggerFactory.getLogger(GetFunction.class);
    private static final String NAME = "aerospike_get";
    private static final int FIRST_BIN = 3;

    private final FunctionSlot slot;
    private final KeyReader keys;

    /** The key in a row that is not null. */
    private enum KeyReader {
        INTEGERS(DuckDBColumnType.BIGINT) {
            @Override
            Key key(String namespace, String set, DuckDBReadableVector keys, long row) {
                return Key.of(namespace, set, keys.getLong(row));
            }
        },
        TEXTS(DuckDBColumnType.VARCHAR) {
            @Override
            Key key(String namespace, String set, DuckDBReadableVector keys, long row) {
                return Key.of(namespace, set, keys.getString(row));
            }
        };

        private final DuckDBColumnType type;

        KeyReader(DuckDBColumnType type) {
            this.type = type;
        }

        abstract Key key(String namespace, String set, DuckDBReadableVector keys, long row);
    }

    private GetFunction(FunctionSlot slot, KeyReader keys) {
        this.slot = slot;
        this.keys = keys;
    }

    /** Defines the function for keys of each type. */
    static void define(DuckDBConnection connection, FunctionSlot slot) throws SQLException {
        for (KeyReader keys : KeyReader.values()) {
            try (DuckDBLogicalType text = DuckDBLogicalType.of(DuckDBColumnType.VARCHAR);
                    DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
                builder.withName(NAME)
                        .withParameters(
                                DuckDBColumnType.VARCHAR, DuckDBColumnType.VARCHAR, keys.type)
                        .withVarArgs(text)
                        .withReturnType(DuckDBColumnType.VARCHAR)
                        // A record may be another one a moment later: it is read once for each row.
                        .withVolatile()
                        .withVectorizedFunction(new GetFunction(slot, keys))
                        .register(connection);
            }
        }
    }

    @Override
    public void apply(DuckDBDataChunkReader rows, DuckDBWritableVector records) {
        try {
            fill(rows, records);
        } catch (RuntimeException e) {
            LOG.debug("{} failed", NAME, e);
            throw new FunctionFailure(NAME + ": " + e.getMessage());
        }
    }

    private void fill(DuckDBDataChunkReader rows, DuckDBWritableVector records) {
        int rowCount = Math.toIntExact(rows.rowCount());
        List<Key> wanted = new ArrayList<>(rowCount);
        int[] rowOfKey = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            if (!rows.vector(2).isNull(row)) {
                rowOfKey[wanted.size()] = row;
                wanted.add(
                        keys.key(
                                text(rows, 0, row, "namespace"),
                                text(rows, 1, row, "set"),
                                rows.vector(2),
                                row));
            }
        }
        byte[][] texts = new byte[rowCount][];
        List<BatchRow> found =
                wanted.isEmpty()
                        ? List.of()
                        : slot.current()
                                .client()
                                .client()
                                .batchRead(wanted, binNames(rows, rowCount));
        for (int i = 0; i < found.size(); i++) {
            texts[rowOfKey[i]] = text(found.get(i)).orElse(null);
        }
        for (int row = 0; row < rowCount; row++) {
            if (texts[row] == null) {
                records.setNull(row);
            }
        }
        records.setStringUtf8Batch(0, texts);
    }

    private static Optional<byte[]> text(BatchRow row) {
        if (row.resultCode() == ResultCode.NOT_FOUND.code()
                || row.resultCode() == ResultCode.FILTERED_OUT.code()) {
            return Optional.empty();
        }
        return Optional.of(
                row.record()
                        .map(record -> RecordText.of(record.bins()))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The record of "
                                                        + row.key()
                                                        + " cannot be read: "
                                                        + ResultCode.describe(row.resultCode())
                                                        + ".")));
    }

    private static String text(DuckDBDataChunkReader rows, int column, int row, String what) {
        DuckDBReadableVector texts = rows.vector(column);
        if (texts.isNull(row)) {
            throw new IllegalArgumentException(
                    "Argument " + (column + 1) + ", the " + what + ", is NULL. Give a text.");
        }
        return texts.getString(row);
    }

    private static String[] binNames(DuckDBDataChunkReader rows, int rowCount) {
        String[] names = new String[Math.toIntExact(rows.columnCount()) - FIRST_BIN];
        for (int i = 0; i < names.length; i++) {
            int column = FIRST_BIN + i;
            names[i] = text(rows, column, 0, "name of a bin");
            for (int row = 1; row < rowCount; row++) {
                if (!names[i].equals(text(rows, column, row, "name of a bin"))) {
                    throw new IllegalArgumentException(
                            "Argument "
                                    + (column + 1)
                                    + " is the name of a bin, which is the same in all rows, but"
                                    + " found "
                                    + names[i]
                                    + " and "
                                    + rows.vector(column).getString(row)
                                    + ".");
                }
            }
        }
        return names;
    }
}
