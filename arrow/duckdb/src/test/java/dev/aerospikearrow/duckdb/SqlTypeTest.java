package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.duckdb.stream.SqlType;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of types, taken apart. */
class SqlTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BIGINT | BIGINT",
                "DECIMAL(18,3) | DECIMAL",
                "TIME WITH TIME ZONE | TIME WITH TIME ZONE",
                "TIMESTAMP WITH TIME ZONE[] | LIST, TIMESTAMP WITH TIME ZONE",
                "\"NULL\" | NULL",
                "INTEGER[1][] | LIST, ARRAY, INTEGER",
                "ENUM | ENUM",
                "ENUM('x)', 'it''s', '[')[] | LIST, ENUM",
                "MAP(VARCHAR, BIT[]) | MAP, VARCHAR, LIST, BIT",
                "TUPLE(INTEGER, DECIMAL(2,1)) | TUPLE, INTEGER, DECIMAL",
                "UNION(num INTEGER, str VARCHAR) | UNION, INTEGER, VARCHAR",
                "STRUCT(\"BIT\" INTEGER, \"a b\" TIME WITH TIME ZONE, \"x\"\"(\" BLOB)"
                        + " | STRUCT, INTEGER, TIME WITH TIME ZONE, BLOB",
                "STRUCT(\"\" BIGINT, b STRUCT(c ENUM('a'), d BIT)[2])"
                        + " | STRUCT, BIGINT, ARRAY, STRUCT, ENUM, BIT",
            })
    void allTypesInsideAreFound(String text, String all) {
        assertEquals(
                all,
                SqlType.parse(text).all().map(SqlType::name).collect(Collectors.joining(", ")));
    }

    @Test
    void whatCannotBeReadSaysWhere() {
        for (String text :
                new String[] {"", "STRUCT(", "STRUCT(a", "MAP(INTEGER", "INTEGER)", "\"x"}) {
            assertThrows(IllegalArgumentException.class, () -> SqlType.parse(text), text);
        }
    }
}
