package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.ClientStatistics.Hedges;
import java.util.concurrent.atomic.LongAdder;

/** The counts of requests that ask another copy while one is silent. Thread-safe. */
public final class HedgeMeter {
    private final LongAdder sent = new LongAdder();
    private final LongAdder won = new LongAdder();

    HedgeMeter() {}

    /** A request was sent since another one was not answered for a while. */
    public void sent() {
        sent.increment();
    }

    /** Such a request was answered before the other. */
    public void won() {
        won.increment();
    }

    Hedges snapshot() {
        return new Hedges(sent.sum(), won.sum());
    }
}
