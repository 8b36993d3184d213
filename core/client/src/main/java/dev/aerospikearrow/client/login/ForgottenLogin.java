package dev.aerospikearrow.client.login;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;

/** The way a node says, to whatever it is asked, that a connection is not logged in. */
public final class ForgottenLogin {
    private static final byte[] INFO_ERROR =
            Bytes.utf8("ERROR:" + ResultCode.NOT_AUTHENTICATED.code());

    /** Where an admin message has its result code. */
    private static final int ADMIN_RESULT_CODE = 1;

    private ForgottenLogin() {}

    /** Whether the first frame of a reply says that, so that nothing has been carried out. */
    public static boolean isToldBy(byte[] bytes, int offset, int length) {
        int type = FrameDescriptor.type(Bytes.getLong(bytes, offset));
        int body = offset + FrameDescriptor.HEADER_LENGTH;
        int bodyLength = length - FrameDescriptor.HEADER_LENGTH;
        return switch (type) {
            case FrameDescriptor.TYPE_MESSAGE ->
                    bodyLength >= MessageDescriptor.HEADER_LENGTH
                            && isCode(bytes[body + MessageDescriptor.RESULT_CODE] & 0xFF);
            case FrameDescriptor.TYPE_ADMIN ->
                    bodyLength > ADMIN_RESULT_CODE
                            && isCode(bytes[body + ADMIN_RESULT_CODE] & 0xFF);
            case FrameDescriptor.TYPE_INFO -> isInfoError(bytes, body, bodyLength);
            default -> false;
        };
    }

    private static boolean isCode(int code) {
        return code == ResultCode.NOT_AUTHENTICATED.code()
                || code == ResultCode.EXPIRED_SESSION.code();
    }

    private static boolean isInfoError(byte[] bytes, int body, int bodyLength) {
        if (bodyLength < INFO_ERROR.length) {
            return false;
        }
        for (int i = 0; i < INFO_ERROR.length; i++) {
            if (bytes[body + i] != INFO_ERROR[i]) {
                return false;
            }
        }
        return true;
    }
}
