package dev.aerospikearrow.cli.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @Test
    void statementsEndAtSemicolons() {
        assertEquals(
                List.of("SELECT 1", "SELECT 2", "SELECT 3"),
                SqlText.of(" SELECT 1;\nSELECT 2 ; ;\n-- the last\nSELECT 3\n").all().stream()
                        .map(statement -> statement.replace("-- the last\n", ""))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ';'",
                "SELECT 'it''s;'",
                "SELECT E'\\';'",
                "SELECT \";\" FROM \"a\"\";\"",
                "SELECT 1 -- ;\n + 1",
                "SELECT /* ; ' */ 1",
                "SELECT $$;'$$",
                "SELECT $tag$; $$ ;$tag$"
            })
    void aSemicolonInsideOfTextsNamesAndCommentsEndsNothing(String statement) {
        assertEquals(List.of(statement), SqlText.of(statement + ";").all());
        assertFalse(SqlText.of(statement + ";").isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT 1", "SELECT ';", "SELECT 1; SELECT", "SELECT \"a;", "SELECT $$;"})
    void aStatementIsOpenUntilItsSemicolon(String text) {
        assertTrue(SqlText.of(text).isOpen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "-- nothing", "/* nothing */", "SELECT 1; -- done", ";"})
    void commentsAndSpacesAreNoStatement(String text) {
        assertFalse(SqlText.of(text).isOpen());
    }
}
