package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A listener to what a client does, for metrics, traces and the like. It is set in {@link
 * ClientConfig.Builder#listener}; without one, nothing is made for it.
 *
 * <p>Methods are called by the threads that do the work: they must be thread-safe, short, and not
 * wait. What they throw is logged and does not disturb the call. They get no values of bins.
 */
public interface ClientListener {
    /**
     * A client is made, and will connect next. A listener is for one client; for several, give each
     * its own.
     *
     * @param statistics its statistics, for whoever asks for them regularly: those of the last
     *     tenth of a second are the same
     */
    default void onOpen(Supplier<ClientStatistics> statistics) {}

    /** The client is closed, or could not connect. */
    default void onClose() {}

    /**
     * A call begins, in the thread that makes it.
     *
     * @return who hears how it goes on; empty for nobody
     */
    default Optional<CallListener> onCall(CallBegin call) {
        return Optional.empty();
    }

    /** A connection to a node was made or closed, or could not be made. */
    default void onConnection(ConnectionChange change) {}

    /** A node has joined or left, is in doubt, or is so no longer. */
    default void onNode(NodeChange change) {}

    /** A listener to one call. All of its methods are called by one thread at a time. */
    interface CallListener {
        /**
         * A request is handed over to be sent to a node.
         *
         * @param number which of the call's requests it is, from 0 on
         */
        default void onRequestBegin(int number) {}

        /** A request to a node was answered, or will not be. */
        default void onRequestEnd(RequestEnd request) {}

        /** The call is tried again. */
        default void onRetry(Retry retry) {}

        /** The call has ended: nothing else is told after that. */
        default void onEnd(CallEnd end) {}
    }

    /**
     * The beginning of a call.
     *
     * @param operation what it does: {@code get}, {@code batch_read}, {@code query}, …
     * @param set the set that it concerns, if it is one; the name is empty for a whole namespace
     * @param rowCount how many records it names; 0 for a scan or query, and for info commands
     * @param key the record, if it is one; its text tells the user key unless {@link
     *     dev.aerospikearrow.data.MessageValues values are hidden}
     */
    record CallBegin(String operation, Optional<SetName> set, int rowCount, Optional<Key> key) {
        /** What metrics and spans tell of it, by names of {@link MetricNames}. */
        public Map<String, String> attributes() {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put(MetricNames.SYSTEM_NAME, MetricNames.SYSTEM);
            attributes.put(MetricNames.NAMESPACE, set.map(SetName::namespace).orElse(""));
            attributes.put(MetricNames.COLLECTION_NAME, set.map(SetName::name).orElse(""));
            attributes.put(MetricNames.OPERATION_NAME, operation);
            return attributes;
        }
    }

    /**
     * The end of a request to a node.
     *
     * @param number which of the call's requests it is, from 0 on
     * @param nodeId which node
     * @param address where it is
     * @param attempt of the call, from 1 on
     * @param nanos how long the reply took from when the request was handed to a connection; 0 if
     *     there was none
     * @param result {@code ok}, the name of a result code, or of what happened to the connection
     */
    record RequestEnd(
            int number,
            String nodeId,
            InetSocketAddress address,
            int attempt,
            long nanos,
            String result) {}

    /**
     * Another attempt of a call.
     *
     * @param attempt the attempt that follows, from 2 on
     * @param reason what the one before met
     */
    record Retry(int attempt, String reason) {}

    /**
     * The end of a call.
     *
     * @param nanos how long it took for its caller
     * @param attempts how many it took
     * @param failure what its caller gets instead of a result
     * @param errorType the kind of the failure, for metrics: {@code Timeout}, {@code
     *     KeyNotFoundError}, {@code Connection}, …
     * @param stageNanos how long each stage took; empty if stages are not measured
     */
    record CallEnd(
            long nanos,
            int attempts,
            Optional<Throwable> failure,
            Optional<String> errorType,
            Map<CallStage, Long> stageNanos) {}

    /**
     * A connection's beginning or end.
     *
     * @param nodeId to which node
     * @param address where it is
     * @param kind what happened
     * @param nanos how long it took to be made or to fail, or how long it lived
     * @param reason why it was closed or could not be made; empty if it was made
     */
    record ConnectionChange(
            String nodeId, InetSocketAddress address, Kind kind, long nanos, String reason) {
        /** What happened to it. */
        public enum Kind {
            /** It is there, and secured if it is to be. */
            OPENED,
            /** It could not be made. */
            FAILED,
            /** It is there no longer. */
            CLOSED
        }
    }

    /**
     * A change of what is known of a node.
     *
     * @param nodeId which node
     * @param address where it is
     * @param kind what happened
     * @param reason why; may be empty
     */
    record NodeChange(String nodeId, InetSocketAddress address, Kind kind, String reason) {
        /** What happened to it. */
        public enum Kind {
            /** It was found. */
            JOINED,
            /** It is not in the cluster any more. */
            LEFT,
            /** It does not answer, but others do. */
            DOUBTED,
            /** It answers again. */
            TRUSTED,
            /** It makes too many errors: nothing is asked of it for a while. */
            LEFT_ALONE,
            /** It was left alone, and has answered. */
            ASKED_AGAIN
        }
    }
}
