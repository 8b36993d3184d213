package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.ClientListener.ConnectionChange;
import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.client.ClientStatistics.Connections;
import dev.aerospikearrow.client.ClientStatistics.NodeTraffic;
import dev.aerospikearrow.client.ClientStatistics.Requests;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counts of what goes on with one node. Thread-safe. */
public final class NodeMeter {
    private static final class RequestMeter {
        final LatencyRecorder latency = new LatencyRecorder();
        final NamedCounts results = new NamedCounts();
    }

    private final @Nullable Telemetry telemetry;
    private final String nodeId;
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final AtomicReferenceArray<@Nullable RequestMeter> requests =
            new AtomicReferenceArray<>(CallKind.ALL.size());

    /** One whose counts nobody asks for: of an address that is no node yet. */
    public NodeMeter() {
        this(null, "");
    }

    NodeMeter(@Nullable Telemetry telemetry, String nodeId) {
        this.telemetry = telemetry;
        this.nodeId = nodeId;
    }

    /** Which node; empty for an address that is none yet. */
    public String nodeId() {
        return nodeId;
    }

    /** Bytes were written to a connection. */
    public void sent(int count) {
        bytesSent.add(count);
    }

    /** Bytes were read from a connection. */
    public void received(int count) {
        bytesReceived.add(count);
    }

    /** A connection is used from now on. */
    public void busy() {
        busy.increment();
    }

    /** A connection is no longer used. */
    public void idle() {
        busy.decrement();
    }

    /** A connection was made, in so much time. */
    public void opened(InetSocketAddress address, long nanos) {
        opened.increment();
        tell(address, ConnectionChange.Kind.OPENED, nanos, "");
    }

    /** A connection could not be made. */
    public void failed(InetSocketAddress address, long nanos, String reason) {
        failed.increment();
        tell(address, ConnectionChange.Kind.FAILED, nanos, reason);
    }

    /** A connection was closed after so much time. */
    public void closed(InetSocketAddress address, long nanos, String reason) {
        closed.increment();
        tell(address, ConnectionChange.Kind.CLOSED, nanos, reason);
    }

    private void tell(
            InetSocketAddress address, ConnectionChange.Kind kind, long nanos, String reason) {
        Telemetry told = telemetry;
        if (told != null) {
            told.connectionChanged(new ConnectionChange(nodeId, address, kind, nanos, reason));
        }
    }

    /** What is known of the node has changed. */
    public void nodeChanged(InetSocketAddress address, NodeChange.Kind kind, String reason) {
        Telemetry told = telemetry;
        if (told != null) {
            told.nodeChanged(new NodeChange(nodeId, address, kind, reason));
        }
    }

    /**
     * A request was answered.
     *
     * @param result {@link OutcomeName#OK} if there is nothing else to say
     */
    public void answered(CallKind kind, long nanos, String result) {
        RequestMeter meter = meter(kind);
        meter.latency.record(nanos);
        if (!result.equals(OutcomeName.OK)) {
            meter.results.increment(result);
        }
    }

    /** A request will not be answered. */
    public void unanswered(CallKind kind, String what) {
        meter(kind).results.increment(what);
    }

    private RequestMeter meter(CallKind kind) {
        RequestMeter meter = requests.get(kind.ordinal());
        if (meter == null) {
            requests.compareAndSet(kind.ordinal(), null, new RequestMeter());
            return meter(kind);
        }
        return meter;
    }

    NodeTraffic snapshot(String address, int open, int waiting) {
        Map<String, Requests> byKind = new TreeMap<>();
        for (CallKind kind : CallKind.ALL) {
            RequestMeter meter = requests.get(kind.ordinal());
            if (meter != null) {
                byKind.put(
                        kind.label(),
                        new Requests(meter.results.snapshot(), meter.latency.snapshot()));
            }
        }
        return new NodeTraffic(
                address,
                new Connections(
                        open, busy.intValue(), waiting, opened.sum(), closed.sum(), failed.sum()),
                bytesSent.sum(),
                bytesReceived.sum(),
                byKind);
    }
}
