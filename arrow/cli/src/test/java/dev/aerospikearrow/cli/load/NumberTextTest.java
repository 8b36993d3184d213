package dev.aerospikearrow.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is exact as a double if the double has all of its digits. */
final class NumberTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7.5",
                "1e3",
                "0.1",
                "0.10",
                "-0.0",
                "0.10000000000000001",
                "4.9E-324",
                "5e-324",
                "1.7976931348623157E308",
                "9007199254740992.0",
                "123456789.123456",
                "0.1000000000000000055511151231257827021181583404541015625"
            })
    void aDoubleHasAllItsDigits(String text) {
        assertTrue(new NumberText(text).isExactAs(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993.0",
                "1e400",
                "1e-400",
                "3.14159265358979323846",
                "0.12345678901234567890",
                "1e-324"
            })
    void aDoubleHasNotAllItsDigits(String text) {
        assertFalse(new NumberText(text).isExactAs(Double.parseDouble(text)));
    }

    @Test
    void everyDoubleIsExactAsJavaWritesIt() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertTrue(new NumberText(Double.toString(value)).isExactAs(value));
                assertEquals(value, FoundType.exactDouble(new NumberText(Double.toString(value))));
            }
        }
    }

    @Test
    void exponentsBeyondAllMeasureAreRefusedBeforeTheyFillTheMemory() {
        assertThrows(MisfitException.class, () -> new NumberText("1e999999999").exact());
    }
}
