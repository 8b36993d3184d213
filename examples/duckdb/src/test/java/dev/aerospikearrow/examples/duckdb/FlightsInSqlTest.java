package dev.aerospikearrow.examples.duckdb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlightsInSqlTest {
    private static final Path FLIGHTS = Path.of("..", "data", "flights-2001.parquet");

    @Test
    void everyWayToReadAndTheWayBackAnswerWhatTheDataHold() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        FlightsInSql.run(FLIGHTS, "", new PrintStream(bytes, true, StandardCharsets.UTF_8));

        String output = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(output.contains("=> 200,000 records written"), output);
        assertTrue(output.contains("=> 200,000 rows copied"), output);
        assertTrue(output.contains("=> 227 records written"), output);
        assertTrue(output.matches("(?s).*ORD\\s*│\\s*11002.*"), output);
        assertTrue(output.matches("(?s).*Ann .*Dana .*"), output);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> FlightsInSql.run(Path.of("nowhere.parquet"), "", nowhere));
        assertTrue(e.getMessage().contains("nowhere.parquet"), e.getMessage());
    }
}
