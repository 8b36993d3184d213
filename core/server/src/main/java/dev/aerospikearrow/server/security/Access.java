package dev.aerospikearrow.server.security;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.wire.WireBuffer;

/** What the user of one connection may do. Used by one thread at a time. */
public interface Access {
    /** Of servers without security. */
    Access UNRESTRICTED =
            new Access() {
                @Override
                public boolean isLoggedIn() {
                    return true;
                }

                @Override
                public boolean allows(Right right, String namespace, String set) {
                    return true;
                }

                @Override
                public byte[] answer(byte[] bytes, int bodyOffset, int bodyLength) {
                    WireBuffer frame = new WireBuffer();
                    AdminMessage.answer(ResultCode.SECURITY_NOT_SUPPORTED.code()).encode(frame);
                    return frame.toByteArray();
                }
            };

    /** Whether somebody has logged in. Nobody else may do anything. */
    boolean isLoggedIn();

    /**
     * Whether a right is granted there.
     *
     * @param namespace empty for the whole cluster
     * @param set empty for the whole namespace, or for records of no set
     */
    boolean allows(Right right, String namespace, String set);

    /**
     * Carries out an admin command.
     *
     * @param bytes hold the body of its frame
     * @return the frame of the answer
     */
    byte[] answer(byte[] bytes, int bodyOffset, int bodyLength);
}
