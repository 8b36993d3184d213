package dev.aerospikearrow.server.golden;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Takes answers apart for comparison. */
public final class Replies {
    private Replies() {}

    /** The messages of each frame. */
    public static List<List<byte[]>> frames(byte[] response) {
        List<List<byte[]>> frames = new ArrayList<>();
        int at = 0;
        while (at < response.length) {
            int body = at + FrameDescriptor.HEADER_LENGTH;
            int end = body + (int) FrameDescriptor.bodyLength(Bytes.getLong(response, at));
            List<byte[]> messages = new ArrayList<>();
            while (body < end) {
                int messageEnd = messageEnd(response, body);
                messages.add(java.util.Arrays.copyOfRange(response, body, messageEnd));
                body = messageEnd;
            }
            frames.add(messages);
            at = end;
        }
        return frames;
    }

    private static int messageEnd(byte[] bytes, int message) {
        int at = message + MessageDescriptor.HEADER_LENGTH;
        int parts =
                Bytes.getUnsignedShort(bytes, message + MessageDescriptor.FIELD_COUNT)
                        + Bytes.getUnsignedShort(
                                bytes, message + MessageDescriptor.OPERATION_COUNT);
        for (int i = 0; i < parts; i++) {
            at += 4 + Bytes.getInt(bytes, at);
        }
        return at;
    }

    /** A response as text to compare: rows of a batch by their index, frames apart. */
    static String describe(byte[] response) {
        StringBuilder text = new StringBuilder();
        for (List<byte[]> frame : frames(response)) {
            text.append("frame\n");
            frame.sort(
                    Comparator.comparingInt(
                            message ->
                                    Bytes.getInt(
                                            message, MessageDescriptor.TIMEOUT_OR_BATCH_INDEX)));
            for (byte[] message : frame) {
                text.append("  ").append(HexFormat.of().formatHex(message)).append('\n');
            }
        }
        return text.toString();
    }
}
