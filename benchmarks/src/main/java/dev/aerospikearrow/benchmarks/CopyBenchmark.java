package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The floor of {@link DecodeBenchmark}: a loop that is told where every double lies and believes
 * it, into memory that is there already. It looks at nothing but the batch index. The score counts
 * rows.
 */
@State(Scope.Thread)
@OperationsPerInvocation(DecodeBenchmark.ROWS)
public class CopyBenchmark {
    private static final int ROWS = DecodeBenchmark.ROWS;

    @Param({"DOUBLES_5", "DOUBLES_20"})
    private SampleTable.Shape shape = SampleTable.Shape.DOUBLES_5;

    private final BufferAllocator allocator = new RootAllocator();
    private BatchReply reply =
            BatchReply.of(SampleTable.of(shape, 0), BatchReply.RowOrder.AS_ASKED);
    private int[] distances = {};
    private int rowLength;
    private ArrowBuf target = allocator.getEmpty();

    /** Makes the reply, and finds out where the doubles lie. */
    @Setup
    public void makeReply() {
        SampleTable table = SampleTable.of(shape, ROWS);
        reply = BatchReply.of(table, BatchReply.RowOrder.AS_ASKED);
        distances = new int[table.columns().size()];
        int end = MessageDescriptor.HEADER_LENGTH;
        for (int column = 0; column < distances.length; column++) {
            String name = table.binNames().get(column);
            distances[column] = end + MessageDescriptor.OPERATION_HEADER_LENGTH + name.length();
            end = distances[column] + Double.BYTES;
        }
        rowLength = end;
        target = allocator.buffer((long) distances.length * ROWS * Double.BYTES);
    }

    /** Releases the memory. */
    @TearDown
    public void close() {
        target.close();
        allocator.close();
    }

    @Benchmark
    public ArrowBuf copied(Volume volume) {
        long address = target.memoryAddress();
        for (byte[] frame : reply.frames()) {
            copy(frame, distances, rowLength, address);
        }
        volume.bytes += reply.byteCount();
        return target;
    }

    private static void copy(byte[] frame, int[] distances, int rowLength, long address) {
        int last = frame.length - rowLength;
        for (int start = FrameDescriptor.HEADER_LENGTH; start <= last; start += rowLength) {
            long row = Bytes.getInt(frame, start + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX);
            for (int column = 0; column < distances.length; column++) {
                MemoryUtil.putLong(
                        address + ((long) column * ROWS + row) * Double.BYTES,
                        Bytes.getLong(frame, start + distances[column]));
            }
        }
    }

    /** The double that was copied. */
    double value(int row, int column) {
        return target.getDouble(((long) column * ROWS + row) * Double.BYTES);
    }
}
