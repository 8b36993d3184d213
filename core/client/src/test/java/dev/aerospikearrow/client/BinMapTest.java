package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class BinMapTest {
    private final BinMap bins = new BinMap(new Object[] {"b", 1L, "a", "x"});

    @Test
    void equalsAnOrdinaryMapOfTheSameBins() {
        assertEquals(Map.of("a", "x", "b", 1L), bins);
        assertEquals(bins, Map.of("a", "x", "b", 1L));
        assertEquals(Map.of("a", "x", "b", 1L).hashCode(), bins.hashCode());
    }

    @Test
    void findsBinsByEqualNamesThatAreOtherObjects() {
        assertEquals("x", bins.get(String.valueOf(new char[] {'a'})));
        assertTrue(bins.containsKey("b"));
        assertFalse(bins.containsKey("c"));
        assertNull(bins.get("c"));
        assertNull(bins.get(null));
    }

    @Test
    void keepsTheOrderOfTheAnswer() {
        assertEquals(List.of("b", "a"), new ArrayList<>(bins.keySet()));
        assertEquals(2, bins.size());
    }

    @Test
    void cannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> bins.put("c", 1L));
        assertThrows(UnsupportedOperationException.class, () -> bins.remove("a"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> bins.entrySet().iterator().next().setValue(2L));
    }

    @Test
    void iterationEnds() {
        var entries = bins.entrySet().iterator();
        entries.next();
        entries.next();
        assertThrows(NoSuchElementException.class, entries::next);
    }
}
