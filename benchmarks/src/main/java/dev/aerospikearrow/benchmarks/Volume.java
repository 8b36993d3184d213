package dev.aerospikearrow.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A profiler that makes JMH report bytes per second beside the rows per second of its score. */
@AuxCounters
@State(Scope.Thread)
public class Volume {
    /** Bytes that the benchmark read or wrote in this iteration. */
    public long bytes;
}
