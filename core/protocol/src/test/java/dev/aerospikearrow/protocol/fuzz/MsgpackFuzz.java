package dev.aerospikearrow.protocol.fuzz;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.golden.Recording.Exchange;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The reader of lists and maps under a fuzzer. Whatever the bytes are, it throws {@link
 * MalformedReplyException} with an offset inside of the value, or nothing; it does not look at what
 * lies around the value; stepping over a value ends where reading it does; and what was read is the
 * same after it is written and read again.
 */
public final class MsgpackFuzz {
    private static final int GUARD = 11;

    private MsgpackFuzz() {}

    /** What the fuzzer calls with every input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Outcome outcome = read(input, (byte) 0x01);
        Outcome elsewhere = read(input, (byte) 0xC7);
        if (!outcome.fault.equals(elsewhere.fault)
                || !Arrays.equals(outcome.written, elsewhere.written)) {
            throw new AssertionError("what lies around the value counts: " + outcome.fault);
        }
        if (outcome.fault.isEmpty()) {
            Outcome again = read(outcome.written, (byte) 0x01);
            if (!Arrays.equals(again.written, outcome.written)) {
                throw new AssertionError("not the same after it was written: " + again.fault);
            }
        }
    }

    /**
     * What became of a value.
     *
     * @param written the value that was read, as we write it
     * @param fault empty if there is none
     */
    private record Outcome(byte[] written, String fault) {}

    private static Outcome read(byte[] input, byte filler) {
        byte[] bytes = new byte[GUARD + input.length + GUARD];
        Arrays.fill(bytes, filler);
        System.arraycopy(input, 0, bytes, GUARD, input.length);
        MsgpackReader stepping = new MsgpackReader().reset(bytes, GUARD, input.length);
        String steppingFault = "";
        try {
            stepping.skip();
        } catch (MalformedReplyException e) {
            steppingFault = fault(e, input.length);
        }
        MsgpackReader reading = new MsgpackReader().reset(bytes, GUARD, input.length);
        Object value;
        try {
            value = reading.readValue();
        } catch (MalformedReplyException e) {
            String fault = fault(e, input.length);
            if (steppingFault.isEmpty() && !fault.contains("nested deeper")) {
                throw new AssertionError("stepped over, but cannot be read", e);
            }
            return new Outcome(new byte[0], fault);
        }
        if (!steppingFault.isEmpty() || stepping.position() != reading.position()) {
            throw new AssertionError(
                    "read up to "
                            + reading.position()
                            + ", stepped over up to "
                            + stepping.position()
                            + ": "
                            + steppingFault);
        }
        WireBuffer written = new WireBuffer();
        new MsgpackWriter(written).writeValue(value);
        return new Outcome(written.toByteArray(), "");
    }

    private static String fault(MalformedReplyException e, int length) {
        if (e.offset() < GUARD || e.offset() > GUARD + length) {
            throw new AssertionError("an offset outside of the value", e);
        }
        return Objects.requireNonNull(e.getMessage());
    }

    /** What the fuzzer begins with: the lists and maps of recorded replies. */
    public static Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (String recording : List.of("get-all-bins", "operate", "put-special-doubles")) {
            List<Exchange> exchanges = Recording.load(recording).exchanges();
            byte[] frame = exchanges.get(exchanges.size() - 1).response();
            ReplyDecoder decoder =
                    ReplyDecoder.single(
                            BinNames.discovered(),
                            block -> addContainers(block, recording + "-", seeds));
            decoder.decode(frame, 0, frame.length, new RecordBlock());
        }
        WireBuffer nested = new WireBuffer();
        MsgpackWriter writer = new MsgpackWriter(nested);
        for (int depth = 0; depth < MsgpackWriter.MAX_DEPTH; depth++) {
            writer.writeArrayHeader(1);
        }
        writer.writeLong(1);
        seeds.put("nested", nested.toByteArray());
        return seeds;
    }

    private static void addContainers(RecordBlock block, String name, Map<String, byte[]> seeds) {
        for (int column = 0; column < block.width(); column++) {
            long cell = block.cell(column, 0);
            int type = RecordBlock.particleType(cell);
            if (type == ParticleType.LIST || type == ParticleType.MAP) {
                int offset = RecordBlock.offset(cell);
                seeds.put(
                        name + column,
                        Arrays.copyOfRange(
                                block.frame(), offset, offset + RecordBlock.length(cell)));
            }
        }
    }
}
