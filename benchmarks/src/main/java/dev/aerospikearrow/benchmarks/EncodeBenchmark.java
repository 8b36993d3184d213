package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.Digester;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Keys to one request that reads the named bins of every row. The score counts rows.
 *
 * <p>There is no baseline: the official client encodes a batch inside the command that sends it, so
 * that it cannot be called alone. The round trip has the comparison.
 */
@State(Scope.Thread)
@OperationsPerInvocation(EncodeBenchmark.ROWS)
public class EncodeBenchmark {
    static final int ROWS = 10_000;

    @Param("DOUBLES_5")
    private SampleTable.Shape shape = SampleTable.Shape.DOUBLES_5;

    private final WireBuffer target = new WireBuffer();
    private SampleTable table = SampleTable.of(shape, 0);
    private long[] integers = {};
    private String[] texts = {};
    private DigestArray digests = table.digests();

    /** Makes keys and digests. */
    @Setup
    public void prepare() {
        table = SampleTable.of(shape, ROWS);
        integers = SampleTable.userKeys(0, ROWS);
        texts = SampleTable.textKeys(0, ROWS);
        digests = table.digests();
    }

    @Benchmark
    public WireBuffer digestsToRequest(Volume volume) {
        return encode(digests, volume);
    }

    @Benchmark
    public WireBuffer integersToRequest(Volume volume) {
        return encode(Digester.forSet(table.setName()).digest(integers), volume);
    }

    @Benchmark
    public WireBuffer textsToRequest(Volume volume) {
        return encode(Digester.forSet(table.setName()).digest(texts), volume);
    }

    private WireBuffer encode(DigestArray rows, Volume volume) {
        target.clear();
        RowTemplate template =
                RowTemplate.of(
                        SampleTable.NAMESPACE,
                        table.setName(),
                        RecordCommand.read(table.binNames()));
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(1_000, BatchEncoder.DEFAULT_FLAGS);
        byte[] block = rows.array();
        for (int row = 0; row < rows.count(); row++) {
            encoder.row(row, block, rows.offset(row), template);
        }
        encoder.end();
        volume.bytes += target.length();
        return target;
    }
}
