package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Details of refusals are read as far as they are known, whatever else is in them. */
class ErrorDetailsTest {
    private static ErrorDetails parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex("ffff" + hex + "ff");
        return ErrorDetails.parse(bytes, 2, bytes.length - 3);
    }

    @ParameterizedTest
    @CsvSource({
        "81 01 2a, 42",
        "81 01 cc c8, 200",
        "81 01 cd 0bb9, 3001",
        "81 01 ce 00011170, 70000",
        "81 01 cf 00000000000186a0, 100000",
        "de0001 01 05, 5",
        "df00000001 01 05, 5"
    })
    void aSubcodeIsAnIntegerOfAnyWidth(String hex, long subcode) {
        assertEquals(new ErrorDetails(subcode, ""), parse(hex.replace(" ", "")));
    }

    @Test
    void aMessageIsATextWithoutAParticleType() {
        String hex = HexFormat.of().formatHex("schön".getBytes(StandardCharsets.UTF_8));
        assertEquals(new ErrorDetails(0, "schön"), parse("8102a6" + hex));
        assertEquals(new ErrorDetails(0, "schön"), parse("8102d906" + hex));
        assertEquals(new ErrorDetails(0, "schön"), parse("8102da0006" + hex));
        assertEquals(new ErrorDetails(0, "x"), parse("8102a178"));
    }

    @Test
    void keysMayComeInAnyOrder() {
        assertEquals(new ErrorDetails(7, "no"), parse("8202a26e6f0107"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Key 3, the trace: {1: 2, 5: ["a"], 9: nil}
                "83 01 07 03 83 01 02 05 91 a1 61 09 c0 02 a2 6e6f",
                // Keys that are no small integers, and values of any kind.
                "85 01 07 a1 6b a1 76 c0 c3 cd 0100 d4 05 00 02 a2 6e6f",
                "84 01 07 cb 3ff0000000000000 80 91 01 cf ffffffffffffffff 02 a2 6e6f"
            })
    void whatIsNotKnownIsPassedOver(String hex) {
        assertEquals(new ErrorDetails(7, "no"), parse(hex.replace(" ", "")));
    }

    @Test
    void aSubcodeOrMessageOfAnotherTypeIsPassedOver() {
        assertEquals(new ErrorDetails(0, "no"), parse("8201a16102a26e6f"));
        assertEquals(new ErrorDetails(7, ""), parse("8201070263"));
        assertEquals(new ErrorDetails(0, "no"), parse("8201cfffffffffffffffff02a26e6f"));
    }

    @Test
    void whatIsBrokenLeavesWhatWasReadBefore() {
        String whole = "83010702a26e6f03810102";
        for (int end = 0; end < whole.length(); end += 2) {
            ErrorDetails read = parse(whole.substring(0, end));
            // A map that announces more entries than there are bytes is none.
            assertEquals(
                    end < 14 ? ErrorDetails.NONE : new ErrorDetails(7, "no"),
                    read,
                    "cut at " + end);
        }
        assertEquals(new ErrorDetails(7, ""), parse("82010702a2"));
        assertSame(ErrorDetails.NONE, parse("80"));
        assertSame(ErrorDetails.NONE, parse("c1"));
        assertSame(ErrorDetails.NONE, parse("a26e6f"));
    }
}
