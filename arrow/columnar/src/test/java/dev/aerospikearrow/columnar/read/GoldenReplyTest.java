package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Answers of a real server, recorded, become columns. */
class GoldenReplyTest extends DecodingTest {
    private static final ArrowType FLOAT64 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    @Test
    void missingKeysAndMissingBinsAreToldApart() throws IOException {
        Schema schema =
                schema(
                        field("temperature", FLOAT64),
                        field("humidity", INT64),
                        field("name", UTF8),
                        field("__result_code", new ArrowType.Int(16, true)));
        List<byte[]> frames = recorded("batch-read-bins");
        try (ColumnarBatch batch = read(keys(12), schema, ReadOptions.DEFAULT, frames)) {
            assertEquals(new ColumnarBatch.RowCounts(10, 2, 0, 0, 0), batch.counts());
            for (int row = 0; row < 12; row++) {
                boolean missing = row == 4 || row == 9;
                assertEquals(
                        missing ? null : 20.0 + row / 2.0,
                        batch.vector("temperature").getObject(row));
                assertEquals(missing ? null : 40L + row, batch.vector("humidity").getObject(row));
                boolean named = !missing && row % 3 != 0;
                assertEquals(
                        named ? "sensor-" + row : "null",
                        String.valueOf(batch.vector("name").getObject(row)));
                assertEquals(
                        (short) (missing ? 2 : 0), batch.vector("__result_code").getObject(row));
            }
        }
    }

    @Test
    void everyTypeOfValueBecomesAColumn() throws IOException {
        Schema schema =
                schema(
                        field("int", INT64),
                        field("min", INT64),
                        field("dbl", FLOAT64),
                        field("str", UTF8),
                        field("empty", UTF8),
                        field("blob", ArrowType.Binary.INSTANCE),
                        field("eblob", ArrowType.Binary.INSTANCE),
                        field("bool", ArrowType.Bool.INSTANCE),
                        field("geo", UTF8),
                        field("nan", FLOAT64),
                        field("nzero", FLOAT64),
                        field("list", ArrowType.List.INSTANCE, field("item", INT64)),
                        field(
                                "map",
                                ArrowType.Struct.INSTANCE,
                                field("str", UTF8),
                                field("int", INT64),
                                field("nil", INT64),
                                field("list", ArrowType.List.INSTANCE, field("item", INT64))));
        ReadOptions options = ReadOptions.builder().onMismatch("list", OnMismatch.NULL).build();
        List<byte[]> frames = recorded("batch-read-all-types");
        try (ColumnarBatch batch = read(keys(3), schema, options, frames)) {
            assertEquals(1, batch.counts().missing());
            assertEquals(42L, VectorValues.at(batch.vector("int"), 0));
            assertEquals(Long.MIN_VALUE, VectorValues.at(batch.vector("min"), 0));
            assertEquals(Math.PI, VectorValues.at(batch.vector("dbl"), 0));
            assertEquals("Grüße, 世界 🚀", VectorValues.at(batch.vector("str"), 0));
            assertEquals("", VectorValues.at(batch.vector("empty"), 0));
            assertEquals("000102ff", VectorValues.at(batch.vector("blob"), 0));
            assertEquals("", VectorValues.at(batch.vector("eblob"), 0));
            assertEquals(true, VectorValues.at(batch.vector("bool"), 0));
            assertEquals(
                    "{\"type\":\"Point\",\"coordinates\":[-122.1,37.4]}",
                    VectorValues.at(batch.vector("geo"), 0));
            assertEquals(Double.NaN, VectorValues.at(batch.vector("nan"), 2));
            assertEquals(-0.0, VectorValues.at(batch.vector("nzero"), 2));
            assertEquals(
                    nullable(
                            1L,
                            -1L,
                            127L,
                            128L,
                            255L,
                            256L,
                            65535L,
                            65536L,
                            4294967296L,
                            Long.MIN_VALUE,
                            Long.MAX_VALUE,
                            null,
                            null,
                            1L,
                            0L,
                            null,
                            null,
                            null),
                    VectorValues.at(batch.vector("list"), 0));
            assertEquals(5, batch.mismatches().get(11).nullCount());
            assertTrue(
                    batch.mismatches().get(11).first().orElseThrow().path().equals("[11]"),
                    "the first offender is the double in the list");
            assertEquals(
                    "{str=héllo ✓, int=7, nil=null, list=[1, 2, 3]}",
                    String.valueOf(VectorValues.at(batch.vector("map"), 0)));
        }
    }

    /** The frames of a recorded answer. */
    private static List<byte[]> recorded(String name) throws IOException {
        byte[] bytes;
        try (InputStream in =
                GoldenReplyTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            bytes =
                    HexFormat.of()
                            .parseHex(
                                    text.lines()
                                            .filter(line -> !line.startsWith("#"))
                                            .collect(Collectors.joining()));
        }
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length =
                    FrameDescriptor.HEADER_LENGTH
                            + (int) FrameDescriptor.bodyLength(Bytes.getLong(bytes, at));
            frames.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        return frames;
    }
}
