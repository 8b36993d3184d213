package dev.aerospikearrow.server.fault;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** A plan while a node follows it: counts what is shared by the node's connections. Thread-safe. */
public final class ActiveFaults {
    private final FaultPlan plan;
    private final AtomicInteger refusalsLeft;

    public ActiveFaults(FaultPlan plan) {
        this.plan = plan;
        this.refusalsLeft =
                new AtomicInteger(plan.refusal().map(FaultPlan.Refusal::requests).orElse(0));
    }

    /** How long the next data request waits. */
    public Duration delay() {
        return plan.delay();
    }

    /** The code that the next data request gets; empty if it is carried out. */
    public OptionalInt takeRefusal() {
        if (refusalsLeft.get() > 0 && refusalsLeft.getAndDecrement() > 0) {
            return OptionalInt.of(plan.refusal().orElseThrow().resultCode());
        }
        return OptionalInt.empty();
    }

    /** What happens to the answers of one connection. */
    public AnswerFaults newConnection() {
        return new AnswerFaults(plan);
    }
}
