package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.client.login.LoginDialog;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The login of a connection, before anything else is sent on it. */
final class ConnectionLogin {
    /** No token is as long as that. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final LoginDialog dialog;
    private @Nullable ByteBuffer outgoing;
    private byte[] incoming = new byte[256];
    private int length;

    ConnectionLogin(LoginDialog dialog) {
        this.dialog = dialog;
    }

    LoginDialog dialog() {
        return dialog;
    }

    /** Whether a part of a request could not be written. */
    boolean hasUnsent() {
        return outgoing != null && outgoing.hasRemaining();
    }

    /**
     * Goes as far as is possible without waiting; tells whether the connection is logged in.
     *
     * @throws dev.aerospikearrow.client.login.LoginRefusedException if it never will be
     * @throws MalformedReplyException if the answer breaks the format
     */
    boolean advance(ByteChannel stream, long nowNanos) throws IOException {
        while (true) {
            ByteBuffer request = outgoing;
            if (request == null) {
                request = ByteBuffer.wrap(dialog.request(nowNanos));
                outgoing = request;
            }
            while (request.hasRemaining()) {
                if (stream.write(request) == 0) {
                    return false;
                }
            }
            // It may have had a password.
            Arrays.fill(request.array(), (byte) 0);
            if (!hasAnswer(stream)) {
                return false;
            }
            int bodyLength = length - FrameDescriptor.HEADER_LENGTH;
            boolean isDone =
                    dialog.take(incoming, FrameDescriptor.HEADER_LENGTH, bodyLength, nowNanos);
            if (isDone) {
                return true;
            }
            length = 0;
            outgoing = null;
        }
    }

    private boolean hasAnswer(ByteChannel stream) throws IOException {
        int wanted = wantedLength();
        while (length < wanted) {
            if (wanted > incoming.length) {
                incoming = Arrays.copyOf(incoming, wanted);
            }
            // No more than the answer: what follows it is not for here.
            int count = stream.read(ByteBuffer.wrap(incoming, length, wanted - length));
            if (count < 0) {
                throw new EOFException();
            }
            if (count == 0) {
                return false;
            }
            length += count;
            wanted = wantedLength();
        }
        return true;
    }

    private int wantedLength() {
        if (length < FrameDescriptor.HEADER_LENGTH) {
            return FrameDescriptor.HEADER_LENGTH;
        }
        long header = Bytes.getLong(incoming, 0);
        if (FrameDescriptor.version(header) != FrameDescriptor.VERSION
                || FrameDescriptor.type(header) != FrameDescriptor.TYPE_ADMIN
                || FrameDescriptor.bodyLength(header) > LONGEST_ANSWER) {
            throw new MalformedReplyException(
                    "an answer to a login expected, found a frame that begins with "
                            + Long.toHexString(header),
                    0);
        }
        return FrameDescriptor.HEADER_LENGTH + (int) FrameDescriptor.bodyLength(header);
    }
}
