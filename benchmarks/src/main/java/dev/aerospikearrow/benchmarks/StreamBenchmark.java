package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A million keys streamed into record batches with a small heap: what a record costs must be what
 * it costs in one batch of 10,000 keys ({@link RoundTripBenchmark}). The baseline is the official
 * client, which reads 10,000 keys at a time.
 */
@State(Scope.Thread)
@Fork(jvmArgsAppend = {"-Xmx256m", "-XX:MaxDirectMemorySize=256m"})
public class StreamBenchmark {
    private static final int KEYS = 1_000_000;

    @Param({"COLUMNAR", "OFFICIAL"})
    private Client client = Client.COLUMNAR;

    private final RoundTrip roundTrip = new RoundTrip();

    /** Ends client and server. */
    @TearDown
    public void close() {
        roundTrip.close();
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public int millionKeys() throws Exception {
        return roundTrip.run(client, new Work.KeyStream(Shape.DOUBLES_5, KEYS));
    }
}
