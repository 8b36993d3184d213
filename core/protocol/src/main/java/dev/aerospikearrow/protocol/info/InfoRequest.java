package dev.aerospikearrow.protocol.info;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some info commands in one frame, each ended by a newline (docs/docs/internals/wire.md, section
 * 6). Immutable.
 *
 * @param commands the commands in their order; at least one
 */
public record InfoRequest(List<InfoCommand> commands) {

    /** Refuses an empty list, which the wire gives a deprecated meaning. */
    public InfoRequest {
        commands = List.copyOf(commands);
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("An info request has at least one command.");
        }
    }

    /** A request of commands given as text. */
    public static InfoRequest of(String... commands) {
        return new InfoRequest(Arrays.stream(commands).map(InfoCommand::of).toList());
    }

    /** Appends the request's frame. */
    public void encode(WireBuffer target) {
        int frame = target.reserve(FrameDescriptor.HEADER_LENGTH);
        for (InfoCommand command : commands) {
            target.putBytes(Bytes.utf8(command.text()));
            target.putByte('\n');
        }
        long bodyLength = target.length() - frame - FrameDescriptor.HEADER_LENGTH;
        target.setLong(frame, FrameDescriptor.header(FrameDescriptor.TYPE_INFO, bodyLength));
    }

    /** The request's frame. */
    public byte[] toFrame() {
        WireBuffer target = new WireBuffer();
        encode(target);
        return target.toByteArray();
    }

    /**
     * The commands in a request's body. A last line without newline is no command, and neither is
     * an empty line.
     *
     * @param frame holds the body
     * @param offset where the body starts
     * @param length how many bytes it has
     */
    public static List<InfoCommand> decode(byte[] frame, int offset, int length) {
        List<InfoCommand> commands = new ArrayList<>();
        int lineStart = offset;
        for (int i = offset; i < offset + length; i++) {
            if (frame[i] == '\n') {
                if (i > lineStart) {
                    commands.add(InfoCommand.parse(Bytes.getUtf8(frame, lineStart, i - lineStart)));
                }
                lineStart = i + 1;
            }
        }
        return commands;
    }
}
