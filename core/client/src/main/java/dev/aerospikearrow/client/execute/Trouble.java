package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.ClusterUnavailableException;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.LoginException;
import dev.aerospikearrow.client.ReplyTooLargeException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.login.LoginRefusedException;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.protocol.message.ErrorDetails;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The trouble that an attempt met instead of a result, and how a call that gives up tells it. */
sealed interface Trouble {
    /** Whether another attempt would meet the same, and what came of this one is unusable. */
    boolean isFinal();

    /**
     * The failure that the caller gets.
     *
     * @param inDoubt whether something may have been carried out that was not answered
     */
    Throwable asFailure(CallText text, boolean inDoubt);

    /** A node's answer that may be another one soon. */
    record Refusal(int resultCode, ErrorDetails details, @Nullable Endpoint from)
            implements Trouble {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public Throwable asFailure(CallText text, boolean inDoubt) {
            return new ServerException(
                    text.summary(),
                    resultCode,
                    String.valueOf(from),
                    text.key(),
                    inDoubt,
                    "",
                    details.subcode(),
                    details.message());
        }
    }

    /**
     * Nobody to ask.
     *
     * @param reasons what is known of why, a sentence each
     */
    record NoNode(List<String> reasons) implements Trouble {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public Throwable asFailure(CallText text, boolean inDoubt) {
            return new ClusterUnavailableException(
                    text.tell(
                            ": no node of the cluster answers at the moment",
                            reasons.stream().map(" "::concat).collect(Collectors.joining())
                                    + " The client keeps looking for them."),
                    null,
                    inDoubt);
        }
    }

    /** No answer. */
    record NoReply(TransportFailure failure) implements Trouble {
        @Override
        public boolean isFinal() {
            return failure.kind().isFinal();
        }

        @Override
        public Throwable asFailure(CallText text, boolean inDoubt) {
            Throwable cause = failure.cause();
            String node = ": node " + failure.endpoint() + " " + failure.what();
            return switch (failure.kind()) {
                case NOT_CONNECTED, LEFT_ALONE, DISCONNECTED ->
                        new ConnectionException(text.tell(node, ""), cause, inDoubt);
                case LOGIN_REFUSED ->
                        new LoginException(
                                text.tell(node, ""),
                                cause instanceof LoginRefusedException refused
                                        ? refused.resultCode()
                                        : 0,
                                cause,
                                inDoubt);
                case SILENT ->
                        new RequestTimeoutException(
                                text.tell(node, "") + " Raise socketTimeout if that is too short.",
                                cause,
                                inDoubt);
                case MALFORMED_REPLY ->
                        new BrokenReplyException(
                                text.tell(node, "") + " The connection is closed.", cause, inDoubt);
                case REPLY_TOO_LARGE ->
                        new ReplyTooLargeException(
                                text.tell(node, "")
                                        + " Ask for fewer or smaller records at once, or raise the"
                                        + " client's frameLimit.",
                                inDoubt);
                // What is thrown here, where nobody else is to blame, goes through as it is.
                case LOCAL ->
                        cause != null && !inDoubt
                                ? cause
                                : new AerospikeException(text.tell(node, ""), cause, inDoubt);
            };
        }
    }
}
