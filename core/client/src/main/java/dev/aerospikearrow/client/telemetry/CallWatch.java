package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.CallStage;
import dev.aerospikearrow.client.ClientListener.CallEnd;
import dev.aerospikearrow.client.ClientListener.CallListener;
import dev.aerospikearrow.client.ClientListener.RequestEnd;
import dev.aerospikearrow.client.ClientListener.Retry;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one call that somebody wants to hear of: it tells them, and measures stages. Used
 * by one thread at a time.
 */
public final class CallWatch {
    private final Telemetry telemetry;
    private final CallKind kind;
    private final List<CallListener> listeners;

    /** Of the requests that are under way, which one it is. */
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();

    private int requestCount;
    private final long beginNanos = System.nanoTime();

    /** By ordinal; null if they are not measured. */
    private final long @Nullable [] stageNanos;

    CallWatch(Telemetry telemetry, CallKind kind, List<CallListener> listeners) {
        this.telemetry = telemetry;
        this.kind = kind;
        this.listeners = listeners;
        stageNanos = telemetry.measuresStages() ? new long[CallStage.values().length] : null;
    }

    // Stages

    /** A time to give to {@link #spent}; 0 if stages are not measured. */
    public long clock() {
        return stageNanos == null ? 0 : System.nanoTime();
    }

    /** A stage was gone through since then. */
    public void spent(CallStage stage, long sinceClock) {
        add(stage, clock() - sinceClock);
    }

    /** A stage took so long before the call was made, or beside its thread. */
    public void add(CallStage stage, long nanos) {
        if (stageNanos != null) {
            stageNanos[stage.ordinal()] += nanos;
        }
    }

    /** A frame was decoded since then; what was taken of it meanwhile is no decoding. */
    public void decoded(long sinceClock, long filledBefore) {
        add(CallStage.DECODE, clock() - sinceClock - (filled() - filledBefore));
    }

    /** How long was spent with taking records up to now. */
    public long filled() {
        return stageNanos == null ? 0 : stageNanos[CallStage.FILL.ordinal()];
    }

    /** The same taker, whose time is measured. */
    public RecordTaker timed(RecordTaker taker) {
        return stageNanos == null
                ? taker
                : new RecordTaker() {
                    @Override
                    public void take(RecordBlock block) {
                        long start = clock();
                        try {
                            taker.take(block);
                        } finally {
                            spent(CallStage.FILL, start);
                        }
                    }

                    @Override
                    public void partitionUnavailable(int partitionId, int resultCode) {
                        taker.partitionUnavailable(partitionId, resultCode);
                    }
                };
    }

    // Telling

    /** The call has a thread: until now it waited for it. */
    public void started() {
        spent(CallStage.QUEUE, beginNanos);
    }

    /** A request is handed over. */
    public void requestBegins(Object request) {
        int number = requestCount++;
        numbers.put(request, number);
        for (CallListener listener : listeners) {
            listener.onRequestBegin(number);
        }
    }

    /** A request was answered, or will not be. */
    public void requestEnds(
            Object request,
            String nodeId,
            InetSocketAddress address,
            int attempt,
            long nanos,
            String result) {
        Integer number = numbers.remove(request);
        if (number != null && !listeners.isEmpty()) {
            RequestEnd end = new RequestEnd(number, nodeId, address, attempt, nanos, result);
            for (CallListener listener : listeners) {
                listener.onRequestEnd(end);
            }
        }
    }

    /** The call is tried again. */
    public void retried(int attempt, String reason) {
        Retry retry = new Retry(attempt, reason);
        for (CallListener listener : listeners) {
            listener.onRetry(retry);
        }
    }

    /** The call has ended. */
    public void ended(int attempts, @Nullable Throwable failure) {
        long nanos = System.nanoTime() - beginNanos;
        Map<CallStage, Long> stages = stages(nanos);
        CallEnd end =
                new CallEnd(
                        nanos,
                        attempts,
                        Optional.ofNullable(failure),
                        Optional.ofNullable(failure).map(OutcomeName::of),
                        stages);
        for (CallListener listener : listeners) {
            listener.onEnd(end);
        }
    }

    private Map<CallStage, Long> stages(long wholeNanos) {
        if (stageNanos == null || kind == CallKind.INFO) {
            return Map.of();
        }
        Map<CallStage, Long> stages = new EnumMap<>(CallStage.class);
        long left = wholeNanos;
        for (CallStage stage : CallStage.values()) {
            stages.put(stage, stageNanos[stage.ordinal()]);
            left -= stage == CallStage.DIGEST ? 0 : stageNanos[stage.ordinal()];
        }
        stages.put(CallStage.NETWORK, Math.max(0, left));
        stages.forEach(telemetry::spent);
        return stages;
    }
}
