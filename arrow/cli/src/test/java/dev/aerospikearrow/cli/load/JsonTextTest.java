package dev.aerospikearrow.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of JSON are what the file has. */
final class JsonTextTest {
    private static Object bin(String json) {
        return FoundType.INSTANCE.bin(JsonText.value(json));
    }

    @Test
    void minusZeroIsTheDoubleThatHasItsSign() {
        assertEquals(-0.0, bin("-0"));
        assertEquals(-0.0, bin("-0.0"));
        assertEquals(List.of(-0.0, 0L), bin("[-0, 0]"));
        assertEquals(Map.of("a", -0.0), bin("{\"a\": -0}"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, -10, Long.MAX_VALUE, Long.MIN_VALUE})
    void otherIntegersOf64BitsStayIntegers(long number) {
        assertEquals(number, bin(Long.toString(number)));
    }

    @Test
    void aTypeOfTextsTakesMinusZeroAsItIsWritten() {
        assertEquals("-0", DeclaredType.text(JsonText.value("-0")));
    }
}
