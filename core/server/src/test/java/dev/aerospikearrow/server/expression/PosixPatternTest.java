package dev.aerospikearrow.server.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.server.message.RequestException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosixPatternTest {
    private static final int EXTENDED = 1;

    @ParameterizedTest
    @CsvSource({
        "1, ^a.*z$, abcz, true",
        "1, ^a.*z$, abc, false",
        "1, 'a{2,3}', baab, true",
        "1, [[:digit:]]+x, 12x, true",
        "1, []a]+, ], true",
        "1, [^a-c], abc, false",
        "1, (ab|cd)e, cde, true",
        "3, ABC, xabc, true",
        "0, 'a\\{2\\}', aa, true",
        "0, 'a{2}', aa, false",
        "0, '\\(a\\)\\1', aa, true",
        "0, a+b, a+b, true",
        "0, *a, *a, true",
        "1, ^a$, 'b\na', false",
        "9, ^a$, 'b\na', true",
    })
    void patternsFindWhatPosixSays(int flags, String pattern, String text, boolean found) {
        assertEquals(
                found,
                PosixPattern.compile(Bytes.utf8(pattern), flags)
                        .matcher(PosixPattern.text(Bytes.utf8(text)))
                        .find());
    }

    @ParameterizedTest
    @CsvSource({"(", "[a", "a{x}", "+a"})
    void malformedPatternsAreRefused(String pattern) {
        assertThrows(
                RequestException.class, () -> PosixPattern.compile(Bytes.utf8(pattern), EXTENDED));
    }
}
