package dev.aerospikearrow.examples.quickstart;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import dev.aerospikearrow.duckdb.StreamView;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.duckdb.DuckDBConnection;

/** Arrow columns: no object for a key or a record, and DuckDB reads them where they lie. */
final class FlightsAsColumns implements FlightsTable {
    private static final StreamOptions OPTIONS =
            StreamOptions.builder().rowsPerRecordBatch(KEYS_PER_CALL).build();

    private final ColumnarClient client;
    private final DuckDBConnection duckdb;

    FlightsAsColumns(ColumnarClient client, DuckDBConnection duckdb) {
        this.client = client;
        this.duckdb = duckdb;
    }

    @Override
    @SuppressWarnings("try") // The view is named in SQL only.
    public <T> T answer(long[] ids, List<FlightColumn> columns, Question<T> question)
            throws SQLException {
        KeyStream keys = KeyStream.ofIntegers(FlightSet.NAME, LongStream.of(ids).iterator());
        RecordBatchReader flights =
                client.batchReadStream(keys, FlightColumn.schema(columns), OPTIONS);
        try (AerospikeDuckDb aerospike = AerospikeDuckDb.over(duckdb, client);
                StreamView view = aerospike.createView(NAME, flights);
                Statement statement = duckdb.createStatement()) {
            return question.ask(statement);
        }
    }
}
