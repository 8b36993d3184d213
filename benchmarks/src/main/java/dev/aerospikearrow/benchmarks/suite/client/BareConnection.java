package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket on which bytes are sent, and replies are found the end of and otherwise not looked at.
 */
final class BareConnection implements AutoCloseable {
    /** How a reply goes. */
    enum Reply {
        /** One message. */
        SINGLE,
        /** A message for each row, with a code of its own, then an end. */
        BATCH,
        /** A message for each record, then an end; or one that says why it was refused. */
        QUERY
    }

    /** What is sent, and what comes. */
    record Request(byte[] frame, Reply reply) {}

    private static final int BUFFER_LENGTH = 1 << 20;
    private static final int HEAD_LENGTH =
            FrameDescriptor.HEADER_LENGTH + MessageDescriptor.HEADER_LENGTH;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private Reply reply = Reply.SINGLE;
    private boolean isLastFrame;
    private long bodyLeft;
    private long receivedBytes;

    BareConnection(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    long receivedBytes() {
        return receivedBytes;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Adds a request to what the next {@link #flush} sends; one that is too long goes at once. */
    void add(Request request) throws IOException {
        reply = request.reply();
        byte[] frame = request.frame();
        for (int at = 0; at < frame.length; ) {
            if (!out.hasRemaining()) {
                flush();
            }
            int part = Math.min(out.remaining(), frame.length - at);
            out.put(frame, at, part);
            at += part;
        }
    }

    void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                Thread.onSpinWait();
            }
        }
        out.clear();
    }

    /** Sends a request and waits for the end of the reply. */
    void exchange(Request request) throws IOException {
        add(request);
        flush();
        while (read() == 0) {
            Thread.onSpinWait();
        }
    }

    /**
     * Reads what there is.
     *
     * @return how many replies have ended
     */
    int read() throws IOException {
        int count = channel.read(in);
        receivedBytes += count;
        if (count < 0) {
            throw new EOFException("The node closed the connection of the bare socket.");
        }
        in.flip();
        int ended = 0;
        while (bodyLeft > 0 ? in.hasRemaining() : in.remaining() >= HEAD_LENGTH) {
            if (bodyLeft == 0) {
                beginFrame();
            }
            int part = (int) Math.min(bodyLeft, in.remaining());
            in.position(in.position() + part);
            bodyLeft -= part;
            if (bodyLeft == 0 && isLastFrame) {
                ended++;
            }
        }
        in.compact();
        return ended;
    }

    /** The end of a batch, and of a query that is not a short one, is a frame of its own. */
    private void beginFrame() throws IOException {
        bodyLeft = FrameDescriptor.bodyLength(in.getLong());
        int message = in.position();
        int info3 = in.get(message + MessageDescriptor.INFO3);
        int code = in.get(message + MessageDescriptor.RESULT_CODE) & 0xff;
        boolean isLast = (info3 & MessageFlags.INFO3_LAST) != 0;
        isLastFrame = reply == Reply.SINGLE || isLast;
        boolean isOfPartition = (info3 & MessageFlags.INFO3_PARTITION_DONE) != 0;
        if (code != 0 && (isLastFrame || reply == Reply.QUERY && !isOfPartition)) {
            throw new IOException("The node answered the bare socket with code " + code + ".");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is not used any more.
        }
    }
}
