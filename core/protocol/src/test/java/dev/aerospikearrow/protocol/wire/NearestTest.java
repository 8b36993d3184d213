package dev.aerospikearrow.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("flights", "airports", "users");

    @ParameterizedTest
    @CsvSource({"flihgts, flights", "FLIGHTS, flights", "flight, flights", "airprots, airports"})
    void aMistypedNameIsThatOfWhatThereIs(String text, String name) {
        assertEquals(Optional.of(name), Nearest.to(text, NAMES));
    }

    @Test
    void ofNamesEquallyLikeATextItIsTheOneThatBeginsLikeIt() {
        assertEquals(Optional.of("users"), Nearest.to("user", List.of("fuser", "users")));
    }

    @Test
    void exchangedNeighboursAreOneMistake() {
        assertEquals(1, Nearest.distance("flihgts", "flights"));
        assertEquals(0, Nearest.distance("USERS", "users"));
        assertEquals(2, Nearest.distance("usr", "users"));
    }

    @Test
    void theQuestionIsPartOfAMessage() {
        assertEquals(" Did you mean users?", Nearest.question("user", NAMES));
        assertEquals("", Nearest.question("orders_of_2026", NAMES));
    }
}
