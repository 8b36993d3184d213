package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Batch reads from keys that are made anew each time to results, against a server in another
 * process; the baseline is the official client. The score counts records. {@link SideBySide} has
 * the same in turns, which is what clients should be compared by.
 */
@State(Scope.Thread)
public class RoundTripBenchmark {
    @Param({"COLUMNAR", "MAPS", "OFFICIAL"})
    private Client client = Client.COLUMNAR;

    private final RoundTrip roundTrip = new RoundTrip();

    /** Ends client and server. */
    @TearDown
    public void close() {
        roundTrip.close();
    }

    @Benchmark
    @OperationsPerInvocation(10_000)
    public int keys10000() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.DOUBLES_5, 10_000));
    }

    @Benchmark
    @OperationsPerInvocation(10_000)
    public int keys10000bins20() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.DOUBLES_20, 10_000));
    }

    @Benchmark
    @OperationsPerInvocation(10_000)
    public int keys10000mixed() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.MIXED_6, 10_000));
    }

    @Benchmark
    @OperationsPerInvocation(1_000)
    public int keys1000() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.DOUBLES_5, 1_000));
    }

    @Benchmark
    @OperationsPerInvocation(100)
    public int keys100() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.DOUBLES_5, 100));
    }

    @Benchmark
    @OperationsPerInvocation(10)
    public int keys10() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.DOUBLES_5, 10));
    }

    @Benchmark
    public int keys1() throws Exception {
        return roundTrip.run(client, new Work.BatchRead(Shape.DOUBLES_5, 1));
    }
}
