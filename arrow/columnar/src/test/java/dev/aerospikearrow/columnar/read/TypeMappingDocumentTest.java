package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.data.ParticleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/docs/guides/type-mapping.md says what the code does. */
class TypeMappingDocumentTest extends DecodingTest {
    private static final Map<String, Fit> REASONS =
            Map.of(
                    "type", Fit.WRONG_TYPE,
                    "range", Fit.OUT_OF_RANGE,
                    "precision", Fit.INEXACT,
                    "length", Fit.WRONG_LENGTH,
                    "UTF-8", Fit.NOT_UTF8,
                    "null", Fit.NULL_VALUE,
                    "dictionary", Fit.DICTIONARY_FULL);

    record Example(String value, String type, String exact, String coerced) {}

    static Stream<Example> examples() throws IOException {
        return document()
                .filter(line -> line.startsWith("| `") && line.split(" \\| ").length == 4)
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .map(
                        cells ->
                                new Example(
                                        cells[0].replace("`", ""),
                                        cells[1].replace("`", ""),
                                        cells[2],
                                        cells[3]));
    }

    private static Stream<String> document() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/docs/guides/type-mapping.md"))) {
            directory = directory.getParent();
        }
        return Files.readAllLines(directory.resolve("docs/docs/guides/type-mapping.md")).stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsWhatHappens(Example example) {
        Field field = new ExampleText(example.type()).field("bin");
        assertEquals(example.type(), TypeNames.of(field));
        if (REASONS.containsKey(example.exact())) {
            TypeMismatchException e =
                    assertThrows(
                            TypeMismatchException.class,
                            () -> cell(field, example.value(), OnMismatch.FAIL));
            Fit reason = REASONS.get(example.exact());
            assertTrue(e.mismatch().reason().equals(reason.meaning()), e.getMessage());
            assertEquals("null", cell(field, example.value(), OnMismatch.NULL));
        } else {
            assertEquals(example.exact(), cell(field, example.value(), OnMismatch.NULL));
        }
        assertEquals(example.coerced(), cell(field, example.value(), OnMismatch.COERCE));
    }

    /** The cell's text in a column of three rows, the others of which are missing. */
    private String cell(Field field, String value, OnMismatch policy) {
        BatchReply reply = new BatchReply().failed(0, 2);
        int space = value.indexOf(' ');
        String kind = value.substring(0, space);
        String text = value.substring(space + 1);
        if (kind.equals("string") && text.startsWith("0x")) {
            byte[] bytes = (byte[]) new ExampleText(text).value();
            reply.foundRaw(1, "bin", ParticleType.STRING, bytes);
        } else {
            reply.found(1, Map.of("bin", new ExampleText(text).bin(kind)));
        }
        reply.failed(2, 2);
        try (ColumnarBatch batch = read(keys(3), schema(field), onMismatch(policy), reply)) {
            assertTrue(batch.vector("bin").isNull(0) && batch.vector("bin").isNull(2));
            return TablePrinter.cell(batch.vector("bin"), batch.dictionaries(), 1);
        }
    }

    @Test
    void everyMetadataColumnAndEveryReasonIsInTheDocument() throws IOException {
        List<String> lines = document().toList();
        for (MetadataColumn column : MetadataColumn.values()) {
            assertTrue(
                    lines.stream().anyMatch(line -> line.startsWith("| `" + column.fieldName())),
                    column.fieldName());
        }
        long misfits = Arrays.stream(Fit.values()).filter(fit -> !fit.isWritten()).count();
        assertEquals(misfits, REASONS.size());
        String text = String.join(" ", lines);
        REASONS.keySet().forEach(word -> assertTrue(text.contains("**" + word + "**"), word));
    }

    @Test
    void thereAreExamples() throws IOException {
        assertTrue(examples().count() > 50);
    }
}
