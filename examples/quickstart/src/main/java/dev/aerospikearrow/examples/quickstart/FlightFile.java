package dev.aerospikearrow.examples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The file of flights, read from Parquet with DuckDB. */
final class FlightFile {
    /**
     * One flight.
     *
     * @param id the key
     * @param departureMicros scheduled departure, in microseconds since 1970
     * @param delayMinutes arrival delay, negative when early
     * @param distanceMiles from origin to destination
     * @param origin airport code
     * @param destination airport code
     */
    record Flight(
            long id,
            long departureMicros,
            int delayMinutes,
            int distanceMiles,
            String origin,
            String destination) {}

    private static final String SQL =
            "SELECT id, epoch_us(date), delay, distance, origin, destination FROM read_parquet(?)";

    private FlightFile() {}

    static List<Flight> read(Path parquet) {
        if (!Files.isRegularFile(parquet) || !Files.isReadable(parquet)) {
            throw new IllegalArgumentException(
                    "No file at "
                            + parquet.toAbsolutePath()
                            + ". Run from the project's root, or give the file as the first argument.");
        }
        List<Flight> flights = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement query = duckdb.prepareStatement(SQL)) {
            query.setString(1, parquet.toString());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    flights.add(
                            new Flight(
                                    rows.getLong(1),
                                    rows.getLong(2),
                                    rows.getInt(3),
                                    rows.getInt(4),
                                    rows.getString(5),
                                    rows.getString(6)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "Cannot read "
                            + parquet
                            + ". A Parquet file with the columns id, date, delay, distance, origin"
                            + " and destination is wanted, but: "
                            + e.getMessage(),
                    e);
        }
        return flights;
    }
}
