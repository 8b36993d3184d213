package dev.aerospikearrow.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void oneThingIsNamedInTheSingular() {
        assertEquals("1 row", Quantity.of(1, "row"));
        assertEquals("1 value did not fit", Quantity.of(1, "value did not fit", "values did not"));
        assertEquals("1 row", Quantity.grouped(1, "row"));
    }

    @Test
    void noneAndSeveralAreNamedInThePlural() {
        assertEquals("0 rows", Quantity.of(0, "row"));
        assertEquals("2 record batches", Quantity.of(2, "record batch", "record batches"));
        assertEquals("1,234,567 rows", Quantity.grouped(1_234_567, "row"));
    }
}
