package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.CallStage;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientConfig.StatisticsDetail;
import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.ClientListener.CallBegin;
import dev.aerospikearrow.client.ClientListener.CallListener;
import dev.aerospikearrow.client.ClientListener.ConnectionChange;
import dev.aerospikearrow.client.ClientListener.NodeChange;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.ClientStatistics.Calls;
import dev.aerospikearrow.client.ClientStatistics.NodeTraffic;
import dev.aerospikearrow.client.LatencyHistogram;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client counts of what it does, and whom it tells. Counts are always kept, which costs some
 * additions per call. Listeners and flight recordings are told by way of a {@link CallWatch}, which
 * is made for a call only if there is somebody. Thread-safe.
 */
public final class Telemetry {
    private static final class CallMeter {
        final LatencyRecorder latency = new LatencyRecorder();
        final NamedCounts failures = new NamedCounts();
        final LongAdder retries = new LongAdder();
    }

    /**
     * What of a node is not counted but there.
     *
     * @param open connections
     * @param waiting requests without one
     */
    public record NodeGauge(String nodeId, int open, int waiting) {}

    private final List<GuardedListener> listeners;
    private final @Nullable FlightRecording flight = FlightRecording.ifAvailable();
    private final boolean stagesMeasured;
    private volatile @Nullable RecentStatistics recent;
    private final long startNanos = System.nanoTime();
    private final AtomicReferenceArray<@Nullable CallMeter> calls =
            new AtomicReferenceArray<>(CallKind.ALL.size());
    private final Map<String, NodeMeter> nodes = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final RowMeter rows = new RowMeter();
    private final HedgeMeter hedges = new HedgeMeter();
    private final Map<CallStage, LatencyRecorder> stages = new EnumMap<>(CallStage.class);

    /** What the configuration asks for. */
    public Telemetry(ClientConfig config) {
        listeners = config.listeners().stream().map(GuardedListener::new).toList();
        stagesMeasured = config.statisticsDetail() == StatisticsDetail.STAGES;
        for (CallStage stage : CallStage.values()) {
            stages.put(stage, new LatencyRecorder());
        }
    }

    // Counting

    /** The counts of a node, the same whenever it joins. */
    public NodeMeter node(String nodeId, InetSocketAddress address) {
        addresses.put(nodeId, address.getHostString() + ":" + address.getPort());
        return nodes.computeIfAbsent(nodeId, id -> new NodeMeter(this, id));
    }

    /** The counts of rows. */
    public RowMeter rows() {
        return rows;
    }

    /** The counts of requests to another copy. */
    public HedgeMeter hedges() {
        return hedges;
    }

    /** A call is tried again. */
    public void retried(CallKind kind) {
        meter(kind).retries.increment();
    }

    /** A call has ended. */
    public void ended(CallKind kind, long nanos, @Nullable Throwable failure) {
        CallMeter meter = meter(kind);
        meter.latency.record(nanos);
        if (failure != null) {
            meter.failures.increment(OutcomeName.of(failure));
        }
    }

    void spent(CallStage stage, long nanos) {
        stages.get(stage).record(nanos);
    }

    private CallMeter meter(CallKind kind) {
        CallMeter meter = calls.get(kind.ordinal());
        if (meter == null) {
            calls.compareAndSet(kind.ordinal(), null, new CallMeter());
            return meter(kind);
        }
        return meter;
    }

    /** The counts of now. */
    public ClientStatistics statistics(List<NodeGauge> present) {
        Map<String, Calls> byKind = new TreeMap<>();
        for (CallKind kind : CallKind.ALL) {
            CallMeter meter = calls.get(kind.ordinal());
            if (meter != null) {
                byKind.put(
                        kind.label(),
                        new Calls(
                                meter.failures.snapshot(),
                                meter.retries.sum(),
                                meter.latency.snapshot()));
            }
        }
        Map<String, NodeTraffic> byNode = new TreeMap<>();
        nodes.forEach(
                (id, meter) -> {
                    NodeGauge gauge =
                            present.stream()
                                    .filter(node -> node.nodeId.equals(id))
                                    .findFirst()
                                    .orElse(new NodeGauge(id, 0, 0));
                    byNode.put(
                            id,
                            meter.snapshot(
                                    addresses.getOrDefault(id, ""), gauge.open, gauge.waiting));
                });
        Map<CallStage, LatencyHistogram> byStage = new EnumMap<>(CallStage.class);
        if (stagesMeasured) {
            stages.forEach((stage, recorder) -> byStage.put(stage, recorder.snapshot()));
        }
        return new ClientStatistics(
                Duration.ofNanos(System.nanoTime() - startNanos),
                byKind,
                byNode,
                rows.snapshot(),
                hedges.snapshot(),
                byStage);
    }

    // Telling

    /** Whether somebody wants to hear of each call. */
    public boolean isWatched() {
        return stagesMeasured || !listeners.isEmpty() || flight != null && flight.isOfCalls();
    }

    /** Whether stages are measured. */
    public boolean measuresStages() {
        return stagesMeasured;
    }

    /** A call begins; it is told in the thread that makes it. */
    public CallWatch watch(CallKind kind, CallBegin begin) {
        List<CallListener> told = new ArrayList<>(listeners.size() + 1);
        for (GuardedListener listener : listeners) {
            CallListener made = listener.onCall(begin);
            if (made != null) {
                told.add(made);
            }
        }
        if (flight != null && flight.isOfCalls()) {
            told.add(flight.begin(begin));
        }
        return new CallWatch(this, kind, told);
    }

    void connectionChanged(ConnectionChange change) {
        tell(listener -> listener.onConnection(change));
        if (flight != null) {
            flight.note(change);
        }
    }

    /** What is known of a node has changed. */
    public void nodeChanged(NodeChange change) {
        node(change.nodeId(), change.address());
        RecentStatistics outdated = recent;
        if (outdated != null) {
            outdated.forget();
        }
        tell(listener -> listener.onNode(change));
        if (flight != null) {
            flight.note(change);
        }
    }

    /** Runs a round of asking the nodes. */
    public void tend(Runnable round, Supplier<Integer> nodeCount) {
        if (flight == null) {
            round.run();
        } else {
            flight.tend(round, nodeCount);
        }
    }

    /** The client is made, and will connect. */
    public void opened(Supplier<ClientStatistics> statistics) {
        if (!listeners.isEmpty()) {
            RecentStatistics made = new RecentStatistics(statistics);
            recent = made;
            tell(listener -> listener.onOpen(made));
        }
    }

    /** The client is closed, or has not connected. */
    public void closed() {
        tell(ClientListener::onClose);
    }

    private void tell(Consumer<ClientListener> message) {
        for (GuardedListener listener : listeners) {
            listener.tell(message);
        }
    }
}
