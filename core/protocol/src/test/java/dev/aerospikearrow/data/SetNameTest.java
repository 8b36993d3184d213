package dev.aerospikearrow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SetNameTest {
    @Test
    void aTextIsANamespaceAndAllBehindTheFirstDot() {
        assertEquals(SetName.of("test", "flights"), SetName.parse("test.flights"));
        assertEquals(SetName.of("test", "a.b"), SetName.parse("test.a.b"));
        assertEquals(SetName.of("test", ""), SetName.parse("test"));
        assertTrue(SetName.parse("test").isNamespace());
        assertThrows(IllegalArgumentException.class, () -> SetName.parse(".flights"));
    }

    @Test
    void keysOfASetAreThoseOfItsNames() {
        SetName flights = SetName.of("test", "flights");
        assertEquals(Key.of("test", "flights", 1), flights.key(1));
        assertEquals(Key.of("test", "flights", "a"), flights.key("a"));
        assertEquals(Key.of("test", "flights", new byte[] {7}), flights.key(new byte[] {7}));
        assertEquals(flights, flights.key(1).set());
    }

    @Test
    void namesThatTheServerDoesNotTakeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SetName.of("", "flights"));
        assertThrows(IllegalArgumentException.class, () -> SetName.of("n".repeat(32), ""));
        assertThrows(IllegalArgumentException.class, () -> SetName.of("test", "s".repeat(64)));
    }
}
