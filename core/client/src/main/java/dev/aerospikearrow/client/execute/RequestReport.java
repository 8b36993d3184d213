package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.telemetry.CallWatch;
import dev.aerospikearrow.client.telemetry.NodeMeter;
import dev.aerospikearrow.client.telemetry.OutcomeName;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.TransportFailure;
import org.jspecify.annotations.Nullable;

/** The report on a request that has ended, to the node's statistics and to who watches the call. */
final class RequestReport {
    private RequestReport() {}

    /**
     * A request was answered, or will not be.
     *
     * @param attempt of its call, from 1 on
     */
    static void tell(
            Exchange exchange,
            @Nullable TransportFailure problem,
            CallKind kind,
            int attempt,
            @Nullable CallWatch watch) {
        tell(
                exchange,
                problem == null ? code(exchange) : name(problem.kind()),
                problem == null,
                kind,
                attempt,
                watch);
    }

    /** Nobody waits for a request any longer. */
    static void tellAbandoned(
            Exchange exchange, CallKind kind, int attempt, @Nullable CallWatch watch) {
        tell(exchange, "Abandoned", false, kind, attempt, watch);
    }

    private static void tell(
            Exchange exchange,
            String result,
            boolean answered,
            CallKind kind,
            int attempt,
            @Nullable CallWatch watch) {
        Endpoint endpoint = exchange.endpoint();
        if (endpoint == null) {
            return;
        }
        NodeMeter meter = endpoint.meter();
        long nanos = exchange.answerNanos();
        if (answered) {
            meter.answered(kind, nanos, result);
        } else {
            meter.unanswered(kind, result);
        }
        if (watch != null) {
            watch.requestEnds(exchange, meter.nodeId(), endpoint.address(), attempt, nanos, result);
        }
    }

    private static String code(Exchange exchange) {
        return exchange instanceof MessageExchange message
                ? OutcomeName.ofCode(message.decoder().resultCode())
                : OutcomeName.OK;
    }

    private static String name(TransportFailure.Kind kind) {
        return switch (kind) {
            case NOT_CONNECTED, DISCONNECTED -> "Connection";
            case LOGIN_REFUSED -> "LoginRefused";
            case LEFT_ALONE -> "LeftAlone";
            case SILENT -> "Timeout";
            case MALFORMED_REPLY -> "BrokenReply";
            case REPLY_TOO_LARGE -> "ReplyTooLarge";
            case LOCAL -> "Local";
        };
    }
}
