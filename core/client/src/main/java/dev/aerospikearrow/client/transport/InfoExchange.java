package dev.aerospikearrow.client.transport;

import dev.aerospikearrow.protocol.info.InfoRequest;
import dev.aerospikearrow.protocol.info.InfoResponse;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/** Some info commands and their answers. */
public abstract class InfoExchange extends Exchange {
    private final InfoRequest request;
    private @Nullable InfoResponse response;

    /** An exchange of these commands. */
    protected InfoExchange(InfoRequest request) {
        this.request = request;
    }

    /** The answers, once they are there. */
    public final @Nullable InfoResponse response() {
        return response;
    }

    @Override
    protected final void encode(WireBuffer target) {
        request.encode(target);
    }

    @Override
    protected final int replyType() {
        return FrameDescriptor.TYPE_INFO;
    }

    @Override
    protected final Extent extent() {
        return Extent.SHORT;
    }

    @Override
    protected final boolean onFrame(byte[] bytes, int offset, int length) {
        response =
                InfoResponse.decode(
                        request,
                        bytes,
                        offset + FrameDescriptor.HEADER_LENGTH,
                        length - FrameDescriptor.HEADER_LENGTH);
        return true;
    }
}
