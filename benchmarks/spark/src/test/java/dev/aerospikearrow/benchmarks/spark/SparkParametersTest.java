package dev.aerospikearrow.benchmarks.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkParametersTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        SparkParameters parameters =
                SparkParameters.of(Map.of("BENCH_ONLY", "join", "AEROSPIKE_HOSTS", "h:3000"));

        assertEquals(
                new SparkParameters(1_000_000, 7, Duration.ofSeconds(60), "join", "h:3000"),
                parameters);
        assertEquals(
                "BENCH_ROWS=1000000 BENCH_ROUNDS=7 BENCH_SECONDS=60 BENCH_ONLY='join'",
                parameters.describe());
    }

    @Test
    void parametersOfTheSuiteThatMeanNothingHereAreRefused() {
        String message =
                assertThrows(
                                ParameterException.class,
                                () -> SparkParameters.of(Map.of("BENCH_COUNT", "5")))
                        .getMessage();

        assertTrue(message.contains("no parameter BENCH_COUNT"), message);
        assertTrue(message.contains("BENCH_ROWS"), message);
    }
}
