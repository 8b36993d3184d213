package dev.aerospikearrow.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaGuardTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1 | '=1+1 | 1",
                "+1 | '+1 | 1",
                "-1 | '-1 | 1",
                "@SUM(A1) | '@SUM(A1) | 1",
                "\"=a,b\" | \"'=a,b\" | 1",
                "\"\" | \"\" | 0",
                "a=b | a=b | 0",
                "' | ' | 0",
                "`` | `` | 0",
            })
    void textsThatBeginAsFormulasDoAreMarkedAndCounted(String field, String marked, long count) {
        FormulaGuard guard = FormulaGuard.on();
        StringBuilder csv = new StringBuilder("1,").append(field);
        guard.apply(csv, 2);
        assertEquals("1," + marked, csv.toString());
        assertEquals(count, guard.count());
    }

    @Test
    void tabulatorsAndCarriageReturnsBeginFormulasToo() {
        FormulaGuard guard = FormulaGuard.on();
        StringBuilder csv = new StringBuilder("\t=1");
        guard.apply(csv, 0);
        guard.apply(csv.append(",\"\r=1\""), 5);
        assertEquals("'\t=1,\"'\r=1\"", csv.toString());
        assertEquals(2, guard.count());
    }

    @Test
    void withoutItTextsStayAsTheyAre() {
        StringBuilder csv = new StringBuilder("=1");
        FormulaGuard.off().apply(csv, 0);
        assertEquals("=1", csv.toString());
    }
}
