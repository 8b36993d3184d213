package dev.aerospikearrow.columnar.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.expression.Expressions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class BinExistenceTest {
    private static Field field(String name, Map<String, String> metadata) {
        return new Field(
                name, new FieldType(true, new ArrowType.Int(64, true), null, metadata), List.of());
    }

    @Test
    void whatIsComputedOrKnownOfARecordIsNoBin() {
        String packed = Expressions.intBin("a").toBase64();
        Schema schema =
                new Schema(
                        List.of(
                                field("whole", Map.of()),
                                field("other", Map.of(FieldMetadata.BIN, "named")),
                                field("inside", Map.of(FieldMetadata.PATH, "map.key")),
                                field("computed", Map.of(FieldMetadata.EXPRESSION, packed)),
                                field("__ttl", Map.of())));
        assertEquals(Set.of("whole", "named", "map"), BinExistence.binsOf(schema));
    }
}
