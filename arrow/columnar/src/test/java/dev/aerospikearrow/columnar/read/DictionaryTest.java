package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.columnar.TypeMismatchException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as indices into a dictionary that is built while they arrive. */
class DictionaryTest extends DecodingTest {
    private static Field encoded(int indexBits) {
        DictionaryEncoding encoding =
                new DictionaryEncoding(7, false, new ArrowType.Int(indexBits, true));
        return new Field("bin", new FieldType(true, UTF8, encoding), List.of());
    }

    /** A reply with these texts in the rows from 0 on; a null is a record that is missing. */
    private static BatchReply reply(List<String> texts) {
        BatchReply reply = new BatchReply();
        for (int row = 0; row < texts.size(); row++) {
            if (texts.get(row) == null) {
                reply.failed(row, 2);
            } else {
                reply.found(row, Map.of("bin", texts.get(row)));
            }
        }
        return reply;
    }

    private static List<String> values(ColumnarBatch batch) {
        VarCharVector values = (VarCharVector) batch.dictionaries().lookup(7).getVector();
        return IntStream.range(0, values.getValueCount())
                .mapToObj(i -> values.getObject(i).toString())
                .toList();
    }

    private static List<String> decoded(FieldVector indices, Dictionary dictionary) {
        List<String> texts = new ArrayList<>();
        try (FieldVector vector = (FieldVector) DictionaryEncoder.decode(indices, dictionary)) {
            for (int row = 0; row < vector.getValueCount(); row++) {
                texts.add(vector.isNull(row) ? null : vector.getObject(row).toString());
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32})
    void eachTextIsInTheDictionaryOnceInTheOrderOfArrival(int indexBits) {
        List<String> texts = new ArrayList<>(List.of("b", "a", "b", "", "Zürich", "a", ""));
        texts.add(null);
        try (ColumnarBatch batch = read(keys(8), schema(encoded(indexBits)), reply(texts))) {
            assertEquals(List.of("b", "a", "", "Zürich"), values(batch));
            BaseIntVector indices = (BaseIntVector) batch.vector("bin");
            assertEquals(new ArrowType.Int(indexBits, true), indices.getField().getType());
            assertEquals(3, indices.getValueAsLong(4));
            assertEquals(texts, decoded(batch.vector("bin"), batch.dictionaries().lookup(7)));
            assertEquals(schema(encoded(indexBits)), batch.schema());
            assertTrue(TablePrinter.DEFAULT.format(batch).contains("Zürich"));
        }
    }

    @Test
    void manyTextsOfManyLengthsAreToldApart() {
        Random random = new Random(42);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String text = Integer.toString(random.nextInt(5_000), 2);
            texts.add(random.nextInt(10) == 0 ? null : "x".repeat(i % 20) + text);
        }
        try (ColumnarBatch batch = read(keys(20_000), schema(encoded(32)), reply(texts))) {
            assertEquals(texts, decoded(batch.vector("bin"), batch.dictionaries().lookup(7)));
            List<String> values = values(batch);
            assertEquals(texts.stream().filter(text -> text != null).distinct().toList(), values);
        }
    }

    @Test
    void columnsWithoutATextHaveAnEmptyDictionary() {
        List<String> missing = new ArrayList<>();
        missing.add(null);
        try (ColumnarBatch batch = read(keys(1), schema(encoded(8)), reply(missing))) {
            assertEquals(List.of(), values(batch));
            assertTrue(batch.vector("bin").isNull(0));
        }
        try (ColumnarBatch batch = read(keys(0), schema(encoded(8)), reply(List.of()))) {
            assertEquals(List.of(), values(batch));
        }
    }

    @Test
    void moreTextsThanTheIndicesCountDoNotFit() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            texts.add("text " + i);
        }
        texts.add("text 127");
        TypeMismatchException e =
                assertThrows(
                        TypeMismatchException.class,
                        () -> read(keys(131), schema(encoded(8)), reply(texts)));
        assertTrue(
                e.getMessage()
                        .contains(
                                "is one more different text than the dictionary's indices can"
                                        + " count"),
                e.getMessage());
        assertTrue(e.getMessage().contains("Dictionary<Int8, Utf8>"), e.getMessage());
        assertTrue(e.getMessage().contains("indices of more bits"), e.getMessage());
        ReadOptions lenient = onMismatch(OnMismatch.NULL);
        try (ColumnarBatch batch = read(keys(131), schema(encoded(8)), lenient, reply(texts))) {
            assertEquals(texts.subList(0, 128), values(batch));
            assertEquals(2, batch.vector("bin").getNullCount());
            assertEquals(2, batch.mismatches().get(0).nullCount());
            assertEquals(127, ((BaseIntVector) batch.vector("bin")).getValueAsLong(130));
        }
    }

    @Test
    void aBatchGoesThroughAnIpcStream() throws Exception {
        List<String> texts = List.of("x", "y", "x");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ColumnarBatch batch = read(keys(3), schema(encoded(16)), reply(texts));
                ArrowStreamWriter writer =
                        new ArrowStreamWriter(
                                batch.root(), batch.dictionaries(), Channels.newChannel(bytes))) {
            writer.writeBatch();
        }
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(bytes.toByteArray()), allocator)) {
            assertTrue(reader.loadNextBatch());
            FieldVector indices = reader.getVectorSchemaRoot().getVector("bin");
            assertEquals(texts, decoded(indices, reader.lookup(7)));
        }
    }
}
