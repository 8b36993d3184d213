package dev.aerospikearrow.micrometer;

import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.ClientStatistics.Measurement;
import dev.aerospikearrow.client.MetricNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener that makes meters of what a client does; the names are those of {@link MetricNames}.
 * It is set in the client's configuration and needs nothing else:
 *
 * <pre>{@code
 * ClientConfig config =
 *         ClientConfig.builder(seeds).listener(new MicrometerListener(registry)).build();
 * }</pre>
 *
 * <p>One listener serves one client. Clients that share a registry need tags of their own. The
 * meters stay in the registry when the client is closed. Thread-safe.
 */
public final class MicrometerListener implements ClientListener {
    private record MeterId(String name, Map<String, String> attributes) {
        static MeterId of(Measurement measurement) {
            return new MeterId(measurement.name(), measurement.attributes());
        }
    }

    private final MeterRegistry registry;
    private final Tags commonTags;
    private final Set<MeterId> registered = ConcurrentHashMap.newKeySet();
    private final Map<MeterId, Timer> timers = new ConcurrentHashMap<>();
    private volatile @Nullable Supplier<ClientStatistics> statistics;
    private volatile Values values = new Values(null, Map.of());

    /** The numbers of one moment. */
    private record Values(@Nullable ClientStatistics source, Map<MeterId, Long> byId) {}

    /** Meters with the client's own tags. */
    public MicrometerListener(MeterRegistry registry) {
        this(registry, List.of());
    }

    /** The same with further tags, such as one that names the client. */
    public MicrometerListener(MeterRegistry registry, Iterable<Tag> commonTags) {
        this.registry = registry;
        this.commonTags = Tags.of(commonTags);
    }

    @Override
    public void onOpen(Supplier<ClientStatistics> source) {
        statistics = source;
        register();
    }

    @Override
    public void onNode(NodeChange change) {
        register();
    }

    @Override
    public void onConnection(ConnectionChange change) {
        if (change.kind() == ConnectionChange.Kind.OPENED) {
            timer(
                            MetricNames.CONNECTION_CREATE_TIME,
                            Map.of(
                                    MetricNames.SYSTEM_NAME,
                                    MetricNames.SYSTEM,
                                    MetricNames.POOL_NAME,
                                    change.nodeId()),
                            MetricNames.DURATION_BOUNDS)
                    .record(change.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public Optional<CallListener> onCall(CallBegin call) {
        return Optional.of(new MeteredCall(call));
    }

    private final class MeteredCall implements CallListener {
        private final CallBegin call;

        MeteredCall(CallBegin call) {
            this.call = call;
        }

        @Override
        public void onRequestEnd(RequestEnd request) {
            timer(
                            MetricNames.REQUEST_DURATION,
                            Map.of(
                                    MetricNames.SYSTEM_NAME,
                                    MetricNames.SYSTEM,
                                    MetricNames.OPERATION_NAME,
                                    call.operation(),
                                    MetricNames.NODE_ID,
                                    request.nodeId(),
                                    MetricNames.RESULT,
                                    request.result()),
                            MetricNames.DURATION_BOUNDS)
                    .record(request.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void onRetry(Retry retry) {
            registry.counter(
                            MetricNames.RETRIES,
                            tags(
                                    Map.of(
                                            MetricNames.SYSTEM_NAME,
                                            MetricNames.SYSTEM,
                                            MetricNames.OPERATION_NAME,
                                            call.operation())))
                    .increment();
        }

        @Override
        public void onEnd(CallEnd end) {
            Map<String, String> attributes = call.attributes();
            attributes.put(MetricNames.ERROR_TYPE, end.errorType().orElse(""));
            timer(MetricNames.OPERATION_DURATION, attributes, MetricNames.DURATION_BOUNDS)
                    .record(end.nanos(), TimeUnit.NANOSECONDS);
            end.stageNanos()
                    .forEach(
                            (stage, nanos) ->
                                    timer(
                                                    MetricNames.STAGE_DURATION,
                                                    Map.of(
                                                            MetricNames.STAGE,
                                                            stage.label(),
                                                            MetricNames.OPERATION_NAME,
                                                            call.operation()),
                                                    MetricNames.STAGE_BOUNDS)
                                            .record(nanos, TimeUnit.NANOSECONDS));
        }
    }

    private Timer timer(String name, Map<String, String> attributes, List<Double> bounds) {
        return timers.computeIfAbsent(
                new MeterId(name, attributes),
                id ->
                        Timer.builder(name)
                                .tags(tags(attributes))
                                .serviceLevelObjectives(
                                        bounds.stream()
                                                .map(
                                                        seconds ->
                                                                Duration.ofNanos(
                                                                        Math.round(seconds * 1e9)))
                                                .toArray(Duration[]::new))
                                .register(registry));
    }

    private Tags tags(Map<String, String> attributes) {
        return commonTags.and(
                attributes.entrySet().stream()
                        .map(each -> Tag.of(each.getKey(), each.getValue()))
                        .toList());
    }

    /** Registers what is measured now and was not before: of nodes that have joined. */
    private void register() {
        Supplier<ClientStatistics> source = statistics;
        if (source == null) {
            return;
        }
        for (Measurement measurement : source.get().measurements()) {
            MeterId id = MeterId.of(measurement);
            if (registered.add(id)) {
                register(measurement, id);
            }
        }
    }

    private void register(Measurement measurement, MeterId id) {
        if (measurement.kind() == Measurement.Kind.COUNTER) {
            FunctionCounter.builder(measurement.name(), this, each -> each.value(id))
                    .tags(tags(measurement.attributes()))
                    .baseUnit(baseUnit(measurement.unit()))
                    .register(registry);
        } else {
            Gauge.builder(measurement.name(), this, each -> each.value(id))
                    .tags(tags(measurement.attributes()))
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** Micrometer spells units out, and has none for counts. */
    private static @Nullable String baseUnit(String unit) {
        return unit.equals("By") ? "bytes" : null;
    }

    private double value(MeterId id) {
        Supplier<ClientStatistics> source = statistics;
        if (source == null) {
            return 0;
        }
        ClientStatistics now = source.get();
        Values known = values;
        if (known.source != now) {
            Map<MeterId, Long> byId = new ConcurrentHashMap<>();
            now.measurements().forEach(each -> byId.put(MeterId.of(each), each.value()));
            known = new Values(now, byId);
            values = known;
        }
        return known.byId.getOrDefault(id, 0L);
    }
}
