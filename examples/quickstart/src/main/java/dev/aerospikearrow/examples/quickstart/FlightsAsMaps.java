package dev.aerospikearrow.examples.quickstart;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.Key;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A key object and a map of bins for each record, from which a table is filled row by row. */
final class FlightsAsMaps implements FlightsTable {
    private final AerospikeClient client;
    private final DuckDBConnection duckdb;

    FlightsAsMaps(AerospikeClient client, DuckDBConnection duckdb) {
        this.client = client;
        this.duckdb = duckdb;
    }

    @Override
    public <T> T answer(long[] ids, List<FlightColumn> columns, Question<T> question)
            throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(
                    columns.stream()
                            .map(FlightColumn::sql)
                            .collect(Collectors.joining(", ", "CREATE TABLE " + NAME + "(", ")")));
            try (DuckDBAppender rows = duckdb.createAppender(NAME)) {
                fill(rows, ids, columns);
            }
            T answer = question.ask(statement);
            statement.execute("DROP TABLE " + NAME);
            return answer;
        }
    }

    private void fill(DuckDBAppender rows, long[] ids, List<FlightColumn> columns)
            throws SQLException {
        String[] bins = columns.stream().map(FlightColumn::bin).toArray(String[]::new);
        for (int from = 0; from < ids.length; from += KEYS_PER_CALL) {
            int to = Math.min(ids.length, from + KEYS_PER_CALL);
            List<Key> keys = Arrays.stream(ids, from, to).mapToObj(FlightSet::key).toList();
            for (BatchRow row : client.batchRead(keys, bins)) {
                append(rows, row.record().orElseThrow(), columns);
            }
        }
    }

    private static void append(DuckDBAppender rows, StoredRecord flight, List<FlightColumn> columns)
            throws SQLException {
        rows.beginRow();
        for (FlightColumn column : columns) {
            Object value = flight.bin(column.bin());
            switch (column) {
                case DEPARTURE -> rows.appendEpochMicros((Long) value);
                case DELAY, DISTANCE -> rows.append(Math.toIntExact((Long) value));
                case ORIGIN, DESTINATION -> rows.append((String) value);
            }
        }
        rows.endRow();
    }
}
