package dev.aerospikearrow.examples.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SparkExampleTest {
    private static final Path FLIGHTS = Path.of("..", "data", "flights-2001.parquet");

    @Test
    void theFlightsAreWrittenQueriedAndLookedUp() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        SparkExample.run(
                new ExampleArguments("local[2]", FLIGHTS),
                "",
                new PrintStream(bytes, true, StandardCharsets.UTF_8));

        String output = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(output.contains("Wrote 200,000 flights"), output);
        assertTrue(output.contains("JFK     2082     14.2"), output);
        assertTrue(output.contains("SecondaryIndex: spark_flights_delay (300 <= delay)"), output);
        assertTrue(output.contains("-1      null"), output);
    }

    @Test
    void argumentsAreReadInBothForms() {
        assertEquals(
                new ExampleArguments("local[4]", Path.of("flights")),
                ExampleArguments.parse(new String[] {"--flights", "flights", "--master=local[4]"}));
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ExampleArguments.parse(new String[] {"--rows", "3"}))
                        .getMessage()
                        .contains("--rows"));
    }
}
