package dev.aerospikearrow.opentelemetry;

import dev.aerospikearrow.client.ClientListener;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.ClientStatistics.Measurement;
import dev.aerospikearrow.client.MetricNames;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.data.SetName;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A listener that makes metrics and spans of what a client does, by OpenTelemetry's conventions for
 * databases; the names are those of {@link MetricNames}. It is set in the client's configuration
 * and needs nothing else:
 *
 * <pre>{@code
 * ClientConfig config =
 *         ClientConfig.builder(seeds).listener(new OpenTelemetryListener(openTelemetry)).build();
 * }</pre>
 *
 * <p>A call is a span of kind {@code CLIENT}, whose parent is the span that is current in the
 * thread that makes the call, also where the call goes on elsewhere. Spans have neither user keys
 * nor values.
 *
 * <p>One listener serves one client. What it observes ends with the client. Thread-safe.
 */
public final class OpenTelemetryListener implements ClientListener {
    /** What spans are made of. */
    public enum Spans {
        /** Nothing. */
        NONE,
        /** Calls. */
        CALLS,
        /** Calls and, as their children, the requests to nodes. */
        CALLS_AND_REQUESTS
    }

    private static final String SCOPE = "dev.aerospikearrow.client";
    private static final AttributeKey<String> STATUS_CODE =
            AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<Long> BATCH_SIZE =
            AttributeKey.longKey("db.operation.batch.size");
    private static final AttributeKey<Long> ATTEMPTS =
            AttributeKey.longKey("aerospike.client.attempts");
    private static final AttributeKey<Long> ATTEMPT =
            AttributeKey.longKey("aerospike.client.attempt");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    private static final AttributeKey<String> ERROR_TYPE =
            AttributeKey.stringKey(MetricNames.ERROR_TYPE);
    private static final AttributeKey<String> SERVER_ADDRESS =
            AttributeKey.stringKey(MetricNames.SERVER_ADDRESS);
    private static final AttributeKey<Long> SERVER_PORT =
            AttributeKey.longKey(MetricNames.SERVER_PORT);

    private final Spans spans;
    private final Tracer tracer;
    private final Meter meter;
    private final DoubleHistogram operationDuration;
    private final DoubleHistogram requestDuration;
    private final DoubleHistogram createTime;
    private final DoubleHistogram stageDuration;
    private final LongCounter retries;
    private final Map<String, AutoCloseable> observed = new ConcurrentHashMap<>();
    private final Map<Map<String, String>, Attributes> attributes = new ConcurrentHashMap<>();
    private final Queue<Supplier<ClientStatistics>> statistics = new ConcurrentLinkedQueue<>();

    /** Metrics, and a span for each call. */
    public OpenTelemetryListener(OpenTelemetry openTelemetry) {
        this(openTelemetry, Spans.CALLS);
    }

    /** Metrics, and spans as they are wanted. */
    public OpenTelemetryListener(OpenTelemetry openTelemetry, Spans spans) {
        this.spans = spans;
        tracer = openTelemetry.getTracer(SCOPE);
        meter = openTelemetry.getMeter(SCOPE);
        operationDuration = seconds(MetricNames.OPERATION_DURATION, MetricNames.DURATION_BOUNDS);
        requestDuration = seconds(MetricNames.REQUEST_DURATION, MetricNames.DURATION_BOUNDS);
        createTime = seconds(MetricNames.CONNECTION_CREATE_TIME, MetricNames.DURATION_BOUNDS);
        stageDuration = seconds(MetricNames.STAGE_DURATION, MetricNames.STAGE_BOUNDS);
        retries = meter.counterBuilder(MetricNames.RETRIES).setUnit("{retry}").build();
    }

