package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "Zürich, 6",
        "Zu\u0308rich, 6",
        "世界, 4",
        "한국, 4",
        "🚀, 2",
        "ｆｕｌｌ, 8",
        "…, 1"
    })
    void aTextTakesTheCellsOfItsCharacters(String text, int width) {
        assertEquals(width, DisplayWidth.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, ab…",
        "abc, 1, …",
        "世界, 4, 世界",
        "世界, 3, 世…",
        "世界, 2, …",
        "a世界, 4, a世…",
        "Zu\u0308rich, 6, Zu\u0308rich",
        "'a\nb', 3, a␣b",
    })
    void aTextThatIsTooWideEndsInADot(String text, int width, String fitted) {
        assertEquals(fitted, DisplayWidth.fit(text, width));
        assertTrue(DisplayWidth.of(DisplayWidth.fit(text, width)) <= width);
    }
}
