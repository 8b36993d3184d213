package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePathTest {
    @Test
    void aPathIsItsText() {
        assertEquals(
                "features.driver_stats{12}[-1]{0x0aff}.trips",
                ValuePath.bin("features")
                        .key("driver_stats")
                        .key(12)
                        .index(-1)
                        .key(new byte[] {0x0a, (byte) 0xff})
                        .key("trips")
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "a.b.c",
                "a[0]",
                "a[-3].b",
                "a{-9223372036854775808}",
                "a{0x}",
                "a{0xff00}.x",
                "a\\.b.c\\[d\\{e\\\\f",
                "ä.größe 1]}"
            })
    void aTextThatIsReadIsWrittenAgain(String text) {
        assertEquals(text, ValuePath.parse(text).toString());
        assertEquals(ValuePath.parse(text), ValuePath.parse(text));
        assertEquals(ValuePath.parse(text).hashCode(), ValuePath.parse(text).hashCode());
    }

    @Test
    void specialCharactersInNamesAreEscaped() {
        assertEquals("a.b", ValuePath.parse("a\\.b.c").binName());
        assertEquals("a.b", ValuePath.bin("a.b").key("c").binName());
        assertEquals("a\\.b.c\\{1}", ValuePath.bin("a.b").key("c{1}").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|no step follows the bin",
                "''|the name of the bin is expected",
                "a.|the name of a key is expected",
                "a..b|the name of a key is expected",
                "a[0|\"]\" is missing",
                "a[x]|\"x\" is no list index",
                "a[3000000000]|is no list index",
                "a{x}|\"x\" is no integer key",
                "a{0xf}|no blob key",
                "a{1}b|a step starts with",
                "a.b\\|nothing follows the backslash",
                "a-bin-with-a-long-name.b|15"
            })
    void otherTextsAreRefusedWithTheReason(String text, String reason) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> ValuePath.parse(text));
        assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    }
}