    private DoubleHistogram seconds(String name, List<Double> bounds) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(bounds)
                .build();
    }

    @Override
    public void onOpen(Supplier<ClientStatistics> source) {
        statistics.add(source);
        observe();
    }

    @Override
    public void onNode(NodeChange change) {
        observe();
    }

    @Override
    public void onClose() {
        observed.values().forEach(OpenTelemetryListener::close);
        observed.clear();
        statistics.clear();
    }

    private static void close(AutoCloseable instrument) {
        try {
            instrument.close();
        } catch (Exception e) {
            throw new IllegalStateException("An instrument was not closed", e);
        }
    }

    @Override
    public void onConnection(ConnectionChange change) {
        if (change.kind() == ConnectionChange.Kind.OPENED) {
            createTime.record(
                    change.nanos() / 1e9,
                    attributes(
                            Map.of(
                                    MetricNames.SYSTEM_NAME,
                                    MetricNames.SYSTEM,
                                    MetricNames.POOL_NAME,
                                    change.nodeId())));
        }
    }

    @Override
    public Optional<CallListener> onCall(CallBegin call) {
        return Optional.of(new ObservedCall(call));
    }

    /** The attributes of metrics: there are few different ones, so that they are made once. */
    private Attributes attributes(Map<String, String> named) {
        return attributes.computeIfAbsent(named, OpenTelemetryListener::make);
    }

    private static Attributes make(Map<String, String> named) {
        AttributesBuilder made = Attributes.builder();
        named.forEach(
                (name, value) -> {
                    if (name.equals(MetricNames.SERVER_PORT)) {
                        made.put(SERVER_PORT, Long.parseLong(value));
                    } else if (!value.isEmpty()) {
                        made.put(AttributeKey.stringKey(name), value);
                    }
                });
        return made.build();
    }

    // What is observed regularly

    /** Begins to observe what is measured now and was not before: of the first node. */
    private void observe() {
        Supplier<ClientStatistics> source = statistics.peek();
        if (source == null) {
            return;
        }
        for (Measurement measurement : source.get().measurements()) {
            observed.computeIfAbsent(measurement.name(), name -> instrument(measurement));
        }
    }

    private AutoCloseable instrument(Measurement example) {
        String name = example.name();
        return example.kind() == Measurement.Kind.COUNTER
                ? meter.counterBuilder(name)
                        .setUnit(example.unit())
                        .buildWithCallback(target -> observe(name, target))
                : meter.upDownCounterBuilder(name)
                        .setUnit(example.unit())
                        .buildWithCallback(target -> observe(name, target));
    }

    private void observe(String name, ObservableLongMeasurement target) {
        Supplier<ClientStatistics> source = statistics.peek();
        if (source == null) {
            return;
        }
        for (Measurement measurement : source.get().measurements()) {
            if (measurement.name().equals(name)) {
                target.record(measurement.value(), attributes(measurement.attributes()));
            }
        }
    }

    // Calls

    private final class ObservedCall implements CallListener {
        private final CallBegin call;
        private final Context parent = Context.current();
        private final Span span;
        private final Set<InetSocketAddress> asked = new HashSet<>(2);

        ObservedCall(CallBegin call) {
            this.call = call;
            span = spans == Spans.NONE ? Span.getInvalid() : begin();
        }

        private Span begin() {
            Span begun =
                    tracer.spanBuilder(name())
                            .setSpanKind(SpanKind.CLIENT)
                            .setParent(parent)
                            .setAllAttributes(attributes(call.attributes()))
                            .startSpan();
            if (call.operation().startsWith("batch_")) {
                begun.setAttribute(BATCH_SIZE, (long) call.rowCount());
            }
            return begun;
        }

        /** The conventions' {@code {operation} {target}}. */
        private String name() {
            return call.set()
                    .map(set -> call.operation() + " " + target(set))
                    .orElse(call.operation());
        }

        private String target(SetName set) {
            return set.name().isEmpty() ? set.namespace() : set.namespace() + "." + set.name();
        }

        @Override
        public void onRequestEnd(RequestEnd request) {
            requestDuration.record(
                    request.nanos() / 1e9,
                    attributes(
                            Map.of(
                                    MetricNames.SYSTEM_NAME,
                                    MetricNames.SYSTEM,
                                    MetricNames.OPERATION_NAME,
                                    call.operation(),
                                    MetricNames.NODE_ID,
                                    request.nodeId(),
                                    MetricNames.RESULT,
                                    request.result())));
            if (spans == Spans.NONE) {
                return;
            }
            asked.add(request.address());
            if (spans == Spans.CALLS_AND_REQUESTS) {
                requestSpan(request);
            }
        }

        private void requestSpan(RequestEnd request) {
            Instant end = Instant.now();
            Span child =
                    tracer.spanBuilder(call.operation() + " " + request.nodeId())
                            .setSpanKind(SpanKind.CLIENT)
                            .setParent(parent.with(span))
                            .setStartTimestamp(end.minusNanos(request.nanos()))
                            .setAttribute(MetricNames.SYSTEM_NAME, MetricNames.SYSTEM)
                            .setAttribute(MetricNames.OPERATION_NAME, call.operation())
                            .setAttribute(SERVER_ADDRESS, request.address().getHostString())
                            .setAttribute(SERVER_PORT, (long) request.address().getPort())
                            .setAttribute(MetricNames.NODE_ID, request.nodeId())
                            .setAttribute(ATTEMPT, (long) request.attempt())
                            .setAttribute(MetricNames.RESULT, request.result())
                            .startSpan();
            child.end(end);
        }

        @Override
        public void onRetry(Retry retry) {
            retries.add(
                    1,
                    attributes(
                            Map.of(
                                    MetricNames.SYSTEM_NAME,
                                    MetricNames.SYSTEM,
                                    MetricNames.OPERATION_NAME,
                                    call.operation())));
            span.addEvent(
                    "retry",
                    Attributes.of(ATTEMPT, (long) retry.attempt(), REASON, retry.reason()));
        }

        @Override
        public void onEnd(CallEnd end) {
            Map<String, String> named = call.attributes();
            named.put(MetricNames.ERROR_TYPE, end.errorType().orElse(""));
            operationDuration.record(end.nanos() / 1e9, attributes(named), parent.with(span));
            end.stageNanos()
                    .forEach(
                            (stage, nanos) ->
                                    stageDuration.record(
                                            nanos / 1e9,
                                            attributes(
                                                    Map.of(
                                                            MetricNames.STAGE,
                                                            stage.label(),
                                                            MetricNames.OPERATION_NAME,
                                                            call.operation()))));
            if (asked.size() == 1) {
                InetSocketAddress node = asked.iterator().next();
                span.setAttribute(SERVER_ADDRESS, node.getHostString());
                span.setAttribute(SERVER_PORT, (long) node.getPort());
            }
            if (end.attempts() > 1) {
                span.setAttribute(ATTEMPTS, (long) end.attempts());
            }
            end.failure().ifPresent(failure -> fail(failure, end.errorType().orElse("")));
            span.end();
        }

        private void fail(Throwable failure, String errorType) {
            span.setStatus(StatusCode.ERROR, errorType);
            span.setAttribute(ERROR_TYPE, errorType);
            if (failure instanceof ServerException refused) {
                span.setAttribute(STATUS_CODE, String.valueOf(refused.resultCode()));
            }
        }
    }
}
