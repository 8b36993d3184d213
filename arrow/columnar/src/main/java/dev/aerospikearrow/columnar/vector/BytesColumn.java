package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** A column of texts or byte strings with offsets. */
final class BytesColumn extends Column {
    private final BytesRule rule;
    private final CellArena arena;
    private final Offsets offsets;
    private final VectorMemory ordered;
    private @Nullable ArrowBuf data;

    BytesColumn(
            Field field, BufferSource source, int rowCount, int offsetWidthBytes, BytesRule rule) {
        this.rule = rule;
        this.arena = new CellArena(source, rowCount);
        this.offsets = new Offsets(field, source, offsetWidthBytes);
        this.ordered = VectorMemory.in(source);
    }

    void reserve() {
        arena.reserve();
    }

    @Override
    public Fit write(int row, int particleType, byte[] bytes, int offset, int length) {
        Fit fit = rule.takeParticle(particleType, bytes, offset, length);
        if (fit.isWritten()) {
            arena.add(row, rule.bytes(), rule.offset(), rule.length());
        }
        return fit;
    }

    @Override
    public Fit writeLong(int row, long value) {
        Fit fit = rule.takeScalar(value);
        if (fit.isWritten()) {
            arena.add(row, rule.bytes(), rule.offset(), rule.length());
        }
        return fit;
    }

    @Override
    public void fill(int rowCount) {
        offsets.reserve(rowCount);
        data = arena.inRowOrder(rowCount, offsets, ordered);
    }

    @Override
    public void moveTo(FieldVector vector, int slots) {
        ArrowBuf filled = data;
        if (filled == null) {
            throw new IllegalStateException("a column is filled before it is moved to a vector");
        }
        vector.loadFieldBuffers(
                new ArrowFieldNode(slots, arena.nullCount(slots)),
                List.of(arena.validityBuffer(slots), offsets.buffer(slots), filled));
    }

    @Override
    public void close() {
        arena.close();
        offsets.close();
        ordered.close();
    }
}
