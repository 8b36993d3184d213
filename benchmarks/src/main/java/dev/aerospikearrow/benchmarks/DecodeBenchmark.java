package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchRowDecoding;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.read.VectorDecoding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A batch reply that is held in memory, decoded into nothing, into the conventional maps (the
 * baseline), and into what the clients answer with. The score counts rows.
 */
@State(Scope.Thread)
@OperationsPerInvocation(DecodeBenchmark.ROWS)
public class DecodeBenchmark {
    static final int ROWS = 10_000;

    @Param({"DOUBLES_5", "MIXED_6"})
    private SampleTable.Shape shape = SampleTable.Shape.DOUBLES_5;

    @Param("AS_ASKED")
    private BatchReply.RowOrder order = BatchReply.RowOrder.AS_ASKED;

    @Param("ALIKE")
    private BatchReply.Variety variety = BatchReply.Variety.ALIKE;

    private BatchReply reply = BatchReply.of(SampleTable.of(shape, 0), order);
    private VectorDecoding vectorDecoding = vectorDecoding(SampleTable.of(shape, 0));
    private BatchRowDecoding mapDecoding = mapDecoding(SampleTable.of(shape, 0));

    /** Makes the reply. */
    @Setup
    public void makeReply() {
        SampleTable table = SampleTable.of(shape, ROWS);
        reply = BatchReply.of(table, order, variety);
        vectorDecoding.close();
        vectorDecoding = vectorDecoding(table);
        mapDecoding = mapDecoding(table);
    }

    private static VectorDecoding vectorDecoding(SampleTable table) {
        return VectorDecoding.of(
                SampleTable.NAMESPACE, table.setName(), table.digests(), table.schema());
    }

    private static BatchRowDecoding mapDecoding(SampleTable table) {
        return new BatchRowDecoding(
                SampleTable.NAMESPACE,
                table.setName(),
                table.keys(0, table.rowCount()),
                table.binNames());
    }

    /** Checks that nothing leaked. */
    @TearDown
    public void close() {
        vectorDecoding.close();
    }

    @Benchmark
    public long nothing(Volume volume) {
        CountingTaker taker = new CountingTaker();
        reply.decodeInto(reply.binNames(), taker);
        volume.bytes += reply.byteCount();
        return taker.valueByteCount();
    }

    /** The baseline: records as clients on the JVM conventionally answer. */
    @Benchmark
    public List<@Nullable Map<String, @Nullable Object>> hashMaps(Volume volume) {
        HashMapTaker taker = new HashMapTaker(ROWS);
        reply.decodeInto(reply.binNames(), taker);
        volume.bytes += reply.byteCount();
        return taker.rows();
    }

    /** The rows of the map API. */
    @Benchmark
    public List<BatchRow> maps(Volume volume) {
        volume.bytes += reply.byteCount();
        return mapDecoding.decode(reply::decodeInto);
    }

    /** The same as {@link #vectors}, but every record is walked. */
    @Benchmark
    public int walkedVectors(Volume volume) {
        try (ColumnarBatch batch = vectorDecoding.decode(reply::walkInto)) {
            volume.bytes += reply.byteCount();
            return batch.counts().found();
        }
    }

    /** Columns of the caller's types, complete and checked, released again at once. */
    @Benchmark
    public int vectors(Volume volume) {
        try (ColumnarBatch batch = vectorDecoding.decode(reply::decodeInto)) {
            volume.bytes += reply.byteCount();
            return batch.counts().found();
        }
    }
}
