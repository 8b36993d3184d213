package dev.aerospikearrow.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestParametersTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        ContestParameters parameters =
                ContestParameters.of(Map.of("BENCH_ONLY", "join", "AEROSPIKE_HOSTS", "h:3000"));

        assertEquals(
                new ContestParameters(1_000_000, 7, Duration.ofSeconds(60), "join", "h:3000"),
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
                                () -> ContestParameters.of(Map.of("BENCH_COUNT", "5")))
                        .getMessage();

        assertTrue(message.contains("no parameter BENCH_COUNT"), message);
        assertTrue(message.contains("BENCH_ROWS"), message);
    }

    @Test
    void workIsChosenByAPartOfItsTitle() {
        Work scan = new Work("scan of a column", 1, () -> {}, List.of(), new NoContestant());
        Work write = new Work("write", 1, () -> {}, List.of(), new NoContestant());

        assertEquals(
                List.of(write),
                ContestParameters.of(Map.of("BENCH_ONLY", "rit")).chosen(List.of(scan, write)));
        String message =
                assertThrows(
                                ParameterException.class,
                                () ->
                                        ContestParameters.of(Map.of("BENCH_ONLY", "lookup"))
                                                .chosen(List.of(scan, write)))
                        .getMessage();
        assertTrue(message.contains("\n  scan of a column\n  write\n"), message);
    }

    private static final class NoContestant implements Contestant {
        @Override
        public String title() {
            return "nobody";
        }

        @Override
        public void run() {}

        @Override
        public Outcome outcome() {
            return Outcome.NONE;
        }
    }
}
