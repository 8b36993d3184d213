package dev.aerospikearrow.expression;

import static dev.aerospikearrow.expression.Expressions.and;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.equal;
import static dev.aerospikearrow.expression.Expressions.floatBin;
import static dev.aerospikearrow.expression.Expressions.greater;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.not;
import static dev.aerospikearrow.expression.Expressions.or;
import static dev.aerospikearrow.expression.Expressions.stringBin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters as text become, and how texts are refused that are none. */
class FilterTextTest {
    private static final Expression DELAYED =
            or(greater(intBin("delay"), literal(60)), greater(floatBin("delay"), literal(60.0)));
    private static final Expression SEATTLE = equal(stringBin("origin"), literal("SEA"));

    private static void assertSame(Expression expected, String text) {
        assertEquals(expected, Expressions.filter(text), text);
    }

    @Test
    void sqlAndTheExpressionLanguageOfNewServersAreBothUnderstood() {
        assertSame(and(DELAYED, SEATTLE), "delay > 60 AND origin = 'SEA'");
        assertSame(and(DELAYED, SEATTLE), "$.delay > 60 and $.origin == 'SEA'");
        assertSame(and(DELAYED, SEATTLE), "\n60<delay and($.\"origin\"='SEA')");
        assertSame(DELAYED, "delay > 0x3c");
    }

    @Test
    void expressionsOfOtherToolsAreTakenAsTheyAre() {
        Expression delayed = greater(intBin("delay"), literal(60));
        assertSame(
                and(delayed, not(delayed)),
                "expression('%1$s') and not expression('%1$s')".formatted(delayed.toBase64()));
    }

    @Test
    void andBindsMoreThanOrAndNotMoreThanBoth() {
        assertSame(
                or(SEATTLE, and(not(SEATTLE), DELAYED)),
                "origin = 'SEA' or not origin = 'SEA' and delay > 60");
        assertSame(
                and(or(SEATTLE, DELAYED), binExists("x")),
                "(origin = 'SEA' or delay > 60) and x is not null");
    }

    @Test
    void productsBindMoreThanSums() {
        Expression ints =
                greater(
                        Expressions.add(intBin("a"), Expressions.multiply(intBin("b"), literal(3))),
                        literal(7));
        Expression floats =
                greater(
                        Expressions.add(
                                floatBin("a"), Expressions.multiply(floatBin("b"), literal(3.0))),
                        literal(7.0));
        assertSame(or(ints, floats), "a + b * 3 > 7");
        assertSame(or(ints, floats), "(a + (b * 3)) > 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "delay >               | 8  | a bin or a value is expected, but found its end",
                "delay > 60 60         | 12 | \"and\", \"or\" or the end is expected, but found \"60\"",
                "delay = null          | 9  | nothing equals null",
                "origin = \"SEA\"      | 10 | a text stands in single quotes",
                "origin = 'SEA         | 10 | the closing ' is missing",
                "2024 > 1 and 2024a    | 14 | neither a number nor a name",
                "a > 'x' and 1         | 13 | a comparison is expected",
                "ttl() = 'x'           | 7  | \"=\" stands between [INT] and [STRING]",
                "a + 'x' = 1           | 3  | both must be integers",
                "a like 5              | 8  | a text in single quotes is expected",
                "a like 'x_'           | 8  | \"_\" for one character cannot be asked",
                "a in ()               | 7  | a bin or a value is expected",
                "a not 5               | 7  | \"in\", \"between\" or \"like\" is expected",
                "a > 99999999999999999999 | 5 | beyond the integers of 64 bits",
                "age() > 1             | 1  | there is no function age(…)",
                "a ; b                 | 3  | \";\" has no meaning here",
                "a_name_of_16_byt = 1  | 1  | at most 15 are allowed",
                "a = 1 and ttl() in ('x') or b | 17 | no value of the list can be compared with [INT]",
                "a = 1 and ttl() is null | 11 | only a bin can be missing",
                "a = 1 and -'x' < 3    | 11 | a number is expected, but found [STRING]",
                "not 5                 | 5  | a comparison is expected, but found a value of [INT, FLOAT]",
                "a.b.size() = 1        | 5  | there is no function .size() of a bin",
                "a = 1 or expression('?') | 21 | the text is no expression in base64",
                "bin_type(1) = 1       | 10 | the name of a bin is expected",
                "(a = 1                | 7  | \")\" is expected, but found its end",
                "                      | 1  | a bin or a value is expected, but found its end"
            })
    void whatIsWrongIsSaidWithItsPlace(String text, int character, String why) {
        String given = text == null ? "" : text;
        IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class, () -> Expressions.filter(given), given);
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(
                failure.getMessage().contains("at character " + character + ":"),
                failure.getMessage());
    }

    @Test
    void aTextOfManyLevelsIsRefused() {
        String deep = "(".repeat(5000) + "a = 1" + ")".repeat(5000);
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> Expressions.filter(deep));
        assertTrue(failure.getMessage().contains("more than 100 levels"), failure.getMessage());
    }

    @Test
    void aLongListIsTaken() {
        StringBuilder list = new StringBuilder("a in (0");
        for (int i = 1; i < 20_000; i++) {
            list.append(", ").append(i);
        }
        assertTrue(Expressions.filter(list.append(')').toString()).packed().length > 100_000);
    }
}
