package dev.aerospikearrow.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private static final Path FLIGHTS = Path.of("..", "data", "flights-2001.parquet");

    @Test
    void theFileHoldsTheFlightsThatItsReadmeDescribes() {
        List<FlightFile.Flight> flights = FlightFile.read(FLIGHTS);

        assertEquals(200_000, flights.size());
        assertEquals(
                146_256_489L, flights.stream().mapToLong(FlightFile.Flight::distanceMiles).sum());
        assertEquals(
                11_002, flights.stream().filter(flight -> flight.origin().equals("ORD")).count());
    }

    @Test
    void bothQuestionsAreAnsweredAlikeFromColumnsAndFromMaps() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Contest.Pace once = new Contest.Pace(1, Duration.ZERO, Duration.ZERO);

        Quickstart.run(FLIGHTS, "", new PrintStream(bytes, true, StandardCharsets.UTF_8), once);

        String output = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(
                output.contains(
                        "ColumnarBatch of 200000 rows x 5 columns: 200000 found, 0 missing"),
                output);
        assertTrue(
                output.contains(
                        "  JFK   2,082 flights, 14.21 min on average, 62 min for one in ten"),
                output);
        assertTrue(output.contains("  200,000 rows in a file of "), output);
        assertTrue(output.contains("heap of a record"), output);
        output.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void aBarIsAsLongAsItsShareToTheEighthOfACharacter() {
        assertEquals("█".repeat(26), Bars.bar(1));
        assertEquals("█".repeat(13) + " ".repeat(13), Bars.bar(0.5));
        assertEquals("▎" + " ".repeat(25), Bars.bar(0.01));
        assertEquals(" ".repeat(26), Bars.bar(0));
    }

    @Test
    void medianAndQuartilesLieBetweenRoundsInProportion() {
        List<Usage> rounds = Stream.of(10, 40, 20, 30).map(n -> new Usage(n, 0, 0)).toList();

        assertEquals(new Spread(17.5, 25, 32.5), Spread.of(rounds, Usage::nanos));
        assertEquals(0.3, Spread.of(rounds, Usage::nanos).relative());
    }

    @Test
    void waysThatAnswerDifferentlyAreNotCompared() {
        Contest<String> contest = new Contest<>(() -> "one", () -> "other");

        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                contest.run(
                                        new Contest.Pace(1, Duration.ZERO, Duration.ZERO),
                                        round -> {}));

        assertTrue(e.getMessage().contains("one and other"), e.getMessage());
    }

    @Test
    void theServersProcessEndsWhenItIsClosed() {
        ProcessHandle process;
        try (ServerProcess server = ServerProcess.start()) {
            process = server.handle();
            assertTrue(process.isAlive());
            AerospikeClient.connect(server.hosts()).close();
        }
        assertFalse(process.isAlive());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> FlightFile.read(Path.of("nowhere.parquet")));

        assertTrue(e.getMessage().contains("nowhere.parquet"), e.getMessage());
    }

    @Test
    void aFileThatIsNotOfFlightsIsNamedWithTheColumnsThatAreWanted() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> FlightFile.read(Path.of("pom.xml")));

        assertTrue(e.getMessage().contains("pom.xml"), e.getMessage());
        assertTrue(e.getMessage().contains("delay, distance"), e.getMessage());
    }
}
