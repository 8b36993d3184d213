package dev.aerospikearrow.protocol.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows with operations of their own, byte for byte. */
class RowBodiesTest {
    private static final RowTemplate TEMPLATE =
            RowTemplate.ofWrites(
                    "ns",
                    "s",
                    RecordCommand.write(WriteMode.CREATE, List.of())
                            .withTtl(7)
                            .withGeneration(GenerationCheck.EQUAL, 0));

    private static final String FIELDS =
            "00000003"
                    + "00"
                    + "6e73" // namespace
                    + "00000002"
                    + "01"
                    + "73"; // set

    private static final String OPERATION =
            "0000000d" + "02" + "01" + "00" + "01" + "61" + "0000000000000005";

    private static byte[] body(RowBodies bodies, int index) {
        byte[] bytes = new byte[bodies.length(index)];
        bodies.copyTo(index, bytes, 0);
        return bytes;
    }

    @Test
    void aBodyIsItsTemplateWithWhatItsRowSays() {
        RowBodies.Builder builder = RowBodies.builder(1, new WireBuffer());
        builder.begin(TEMPLATE);
        builder.setGeneration(258);
        builder.setTtl(1000);
        builder.userKey(3, new byte[] {'x', 'k', 'e', 'y', 'x'}, 1, 3);
        MessageEncoder.appendOperation(builder.target(), Operation.put("a", 5));
        builder.end(1);
        builder.begin(TEMPLATE);
        builder.discard();
        builder.begin(TEMPLATE);
        builder.ignoreGeneration();
        MessageEncoder.appendOperation(builder.target(), Operation.put("a", 5));
        MessageEncoder.appendOperation(builder.target(), Operation.put("a", 5));
        builder.end(2);
        RowBodies bodies = builder.build();

        assertEquals(2, bodies.count());
        assertEquals(
                "0e" // info, generation and ttl follow
                        + "00"
                        + "25"
                        + "00" // write, generation equal, create only
                        + "0102" // generation
                        + "000003e8" // ttl
                        + "0003"
                        + "0001" // fields, operations
                        + FIELDS
                        + "00000005"
                        + "02"
                        + "03"
                        + "6b6579" // user key
                        + OPERATION,
                Bytes.hex(body(bodies, 0)));
        assertEquals(
                "0e"
                        + "00"
                        + "21"
                        + "00" // write, create only
                        + "0000"
                        + "00000007"
                        + "0002"
                        + "0002"
                        + FIELDS
                        + OPERATION
                        + OPERATION,
                Bytes.hex(body(bodies, 1)));
        assertEquals(bodies.length(1), bodies.slice(1, 2).length(0));
        assertEquals(Bytes.hex(body(bodies, 1)), Bytes.hex(body(bodies.slice(1, 2), 0)));
    }

    @Test
    void rowsWithBodiesAreIndexDigestAndBody() {
        RowBodies.Builder builder = RowBodies.builder(0, new WireBuffer());
        for (int i = 0; i < 2; i++) {
            builder.begin(TEMPLATE);
            MessageEncoder.appendOperation(builder.target(), Operation.put("a", 5));
            builder.end(1);
        }
        RowBodies bodies = builder.build();
        byte[] digests = new byte[40];
        digests[20] = (byte) 0xD1;
        WireBuffer target = new WireBuffer();
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(0, BatchEncoder.DEFAULT_FLAGS);
        int start = target.length();
        encoder.row(9, digests, 20, bodies, 0);
        encoder.row(10, digests, 0, bodies, 1);
        String body = Bytes.hex(body(bodies, 0));
        assertEquals(
                "00000009" + "d1" + "00".repeat(19) + body + "0000000a" + "00".repeat(20) + body,
                Bytes.hex(target.toByteArray()).substring(start * 2));
        encoder.end();
        assertEquals(2, encoder.rowCount());
    }

    @Test
    void onlyWritesWithoutOperationsAreTemplatesOfBodies() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RowTemplate.ofWrites("ns", "s", RecordCommand.readAll()));
        assertThrows(
                IllegalArgumentException.class,
                () -> RowTemplate.ofWrites("ns", "s", RecordCommand.touch()));
    }

    @Test
    void aFourthByteOfInfoStandsBehindTheThirdOfEachRowThatDoesNotRepeat() {
        RowTemplate read = RowTemplate.of("ns", "s", RecordCommand.read("a"));
        RowBodies.Builder builder = RowBodies.builder(1, new WireBuffer());
        builder.begin(TEMPLATE);
        builder.end(0);
        WireBuffer target = new WireBuffer();
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(0, BatchEncoder.DEFAULT_FLAGS);
        encoder.rowInfo4(0x40);
        byte[] digest = new byte[20];
        encoder.row(0, digest, 0, read);
        encoder.row(1, digest, 0, read);
        encoder.row(2, digest, 0, builder.build(), 0);
        encoder.end();

        String zeros = "00".repeat(20);
        String rows = Bytes.hex(target.toByteArray()).substring(2 * (8 + 22 + 5 + 5));
        assertEquals(
                "00000000"
                        + zeros
                        + "1a" // info, ttl and info 4 follow
                        + "01"
                        + "00"
                        + "00"
                        + "40"
                        + "00000000"
                        + "0002"
                        + "0001"
                        + FIELDS
                        + "00000005"
                        + "01"
                        + "00"
                        + "00"
                        + "01"
                        + "61"
                        + "00000001"
                        + zeros
                        + "01" // repeats
                        + "00000002"
                        + zeros
                        + "1e" // generation, too
                        + "00"
                        + "25"
                        + "00"
                        + "40"
                        + "0000"
                        + "00000007"
                        + "0002"
                        + "0000"
                        + FIELDS,
                rows);
    }
}
