package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.execute.AdminRequest.Kind;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.message.ErrorDetails;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An admin command to any node, which tells the others. */
final class AdminCall<T> extends Call<T> {
    /** The status that ends a list. */
    private static final int LIST_END = 50;

    private final AdminRequest<T> request;
    private @Nullable Question question;
    private @Nullable TransportFailure problem;

    AdminCall(Cluster cluster, Duration timeout, AdminRequest<T> request) {
        super(cluster, CallTimes.within(timeout));
        this.request = request;
    }

    @Override
    void sendAttempt() {
        Question next = new Question();
        question = next;
        problem = null;
        send(anyNode(), next);
    }

    @Override
    void onExchangeEnd(Exchange exchange, @Nullable TransportFailure failure) {
        problem = failure;
    }

    @Override
    void settle() {
        Question answered = question;
        if (problem != null || answered == null) {
            retry();
            return;
        }
        int code = answered.code();
        if (code == ResultCode.OK.code() || code == LIST_END) {
            succeed(request.result().apply(answered.messages));
        } else {
            throw refusal(describe(), code, ErrorDetails.NONE, answered.endpoint());
        }
    }

    @Override
    String describe() {
        return request.what();
    }

    @Override
    String neededPrivilege() {
        return "user-admin";
    }

    @Override
    boolean writes() {
        return request.kind() == Kind.CHANGE;
    }

    @Override
    boolean mayRepeat() {
        return false;
    }

    private final class Question extends Exchange {
        private final List<AdminMessage> messages = new ArrayList<>();
        private int lastCode;

        /** What the answer ended with. */
        int code() {
            return lastCode;
        }

        @Override
        protected void encode(WireBuffer target) {
            request.message().encode(target);
        }

        @Override
        protected int replyType() {
            return FrameDescriptor.TYPE_ADMIN;
        }

        @Override
        protected Extent extent() {
            return request.kind() == Kind.LIST ? Extent.LONG : Extent.SHORT;
        }

        @Override
        protected boolean onFrame(byte[] bytes, int offset, int length) {
            List<AdminMessage> frame =
                    AdminMessage.decode(
                            bytes,
                            offset + FrameDescriptor.HEADER_LENGTH,
                            length - FrameDescriptor.HEADER_LENGTH);
            for (AdminMessage message : frame) {
                lastCode = message.resultCode();
                if (lastCode != ResultCode.OK.code()) {
                    return true;
                }
                messages.add(message);
            }
            return request.kind() == Kind.CHANGE;
        }

        @Override
        protected void onComplete() {
            exchangeEnded(this, null);
        }

        @Override
        protected void onFailure(TransportFailure failure) {
            exchangeEnded(this, failure);
        }
    }
}
