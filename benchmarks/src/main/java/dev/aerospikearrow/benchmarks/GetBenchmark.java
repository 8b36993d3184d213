package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Single records: how long one takes, and how many a second there are when many are under way, each
 * as a request of its own or sent together as batches. The baseline is the official client.
 */
@State(Scope.Thread)
public class GetBenchmark {
    @Param({"MAPS", "MAPS_COALESCING", "OFFICIAL"})
    private Client client = Client.MAPS;

    private final RoundTrip roundTrip = new RoundTrip();

    /** Ends client and server. */
    @TearDown
    public void close() {
        roundTrip.close();
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public int oneAtATime() throws Exception {
        return roundTrip.run(client, new Work.Get(Shape.DOUBLES_5));
    }

    @Benchmark
    @OperationsPerInvocation(Work.AsyncGets.GETS_PER_CALL)
    public int async50() throws Exception {
        return roundTrip.run(client, new Work.AsyncGets(Shape.DOUBLES_5, 50));
    }

    @Benchmark
    @OperationsPerInvocation(Work.AsyncGets.GETS_PER_CALL)
    public int async200() throws Exception {
        return roundTrip.run(client, new Work.AsyncGets(Shape.DOUBLES_5, 200));
    }
}
