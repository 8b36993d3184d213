package dev.aerospikearrow.protocol.message;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Replies that are made up, the same ones every time: a frame of records, and the end. */
public final class MadeReply {
    private static final long SEED = 20_260_101;

    private final WireBuffer frame = new WireBuffer();
    private final ReplyKind kind;
    private final Random random;

    private MadeReply(ReplyKind kind, int variety) {
        this.kind = kind;
        this.random = new Random(SEED + variety);
    }

    /**
     * Records of so many shapes, in turn or anyhow, some of them with values of any length.
     *
     * @param kind a batch or a query
     * @param variety how many shapes there are, 1 to 4 in turn or 5 at random
     */
    public static List<byte[]> frames(ReplyKind kind, int variety, int recordCount) {
        MadeReply reply = new MadeReply(kind, variety);
        reply.beginFrame();
        for (int row = 0; row < recordCount; row++) {
            reply.appendRecord(row, variety == 5 ? reply.random.nextInt(5) : row % variety);
        }
        return List.of(reply.endFrame(), reply.finalFrame());
    }

    /** Records of so many bins with names of two letters, each without a byte of value. */
    public static List<byte[]> frames(ReplyKind kind, int recordCount, int[] binCounts) {
        MadeReply reply = new MadeReply(kind, 0);
        reply.beginFrame();
        for (int row = 0; row < recordCount; row++) {
            int header = reply.appendHeader(row);
            int binCount = binCounts[row % binCounts.length];
            reply.appendFields(header, 0);
            reply.frame.setShort(header + MessageDescriptor.OPERATION_COUNT, binCount);
            for (int bin = 0; bin < binCount; bin++) {
                String name = (char) ('a' + bin / 26) + "" + (char) ('a' + bin % 26);
                reply.putBin(name, ParticleType.NULL, new byte[0]);
            }
        }
        return List.of(reply.endFrame(), reply.finalFrame());
    }

    /** Records with names that are longer than names can be, and begin alike. */
    public static List<byte[]> withLongNames(ReplyKind kind) {
        MadeReply reply = new MadeReply(kind, 0);
        reply.beginFrame();
        String longest = "n".repeat(MessageDescriptor.MAX_BIN_NAME_LENGTH);
        List<String> names = List.of(longest, longest + "a", longest + "b", longest + "ab");
        for (int row = 0; row < 2; row++) {
            int header = reply.appendHeader(row);
            reply.appendFields(header, 0);
            reply.frame.setShort(header + MessageDescriptor.OPERATION_COUNT, names.size());
            names.forEach(name -> reply.putBin(name, ParticleType.STRING, reply.random(3)));
        }
        return List.of(reply.endFrame(), reply.finalFrame());
    }

    /** A query's records with a user key, and one whose key lacks even its type: no sound reply. */
    public static List<byte[]> withEmptyKey() {
        MadeReply reply = new MadeReply(ReplyKind.QUERY, 0);
        reply.beginFrame();
        for (int keyLength : new int[] {5, 7, 0}) {
            int header = reply.appendHeader(0);
            reply.frame.setShort(header + MessageDescriptor.FIELD_COUNT, 2);
            reply.putField(FieldType.DIGEST, reply.random(20));
            byte[] key = new byte[keyLength];
            Arrays.fill(key, (byte) ParticleType.STRING);
            reply.putField(FieldType.USER_KEY, key);
            reply.frame.setShort(header + MessageDescriptor.OPERATION_COUNT, 1);
            reply.putBin("b", ParticleType.DOUBLE, reply.random(8));
        }
        return List.of(reply.endFrame(), reply.finalFrame());
    }

    /** A query's record with a digest, and then a field of this type and length. */
    public static byte[] withField(int fieldType, int length) {
        MadeReply reply = new MadeReply(ReplyKind.QUERY, 0);
        reply.beginFrame();
        int header = reply.appendHeader(0);
        reply.frame.setShort(header + MessageDescriptor.FIELD_COUNT, 2);
        reply.putField(FieldType.DIGEST, reply.random(20));
        reply.putField(fieldType, new byte[length]);
        return reply.endFrame();
    }

    private void beginFrame() {
        frame.clear();
        frame.reserve(FrameDescriptor.HEADER_LENGTH);
    }

    private byte[] endFrame() {
        int bodyLength = frame.length() - FrameDescriptor.HEADER_LENGTH;
        frame.setLong(0, FrameDescriptor.header(FrameDescriptor.TYPE_MESSAGE, bodyLength));
        return frame.toByteArray();
    }

    private byte[] finalFrame() {
        beginFrame();
        int header = frame.reserve(MessageDescriptor.HEADER_LENGTH);
        frame.setLong(header, 0);
        frame.setLong(header + 8, 0);
        frame.setLong(header + MessageDescriptor.HEADER_LENGTH - 8, 0);
        frame.setByte(header, MessageDescriptor.HEADER_LENGTH);
        frame.setByte(header + MessageDescriptor.INFO3, 1);
        return endFrame();
    }

    private int appendHeader(int row) {
        int header = frame.reserve(MessageDescriptor.HEADER_LENGTH);
        frame.setByte(header, MessageDescriptor.HEADER_LENGTH);
        frame.setInt(header + MessageDescriptor.GENERATION, random.nextInt(65_536));
        frame.setInt(header + MessageDescriptor.TTL_OR_VOID_TIME, random.nextInt());
        frame.setInt(header + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, row);
        return header;
    }

    private void appendFields(int header, int shape) {
        int fields = 0;
        if (kind == ReplyKind.QUERY) {
            fields = 2 + shape % 2;
            putField(FieldType.DIGEST, random(20));
            putField(FieldType.SET, Bytes.utf8("flights"));
            if (shape % 2 == 1) {
                byte[] key = random(shape == 3 ? 9 : 1 + random.nextInt(12));
                key[0] = (byte) (shape == 3 ? ParticleType.INTEGER : ParticleType.STRING);
                putField(FieldType.USER_KEY, key);
            }
        }
        frame.setShort(header + MessageDescriptor.FIELD_COUNT, fields);
    }

    private void appendRecord(int row, int shape) {
        int header = appendHeader(row);
        appendFields(header, shape);
        String[] bins =
                shape < 3 ? new String[] {"b", "a", "t"} : new String[] {"t", "unasked", "b"};
        for (String bin : bins) {
            boolean text = bin.equals("t") && shape != 0 || bin.equals("unasked") && shape == 4;
            putBin(
                    bin,
                    text ? ParticleType.STRING : ParticleType.DOUBLE,
                    random(text ? random.nextInt(40) : 8));
        }
        frame.setShort(header + MessageDescriptor.OPERATION_COUNT, bins.length);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void putField(int type, byte[] data) {
        frame.putInt(1 + data.length);
        frame.putByte(type);
        frame.putBytes(data);
    }

    private void putBin(String name, int type, byte[] value) {
        byte[] utf8 = Bytes.utf8(name);
        frame.putInt(MessageDescriptor.OPERATION_LENGTH_OVERHEAD + utf8.length + value.length);
        frame.putByte(1);
        frame.putByte(type);
        frame.putByte(0);
        frame.putByte(utf8.length);
        frame.putBytes(utf8);
        frame.putBytes(value);
    }
}
