package dev.aerospikearrow.client.login;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said until one connection is logged in: the token of the node's session is shown if there
 * is one, and if that is no good, or there is none, there is a login. Used by one thread.
 */
public final class LoginDialog {
    private final NodeLogin node;
    private final int generation;
    private byte @Nullable [] token;
    private byte[] hash = new byte[0];

    LoginDialog(NodeLogin node, int generation, byte @Nullable [] token) {
        this.node = node;
        this.generation = generation;
        this.token = token;
    }

    /** Of what generation the connection is. */
    public int generation() {
        return generation;
    }

    /** Whether there was a login, so that there is no fresher one. */
    public boolean isFresh() {
        return token == null;
    }

    /**
     * The frame that is to be sent.
     *
     * @throws LoginRefusedException if there is no password, or the node has refused it lately
     */
    public byte[] request(long nowNanos) {
        byte[] shown = token;
        WireBuffer frame = new WireBuffer();
        if (shown != null) {
            node.authentication(shown).encode(frame);
        } else {
            NodeLogin.Login login = node.login(nowNanos);
            hash = login.hash();
            login.message().encode(frame);
        }
        return frame.toByteArray();
    }

    /**
     * Takes the body of the answer.
     *
     * @return whether the connection can be used; if not, there is another {@link #request}
     * @throws LoginRefusedException if the node lets nobody in
     */
    public boolean take(byte[] frame, int bodyOffset, int bodyLength, long nowNanos) {
        List<AdminMessage> answers = AdminMessage.decode(frame, bodyOffset, bodyLength);
        AdminMessage answer = answers.get(0);
        byte[] shown = token;
        if (shown == null) {
            node.answered(answer, hash, nowNanos);
            return true;
        }
        if (answer.resultCode() == ResultCode.OK.code()) {
            return true;
        }
        // Whatever the reason: the login says what is really wrong, if anything is.
        node.drop(shown);
        token = null;
        return false;
    }
}
