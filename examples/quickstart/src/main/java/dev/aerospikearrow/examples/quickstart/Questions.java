package dev.aerospikearrow.examples.quickstart;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is asked about flights, in the words of SQL. */
final class Questions {
    static final String WORST_AIRPORTS =
            """
            SELECT origin, count(*) AS flights, avg(delay) AS average,
                   quantile_cont(delay, 0.9) AS p90
            FROM flights GROUP BY origin HAVING flights >= 1000
            ORDER BY average DESC LIMIT 5""";

    /**
     * One airport.
     *
     * @param origin its code
     * @param flights how many flights left it
     * @param averageMinutes their average delay
     * @param p90Minutes the delay that a tenth of them exceeds
     */
    record Airport(String origin, long flights, double averageMinutes, double p90Minutes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "  %s %,7d flights, %5.2f min on average, %2.0f min for one in ten",
                    origin,
                    flights,
                    averageMinutes,
                    p90Minutes);
        }
    }

    private Questions() {}

    /** The airports with the longest average delay. */
    static List<Airport> worstAirports(Statement statement) throws SQLException {
        List<Airport> airports = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(WORST_AIRPORTS)) {
            while (rows.next()) {
                airports.add(
                        new Airport(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getDouble(3),
                                rows.getDouble(4)));
            }
        }
        return airports;
    }

    /** All flights as a Parquet file. Returns how many there are. */
    static long toParquet(Statement statement, Path file) throws SQLException {
        return statement.executeUpdate("COPY flights TO '%s'".formatted(quotable(file)));
    }

    /** How many rows are in one of two files only. */
    static long countDifferent(Statement statement, Path one, Path other) throws SQLException {
        String query =
                """
                WITH one AS (FROM '%s'), other AS (FROM '%s')
                SELECT (SELECT count(*) FROM (FROM one EXCEPT ALL FROM other))
                       + (SELECT count(*) FROM (FROM other EXCEPT ALL FROM one))"""
                        .formatted(quotable(one), quotable(other));
        try (ResultSet count = statement.executeQuery(query)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static String quotable(Path file) {
        return file.toString().replace("'", "''");
    }
}
