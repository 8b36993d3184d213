package dev.aerospikearrow.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
    void allFlightsComeBackAsColumns() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Quickstart.run(FLIGHTS, "", new PrintStream(bytes, true, StandardCharsets.UTF_8));

        String output = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(
                output.contains(
                        "ColumnarBatch of 200000 rows x 6 columns: 200000 found, 0 missing"),
                output);
        assertTrue(output.contains("departure: Timestamp(MICROSECOND, null)"), output);
        assertTrue(output.contains("heap bytes/record"), output);
        assertTrue(output.contains(" min  "), output);
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
