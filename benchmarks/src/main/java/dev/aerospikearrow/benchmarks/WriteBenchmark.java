package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Arrow vectors written as records, five or twenty doubles each. The baseline is the official
 * client, whose program makes keys, bins and operations of the same vectors.
 */
@State(Scope.Thread)
public class WriteBenchmark {
    private static final int ROWS = 10_000;

    @Param({"COLUMNAR", "OFFICIAL"})
    private Client client = Client.COLUMNAR;

    private final RoundTrip roundTrip = new RoundTrip();

    /** Ends client and server. */
    @TearDown
    public void close() {
        roundTrip.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int rows10000() throws Exception {
        return roundTrip.run(client, new Work.ColumnWrite(Shape.DOUBLES_5, ROWS));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int rows10000bins20() throws Exception {
        return roundTrip.run(client, new Work.ColumnWrite(Shape.DOUBLES_20, ROWS));
    }
}
