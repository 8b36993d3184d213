package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void bytesAreOneToThreeDigitsWithAUnit() {
        assertEquals("1 byte", Sizes.text(1));
        assertEquals("999 bytes", Sizes.text(999));
        assertEquals("1.4 MB", Sizes.text(1_400_000));
    }

    @Test
    void aRateIsThatOfManyRows() {
        assertEquals(", 0.5 s", Sizes.pace(0.5, 999));
        assertEquals(", 0.5 s, 4,000 rows/s", Sizes.pace(0.5, 2_000));
    }
}
