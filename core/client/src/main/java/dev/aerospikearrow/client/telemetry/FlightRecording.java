package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.ClientListener.CallBegin;
import dev.aerospikearrow.client.ClientListener.CallEnd;
import dev.aerospikearrow.client.ClientListener.CallListener;
import dev.aerospikearrow.client.ClientListener.ConnectionChange;
import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.client.ClientListener.RequestEnd;
import dev.aerospikearrow.client.ClientListener.Retry;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The events of a client in recordings of the JDK's flight recorder, which cost next to nothing
 * while there is no recording. Values of bins are not among them, and user keys as messages have
 * them.
 */
final class FlightRecording {
    private FlightRecording() {}

    /** None if the JDK was made without the recorder. */
    static @Nullable FlightRecording ifAvailable() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new FlightRecording() : null;
    }

    /** While nobody has asked for the recorder, no event is made: the first one would start it. */
    private static boolean isStarted() {
        return FlightRecorder.isInitialized();
    }

    /** Whether a recording wants events of each call. */
    boolean isOfCalls() {
        return isStarted()
                && (new FlightEvents.Call().isEnabled()
                        || new FlightEvents.Request().isEnabled()
                        || new FlightEvents.Retry().isEnabled());
    }

    CallListener begin(CallBegin begin) {
        return new RecordedCall(begin);
    }

    void note(ConnectionChange change) {
        if (!isStarted()) {
            return;
        }
        FlightEvents.Connection event = new FlightEvents.Connection();
        if (event.shouldCommit()) {
            event.node = change.nodeId();
            event.address = text(change.address());
            event.change = change.kind().name();
            event.took = change.nanos();
            event.reason = change.reason();
            event.commit();
        }
    }

    void note(NodeChange change) {
        if (!isStarted()) {
            return;
        }
        FlightEvents.Node event = new FlightEvents.Node();
        if (event.shouldCommit()) {
            event.node = change.nodeId();
            event.address = text(change.address());
            event.change = change.kind().name();
            event.reason = change.reason();
            event.commit();
        }
    }

    void tend(Runnable round, Supplier<Integer> nodeCount) {
        if (!isStarted()) {
            round.run();
            return;
        }
        FlightEvents.Tend event = new FlightEvents.Tend();
        event.begin();
        round.run();
        event.end();
        if (event.shouldCommit()) {
            event.nodes = nodeCount.get();
            event.commit();
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static final class RecordedCall implements CallListener {
        private final CallBegin begin;
        private final FlightEvents.Call event = new FlightEvents.Call();
        private final Map<Integer, FlightEvents.Request> requests = new HashMap<>(4);

        RecordedCall(CallBegin begin) {
            this.begin = begin;
            event.begin();
        }

        @Override
        public void onRequestBegin(int number) {
            FlightEvents.Request request = new FlightEvents.Request();
            request.begin();
            requests.put(number, request);
        }

        @Override
        public void onRequestEnd(RequestEnd end) {
            FlightEvents.Request request = requests.remove(end.number());
            if (request == null) {
                return;
            }
            request.end();
            if (request.shouldCommit()) {
                request.operation = begin.operation();
                request.node = end.nodeId();
                request.address = text(end.address());
                request.attempt = end.attempt();
                request.result = end.result();
                request.commit();
            }
        }

        @Override
        public void onRetry(Retry retry) {
            FlightEvents.Retry again = new FlightEvents.Retry();
            if (again.shouldCommit()) {
                again.operation = begin.operation();
                again.attempt = retry.attempt();
                again.reason = retry.reason();
                again.commit();
            }
        }

        @Override
        public void onEnd(CallEnd end) {
            event.end();
            if (event.shouldCommit()) {
                event.operation = begin.operation();
                event.namespace = begin.set().map(SetName::namespace).orElse("");
                event.set = begin.set().map(SetName::name).orElse("");
                event.rows = begin.rowCount();
                event.key = begin.key().map(Key::toString).orElse("");
                event.attempts = end.attempts();
                event.errorType = end.errorType().orElse("");
                event.stages = end.stageNanos().isEmpty() ? "" : end.stageNanos().toString();
                event.commit();
            }
        }
    }
}
