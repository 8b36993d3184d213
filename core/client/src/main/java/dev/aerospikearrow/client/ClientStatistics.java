package dev.aerospikearrow.client;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Counts and latencies of a client, since it was made, or between {@link #minus two moments}. They
 * are taken one after the other while calls go on, so they may differ by what happens meanwhile.
 * Immutable.
 *
 * @param period since when is counted, as a duration up to now
 * @param calls by operation: {@code get}, {@code batch_read}, {@code query}, …
 * @param nodes by node id, those that have left included
 * @param rows what has become of records
 * @param hedges requests to a second copy
 * @param stages how long each stage of calls took, by call; empty unless {@link
 *     ClientConfig#statisticsDetail()} asks for it
 */
public record ClientStatistics(
        Duration period,
        Map<String, Calls> calls,
        Map<String, NodeTraffic> nodes,
        Rows rows,
        Hedges hedges,
        Map<CallStage, LatencyHistogram> stages) {

    /** Copies of the maps are kept, in their order. */
    public ClientStatistics {
        calls = Collections.unmodifiableMap(new TreeMap<>(calls));
        nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
        Map<CallStage, LatencyHistogram> ordered = new EnumMap<>(CallStage.class);
        ordered.putAll(stages);
        stages = Collections.unmodifiableMap(ordered);
    }

    /**
     * The calls of one operation.
     *
     * @param failures how many failed, by kind: {@code Timeout}, {@code Connection}, …
     * @param retries how often one was tried again
     * @param latency of all that have ended, from the call to the result
     */
    public record Calls(Map<String, Long> failures, long retries, LatencyHistogram latency) {
        static final Calls NONE = new Calls(Map.of(), 0, LatencyHistogram.EMPTY);

        /** A copy of the map is kept. */
        public Calls {
            failures = Map.copyOf(failures);
        }

        /** How many have ended. */
        public long count() {
            return latency.count();
        }

        /** How many of them failed. */
        public long failureCount() {
            return sum(failures);
        }

        Calls minus(Calls earlier) {
            return new Calls(
                    ClientStatistics.minus(failures, earlier.failures),
                    retries - earlier.retries,
                    latency.minus(earlier.latency));
        }
    }

    /**
     * The traffic with one node, without what watches the cluster.
     *
     * @param address where it is or was, {@code host:port}
     * @param connections what is connected
     * @param bytesSent of requests, before they are encrypted
     * @param bytesReceived of replies, after they are decrypted
     * @param requests by the operation of the calls that they are part of
     */
    public record NodeTraffic(
            String address,
            Connections connections,
            long bytesSent,
            long bytesReceived,
            Map<String, Requests> requests) {
        static final NodeTraffic NONE =
                new NodeTraffic("", new Connections(0, 0, 0, 0, 0, 0), 0, 0, Map.of());

        /** A copy of the map is kept, in its order. */
        public NodeTraffic {
            requests = Collections.unmodifiableMap(new TreeMap<>(requests));
        }

        NodeTraffic minus(NodeTraffic earlier) {
            return new NodeTraffic(
                    address,
                    connections.minus(earlier.connections),
                    bytesSent - earlier.bytesSent,
                    bytesReceived - earlier.bytesReceived,
                    merge(requests, earlier.requests, Requests.NONE, Requests::minus));
        }
    }

    /**
     * Connections to a node.
     *
     * @param open at the moment
     * @param busy of these, the ones on which replies are awaited
     * @param waiting requests for which none is free at the moment
     * @param opened how many were made
     * @param closed how many of these were closed
     * @param failed how many could not be made
     */
    public record Connections(
            int open, int busy, int waiting, long opened, long closed, long failed) {
        Connections minus(Connections earlier) {
            return new Connections(
                    open,
                    busy,
                    waiting,
                    opened - earlier.opened,
                    closed - earlier.closed,
                    failed - earlier.failed);
        }
    }

    /**
     * Requests to a node.
     *
     * @param results of those that were not simply answered with success: the names of result codes
     *     such as {@code KeyNotFoundError}, or of what happened to the connection
     * @param latency of those that were answered, from when they were handed to a connection
     */
    public record Requests(Map<String, Long> results, LatencyHistogram latency) {
        static final Requests NONE = new Requests(Map.of(), LatencyHistogram.EMPTY);

        /** A copy of the map is kept. */
        public Requests {
            results = Map.copyOf(results);
        }

        Requests minus(Requests earlier) {
            return new Requests(
                    ClientStatistics.minus(results, earlier.results),
                    latency.minus(earlier.latency));
        }
    }

    /**
     * Rows: records of calls for one, of batches and of scans.
     *
     * @param found records that were read
     * @param missing records that were to be read and do not exist
     * @param filtered records that a filter left out, where they were named
     * @param failed rows of reads and writes that were answered with another code
     * @param written rows of calls and batches that write, where they succeeded; those that such a
     *     batch only reads included
     * @param nulled values that became null in their column because they did not fit
     * @param coerced values that were converted to fit their column
     * @param inRack of the records for which a rack was {@linkplain ReplicaPolicy#PREFER_RACK
     *     preferred}, those that were read there
     * @param outOfRack of these, those that were read elsewhere
     */
    public record Rows(
            long found,
            long missing,
            long filtered,
            long failed,
            long written,
            long nulled,
            long coerced,
            long inRack,
            long outOfRack) {
        Rows minus(Rows earlier) {
            return new Rows(
                    found - earlier.found,
                    missing - earlier.missing,
                    filtered - earlier.filtered,
                    failed - earlier.failed,
                    written - earlier.written,
                    nulled - earlier.nulled,
                    coerced - earlier.coerced,
                    inRack - earlier.inRack,
                    outOfRack - earlier.outOfRack);
        }
    }

    /**
     * Requests that were sent since others were not answered for {@link ReadPolicy#hedgeAfter()}.
     *
     * @param sent how many there were
     * @param won those of them that were answered before the others
     */
    public record Hedges(long sent, long won) {
        Hedges minus(Hedges earlier) {
            return new Hedges(sent - earlier.sent, won - earlier.won);
        }
    }

    /**
     * A number for a metrics system.
     *
     * @param name one of {@link MetricNames}
     * @param kind how it changes
     * @param unit of OpenTelemetry, such as {@code By} or {@code {row}}
     * @param attributes what it is about, by names of {@link MetricNames}
     * @param value the number
     */
    public record Measurement(
            String name, Kind kind, String unit, Map<String, String> attributes, long value) {
        /** How a number changes. */
        public enum Kind {
            /** It grows. */
            COUNTER,
            /** It goes up and down. */
            GAUGE
        }

        /** A copy of the map is kept. */
        public Measurement {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * What metrics systems ask for regularly, as numbers with names: connections and bytes of each
     * node, and rows. Durations are told to a {@link ClientListener}.
     */
    public List<Measurement> measurements() {
        return StatisticsMeasurements.of(this);
    }

    /** What has come since an earlier moment of the same client. */
    public ClientStatistics minus(ClientStatistics earlier) {
        return new ClientStatistics(
                period.minus(earlier.period),
                merge(calls, earlier.calls, Calls.NONE, Calls::minus),
                merge(nodes, earlier.nodes, NodeTraffic.NONE, NodeTraffic::minus),
                rows.minus(earlier.rows),
                hedges.minus(earlier.hedges),
                merge(stages, earlier.stages, LatencyHistogram.EMPTY, LatencyHistogram::minus));
    }

    /** How often calls were tried again. */
    public long retries() {
        return calls.values().stream().mapToLong(Calls::retries).sum();
    }

    /** Bytes received from all nodes. */
    public long bytesReceived() {
        return nodes.values().stream().mapToLong(NodeTraffic::bytesReceived).sum();
    }

    /** Bytes sent to all nodes. */
    public long bytesSent() {
        return nodes.values().stream().mapToLong(NodeTraffic::bytesSent).sum();
    }

    private static <K, V> Map<K, V> merge(
            Map<K, V> now, Map<K, V> earlier, V none, BiFunction<V, V, V> minus) {
        Map<K, V> differences = new HashMap<>();
        now.forEach(
                (name, value) ->
                        differences.put(
                                name, minus.apply(value, earlier.getOrDefault(name, none))));
        return differences;
    }

    private static Map<String, Long> minus(Map<String, Long> now, Map<String, Long> earlier) {
        Map<String, Long> differences = merge(now, earlier, 0L, (more, less) -> more - less);
        differences.values().removeIf(difference -> difference == 0);
        return differences;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Tables for people: calls, nodes, rows, and stages where there are any. */
    @Override
    public String toString() {
        return StatisticsText.of(this);
    }
}
