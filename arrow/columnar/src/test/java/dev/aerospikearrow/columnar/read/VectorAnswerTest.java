package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.Test;

class VectorAnswerTest extends DecodingTest {
    private static final Schema MIXED =
            schema(
                    field("price", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                    field("count", INT64),
                    field("name", UTF8));

    @Test
    void valuesLandInTheirRowsWhateverTheOrderOfTheReply() {
        BatchReply reply =
                new BatchReply()
                        .found(2, Map.of("price", 2.5, "count", 2L, "name", "two"))
                        .found(0, Map.of("price", -0.5, "name", "zero"))
                        .failed(1, 2)
                        .found(3, Map.of("count", Long.MIN_VALUE, "name", ""));
        try (ColumnarBatch batch = read(keys(4), MIXED, reply)) {
            assertEquals(MIXED, batch.root().getSchema());
            assertEquals(nullable(-0.5, null, 2.5, null), values(batch, "price"));
            assertEquals(nullable(null, null, 2L, Long.MIN_VALUE), values(batch, "count"));
            assertEquals(
                    nullable(new Text("zero"), null, new Text("two"), new Text("")),
                    values(batch, "name"));
            assertEquals(new ColumnarBatch.RowCounts(3, 1, 0, 0, 0), batch.counts());
            assertEquals(2, batch.resultCode(1));
            assertEquals(0, batch.resultCode(3));
        }
    }

    @Test
    void rowsShuffledOverManyFramesGiveTheSameColumns() {
        int rows = 1000;
        BatchReply reply = new BatchReply().rowsPerFrame(37);
        for (int i = 0; i < rows; i++) {
            reply.found(i, Map.of("count", (long) i, "name", "row " + "x".repeat(i % 50)));
        }
        reply.shuffled(new Random(1));
        try (ColumnarBatch batch = read(keys(rows), MIXED, reply)) {
            for (int i = 0; i < rows; i++) {
                assertEquals((long) i, batch.vector("count").getObject(i));
                assertEquals(
                        "row " + "x".repeat(i % 50), batch.vector("name").getObject(i).toString());
                assertTrue(batch.vector("price").isNull(i));
            }
        }
    }

    @Test
    void aMisfitNamesRowKeyBinAndWhatToDo() {
        BatchReply reply = new BatchReply().found(1, Map.of("count", "many"));
        TypeMismatchException e =
                assertThrows(
                        TypeMismatchException.class,
                        () -> read(keys(2), MIXED, reply.failed(0, 2)).close());
        String message = String.valueOf(e.getMessage());
        assertTrue(
                message.startsWith(
                        "Bin \"count\" holds STRING \"many\" at row 1 (key test.things 1, digest "),
                message);
        assertTrue(
                message.endsWith(
                        "), but field count is Int64: the value has another type. Map it as Utf8,"
                                + " or use OnMismatch.NULL."),
                message);
        assertEquals(1, e.mismatch().row());
    }

    @Test
    void aListThatIsBrokenInsideIsFoundInItsFrameAndNamesRowKeyAndBin() {
        Schema lists =
                schema(
                        new Field(
                                "tags",
                                FieldType.nullable(new ArrowType.List()),
                                List.of(field("item", INT64))));
        byte[] cut = {(byte) 0x92, 7, (byte) 0xCD, 1};
        BatchReply reply =
                new BatchReply()
                        .found(0, Map.of("tags", List.of(1L)))
                        .foundRaw(1, "tags", ParticleType.LIST, cut);
        byte[] frame = reply.frames().get(0);

        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class, () -> read(keys(2), lists, reply).close());

        String message = String.valueOf(e.getMessage());
        assertTrue(
                message.startsWith(
                        "Malformed reply: bin \"tags\" at row 1 (key test.things 1, digest "),
                message);
        assertTrue(message.contains("a value announces 2 bytes"), message);
        assertEquals(frame.length - 1, e.offset());
    }

    @Test
    void aNumberOfAWrongLengthNamesRowKeyAndBin() {
        BatchReply reply =
                new BatchReply()
                        .found(0, Map.of("count", 1L))
                        .found(2, Map.of("count", 2L))
                        .foundRaw(1, "count", ParticleType.INTEGER, new byte[3]);

        MalformedReplyException e =
                assertThrows(
                        MalformedReplyException.class, () -> read(keys(3), MIXED, reply).close());

        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("bin \"count\" at row 1 (key test.things 1"), message);
        assertTrue(message.contains("an INTEGER of 8 bytes expected, found 3"), message);
    }
}
