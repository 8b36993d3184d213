package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.FieldMetadata;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;

/** Which names of fields DuckDB keeps. */
class NamesTest {
    static Field text(String name) {
        return Field.nullable(name, ArrowType.Utf8.INSTANCE);
    }

    /** A text of a bin whose name the field does not have. */
    static Field textOf(String fieldName, String binName) {
        FieldType type =
                new FieldType(
                        true, ArrowType.Utf8.INSTANCE, null, Map.of(FieldMetadata.BIN, binName));
        return new Field(fieldName, type, List.of());
    }

    private static Field struct(String name, Field... children) {
        return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(children));
    }

    private static void assertRefused(List<Field> fields, String... parts) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ColumnNames.requireKept(fields));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void namesThatDifferOnlyByCaseAreRefusedTogether() {
        assertRefused(
                List.of(text("Name"), text("x"), text("name"), text("NAME")),
                "\"Name\", \"name\", \"NAME\"",
                FieldMetadata.BIN);
        assertRefused(List.of(text("x"), text("x")), "\"x\", \"x\"");
    }

    @Test
    void namesThatDifferOtherwiseAreKept() {
        assertDoesNotThrow(
                () ->
                        ColumnNames.requireKept(
                                List.of(text("Ä"), text("ä"), text("a"), text("a_1"), text(" a"))));
    }

    @Test
    void namesInAStructAreRefusedWithTheirPath() {
        Field struct = struct("s", text("A"), text("a"));
        assertRefused(List.of(struct), "\"A\", \"a\" in field s", FieldMetadata.PATH);
        Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(struct));
        assertRefused(List.of(list), "in field l.s");
        assertDoesNotThrow(() -> ColumnNames.requireColumns(List.of(struct)), "it becomes JSON");
    }

    @Test
    void emptyNamesAndZeroBytesAreRefused() {
        assertRefused(List.of(textOf("", "x")), "empty", FieldMetadata.BIN);
        assertRefused(List.of(textOf("a\0b", "x")), "a\\0b");
    }
}
