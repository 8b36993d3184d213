package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.BinKind;
import dev.aerospikearrow.columnar.vector.BufferSource;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.columnar.vector.ColumnFactory;
import dev.aerospikearrow.columnar.vector.Conversion;
import dev.aerospikearrow.columnar.vector.MisfitListener;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One column of strings of about 12 bytes, from values that lie in a reply to a vector. {@link
 * #noted} stops before the column is filled, so that the difference to {@link #filled} is what
 * filling costs. The baseline writes into Arrow's vector directly, which can only be done in the
 * order of the rows. The score counts values.
 */
@State(Scope.Thread)
@OperationsPerInvocation(FillBenchmark.ROWS)
public class FillBenchmark {
    static final int ROWS = 10_000;

    private static final BinColumn COLUMN = new BinColumn("city", BinKind.NAME, 14);

    @Param({"AS_ASKED", "SHUFFLED"})
    private BatchReply.RowOrder order = BatchReply.RowOrder.AS_ASKED;

    private final Field field = COLUMN.field().orElseThrow();
    private final int[] rows = new int[ROWS];
    private final int[] offsets = new int[ROWS];
    private final int[] lengths = new int[ROWS];
    private final BufferAllocator allocator = new RootAllocator();
    private byte[] bytes = {};

    /** Lays the values out one after the other, in the order in which their rows arrive. */
    @Setup
    public void layOut() {
        List<Integer> arrival = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            arrival.add(row);
        }
        if (order == BatchReply.RowOrder.SHUFFLED) {
            Collections.shuffle(arrival, new Random(1));
        }
        WireBuffer values = new WireBuffer();
        for (int i = 0; i < ROWS; i++) {
            rows[i] = arrival.get(i);
            offsets[i] = values.length();
            values.putBytes(Bytes.utf8((String) COLUMN.value(rows[i], 0)));
            lengths[i] = values.length() - offsets[i];
        }
        bytes = values.toByteArray();
    }

    /** Checks that nothing leaked. */
    @TearDown
    public void close() {
        allocator.close();
    }

    @Benchmark
    public int noted() {
        try (Column column = column()) {
            write(column);
            return ROWS;
        }
    }

    @Benchmark
    public int filled() {
        try (VarCharVector vector = vector()) {
            return vector.getValueCount();
        }
    }

    @Benchmark
    public int arrowSetSafe() {
        try (VarCharVector vector = arrowVector()) {
            return vector.getValueCount();
        }
    }

    private Column column() {
        return ColumnFactory.create(
                field, Conversion.EXACT, ROWS, BufferSource.of(allocator), MisfitListener.NONE);
    }

    private void write(Column column) {
        for (int i = 0; i < ROWS; i++) {
            column.write(rows[i], ParticleType.STRING, bytes, offsets[i], lengths[i]);
        }
    }

    /** The column as a vector; to be closed. */
    VarCharVector vector() {
        VarCharVector vector = new VarCharVector(field, allocator);
        try (Column column = column()) {
            write(column);
            column.fill(ROWS);
            column.moveTo(vector, ROWS);
        }
        return vector;
    }

    /** The same with Arrow's own means; to be closed. */
    VarCharVector arrowVector() {
        VarCharVector vector = new VarCharVector(field, allocator);
        vector.allocateNew(bytes.length, ROWS);
        for (int i = 0; i < ROWS; i++) {
            vector.setSafe(i, bytes, offsets[i], lengths[i]);
        }
        vector.setValueCount(ROWS);
        return vector;
    }
}
