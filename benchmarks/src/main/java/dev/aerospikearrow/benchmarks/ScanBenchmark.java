package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * All records of a set, of five doubles each, as a stream of record batches and as maps. The
 * baseline is the official client.
 */
@State(Scope.Thread)
public class ScanBenchmark {
    @Param({"COLUMNAR", "MAPS", "OFFICIAL"})
    private Client client = Client.MAPS;

    private final RoundTrip roundTrip = new RoundTrip();

    /** Ends client and server. */
    @TearDown
    public void close() {
        roundTrip.close();
    }

    @Benchmark
    @OperationsPerInvocation(200_000)
    public int wholeSet() throws Exception {
        return roundTrip.run(client, new Work.Scan(Shape.DOUBLES_5));
    }
}
