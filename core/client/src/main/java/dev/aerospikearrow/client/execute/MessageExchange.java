package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.CallStage;
import dev.aerospikearrow.client.telemetry.CallWatch;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.function.Consumer;

/** One message to one node, and the decoder of its reply. */
final class MessageExchange extends Exchange {
    private final Call<?> call;
    private final Extent extent;
    private final Consumer<WireBuffer> request;
    private final ReplyDecoder decoder;

    /**
     * @param request appends the request's frame
     */
    MessageExchange(
            Call<?> call, Extent extent, Consumer<WireBuffer> request, ReplyDecoder decoder) {
        this.call = call;
        this.extent = extent;
        this.request = request;
        this.decoder = decoder;
    }

    ReplyDecoder decoder() {
        return decoder;
    }

    @Override
    protected void encode(WireBuffer target) {
        CallWatch watch = call.watch();
        if (watch == null) {
            encodeRequest(target);
            return;
        }
        long start = watch.clock();
        encodeRequest(target);
        watch.spent(CallStage.ENCODE, start);
    }

    /** A node that can explain what it refuses is asked to: it costs nothing else. */
    private void encodeRequest(WireBuffer target) {
        int frame = target.length();
        request.accept(target);
        Endpoint node = endpoint();
        if (node != null && node.build().explainsRefusals()) {
            target.array()[frame + FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO4] |=
                    MessageFlags.INFO4_ERROR_MESSAGES;
        }
    }

    @Override
    protected int replyType() {
        return FrameDescriptor.TYPE_MESSAGE;
    }

    @Override
    protected Extent extent() {
        return extent;
    }

    @Override
    protected boolean onFrame(byte[] bytes, int offset, int length) {
        boolean complete = decode(bytes, offset, length);
        RuntimeException takerFailure = decoder.takerFailure();
        if (!complete && takerFailure != null && extent == Extent.ENDLESS) {
            // Nobody wants the rest, and it may be long.
            throw takerFailure;
        }
        call.onFrame();
        return complete;
    }

    private boolean decode(byte[] bytes, int offset, int length) {
        CallWatch watch = call.watch();
        if (watch == null) {
            return decoder.decode(bytes, offset, length, call.block());
        }
        long start = watch.clock();
        long filled = watch.filled();
        boolean complete = decoder.decode(bytes, offset, length, call.block());
        watch.decoded(start, filled);
        return complete;
    }

    @Override
    protected void onAbandoned() {
        decoder.discard();
    }

    @Override
    protected void onComplete() {
        call.exchangeEnded(this, null);
    }

    @Override
    protected void onFailure(TransportFailure failure) {
        call.exchangeEnded(this, failure);
    }
}
