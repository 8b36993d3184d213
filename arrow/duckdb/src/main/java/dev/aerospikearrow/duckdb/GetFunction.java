package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    static final String NAME = "aerospike_get";
    private static final Logger LOG = LoggerFactory.getLogger(GetFunction.class);
    private static final int FIRST_BIN = 3;

    private final FunctionSlot slot;
    private final KeyReader keys;

    private GetFunction(FunctionSlot slot, KeyReader keys) {
        this.slot = slot;
        this.keys = keys;
    }

    /** Defines the function for keys of each type. */
    static void define(DuckDBConnection connection, FunctionSlot slot) throws SQLException {
        for (KeyReader keys : KeyReader.values()) {
            try (DuckDBLogicalType text = DuckDBLogicalType.of(DuckDBColumnType.VARCHAR);
                    DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
                builder.withName(keys.functionName())
                        .withParameters(
                                DuckDBColumnType.VARCHAR, DuckDBColumnType.VARCHAR, keys.sqlType())
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
            LOG.debug("{} failed", keys.functionName(), e);
            throw new FunctionFailure(keys.functionName() + ": " + e.getMessage());
        }
    }

    private void fill(DuckDBDataChunkReader rows, DuckDBWritableVector records) {
        int rowCount = Math.toIntExact(rows.rowCount());
        List<Key> wanted = new ArrayList<>(rowCount);
        int[] rowOfKey = new int[rowCount];
        Set<SetName> sets = new LinkedHashSet<>();
        DuckDBReadableVector userKeys = rows.vector(2);
        for (int row = 0; row < rowCount; row++) {
            if (!userKeys.isNull(row)) {
                rowOfKey[wanted.size()] = row;
                SetName set =
                        SetName.of(text(rows, 0, row, "namespace"), text(rows, 1, row, "set"));
                sets.add(set);
                wanted.add(Key.of(set.namespace(), set.name(), keys.key(userKeys, row)));
            }
        }
        byte[][] texts = new byte[rowCount][];
        List<BatchRow> answers =
                wanted.isEmpty() ? List.of() : read(wanted, sets, binNames(rows, rowCount));
        for (int i = 0; i < answers.size(); i++) {
            texts[rowOfKey[i]] = text(answers.get(i)).orElse(null);
        }
        for (int row = 0; row < rowCount; row++) {
            if (texts[row] == null) {
                records.setNull(row);
            }
        }
        records.setStringUtf8Batch(0, texts);
    }

    private List<BatchRow> read(List<Key> wanted, Set<SetName> sets, String[] binNames) {
        TableFunctions functions = slot.current();
        sets.forEach(set -> functions.requireThere(set, List.of(binNames)));
        List<BatchRow> answers = functions.client().client().batchRead(wanted, binNames);
        Set<SetName> found = new HashSet<>();
        for (BatchRow answer : answers) {
            if (answer.resultCode() != ResultCode.NOT_FOUND.code()) {
                found.add(SetName.of(answer.key().namespace(), answer.key().setName()));
            }
        }
        sets.forEach(set -> functions.requireLikely(set, keys.arrowType(), found.contains(set)));
        return answers;
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
                                                        + "."
                                                        + (row.reason().isEmpty()
                                                                ? ""
                                                                : " " + row.reason()))));
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
