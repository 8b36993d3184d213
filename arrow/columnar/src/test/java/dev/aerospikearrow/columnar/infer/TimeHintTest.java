package dev.aerospikearrow.columnar.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Integers that could be times are said to. */
final class TimeHintTest {
    @Test
    void theUnitFollowsFromTheYears() {
        assertEquals(
                Optional.of("microseconds since 1970, 2001 to 2026"),
                TimeHint.of(978_348_300_000_000L, 1_767_225_600_000_000L));
        assertEquals(
                Optional.of("seconds since 1970, in 2024"),
                TimeHint.of(1_704_067_200, 1_704_449_472));
        assertEquals(
                Optional.of("nanoseconds since 1970, 2001 to 2026"),
                TimeHint.of(978_348_300_000_000_000L, 1_767_225_600_000_000_000L));
    }

    @Test
    void whatCouldBeAnythingIsNotSaidToBeATime() {
        assertEquals(Optional.empty(), TimeHint.of(0, 100));
        assertEquals(Optional.empty(), TimeHint.of(1_704_067_200, 1_704_449_472_000L));
        assertEquals(Optional.empty(), TimeHint.of(Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
