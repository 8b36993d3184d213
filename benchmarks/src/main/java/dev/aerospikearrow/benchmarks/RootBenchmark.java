package dev.aerospikearrow.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The floor of a small read into columns: a root of five columns and one row, made and closed, with
 * nothing read. {@link #allocations} makes it as Arrow does, {@link #slices} of one allocation, as
 * a batch of few keys is made. The score counts roots.
 */
@State(Scope.Thread)
public class RootBenchmark {
    private static final int COLUMNS = 5;
    private static final int BLOCK_BYTES = 1024;
    private static final int BUFFER_BYTES = 64;

    private final Schema schema =
            new Schema(
                    IntStream.range(0, COLUMNS)
                            .mapToObj(
                                    i ->
                                            Field.nullable(
                                                    "d" + i,
                                                    new ArrowType.FloatingPoint(
                                                            FloatingPointPrecision.DOUBLE)))
                            .toList());
    private final BufferAllocator allocator = new RootAllocator();

    /** Checks that nothing leaked. */
    @TearDown
    public void close() {
        allocator.close();
    }

    @Benchmark
    public int allocations() {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            for (FieldVector vector : root.getFieldVectors()) {
                ((Float8Vector) vector).allocateNew(1);
                ((Float8Vector) vector).set(0, 1.0);
            }
            root.setRowCount(1);
            return root.getRowCount();
        }
    }

    @Benchmark
    public int slices() {
        List<FieldVector> vectors = new ArrayList<>(COLUMNS);
        try (ArrowBuf block = allocator.buffer(BLOCK_BYTES)) {
            long at = 0;
            for (Field field : schema.getFields()) {
                FieldVector vector = field.createVector(allocator);
                ArrowBuf validity = block.slice(at, BUFFER_BYTES).writerIndex(1);
                ArrowBuf data =
                        block.slice(at + BUFFER_BYTES, BUFFER_BYTES).writerIndex(Double.BYTES);
                validity.setByte(0, 1);
                data.setDouble(0, 1.0);
                vector.loadFieldBuffers(new ArrowFieldNode(1, 0), List.of(validity, data));
                vectors.add(vector);
                at += 2 * BUFFER_BYTES;
            }
        }
        try (VectorSchemaRoot root = new VectorSchemaRoot(schema, vectors, 1)) {
            return root.getRowCount();
        }
    }
}
