package dev.aerospikearrow.spark.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an overwrite begins, where nodes have clocks of their own. */
class OverwriteStartTest {
    private static Map<String, String> facts(long first, long second) {
        return Map.of(
                "A1", "objects=7;current_time=" + first + ";stop_writes=false",
                "A2", "objects=3;current_time=" + second);
    }

    private static Instant second(long since2010) {
        return Instant.ofEpochSecond(MessageDescriptor.VOID_TIME_EPOCH_SECONDS + since2010);
    }

    @Test
    void whatTheFastestClockStampedIsOlderAndTheSlowestClockHasComeToIt() {
        Deque<Map<String, String>> answers =
                new ArrayDeque<>(
                        List.of(
                                facts(1_000, 1_003),
                                facts(1_001, 1_004),
                                facts(1_003, 1_006),
                                facts(1_004, 1_007)));

        Instant start = OverwriteStart.await(answers::remove, Duration.ofMinutes(1));

        assertEquals(second(1_004), start);
        assertTrue(answers.isEmpty(), "writing began while a clock was behind");
    }

    @Test
    void clocksThatDifferTooMuchAreNamedBeforeAnythingIsChanged() {
        AerospikeException e =
                assertThrows(
                        AerospikeException.class,
                        () -> OverwriteStart.await(() -> facts(1_000, 9_000), Duration.ZERO));

        assertTrue(e.getMessage().contains("{A1=1000, A2=9000}"), e.getMessage());
        assertTrue(e.getMessage().contains("Nothing was changed"), e.getMessage());
    }

    @Test
    void aNodeThatDoesNotSayItsTimeIsNamed() {
        AerospikeException e =
                assertThrows(
                        AerospikeException.class,
                        () ->
                                OverwriteStart.await(
                                        () -> Map.of("A7", "type=unknown"), Duration.ZERO));

        assertTrue(e.getMessage().contains("Node A7"), e.getMessage());
    }
}
