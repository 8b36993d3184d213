package dev.aerospikearrow.examples.quickstart;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Flights that SQL can be asked about, read by key from the cluster each time. */
interface FlightsTable {
    /** What the table is called. */
    String NAME = "flights";

    /** Keys of one call: enough to keep the server busy, few enough for any heap. */
    int KEYS_PER_CALL = 10_000;

    /** What is asked. */
    interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }

    /**
     * Reads records and asks a question about them, once.
     *
     * @param ids of the flights
     * @param columns which bins are read
     */
    <T> T answer(long[] ids, List<FlightColumn> columns, Question<T> question) throws SQLException;
}
