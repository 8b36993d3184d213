package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.wire.Quantity;
import org.apache.arrow.vector.FieldVector;

/**
 * A column of lists, maps or structs. Their elements can only be appended, so the values wait in an
 * arena until all rows are there.
 */
final class ArenaColumn extends Column {
    private final ContainerBuilder builder;
    private final CellArena arena;
    private final int rowCount;
    private final MisfitListener listener;
    private final MsgpackReader checker = new MsgpackReader();

    ArenaColumn(
            ContainerBuilder builder, BufferSource source, int rowCount, MisfitListener listener) {
        this.builder = builder;
        this.arena = new CellArena(source, rowCount);
        this.rowCount = rowCount;
        this.listener = listener;
    }

    void reserve() {
        arena.reserve();
        builder.reserve(rowCount);
    }

    @Override
    public Fit write(int row, int particleType, byte[] bytes, int offset, int length) {
        if (particleType != builder.particleType()) {
            return Fit.WRONG_TYPE;
        }
        // Now, while it is known in which frame of which node it is broken, if it is.
        checker.reset(bytes, offset, length).requireWhole();
        arena.add(row, bytes, offset, length);
        return Fit.EXACT;
    }

    @Override
    public Fit writeLong(int row, long value) {
        return Fit.WRONG_TYPE;
    }

    @Override
    public void fill(int filledRows) {
        byte[] cell = new byte[256];
        for (int row = 0; row < filledRows; row++) {
            if (!arena.has(row)) {
                builder.appendNull();
                continue;
            }
            int length = arena.length(row);
            if (length > cell.length) {
                cell = new byte[Math.max(length, Math.min(cell.length * 2, 1 << 27))];
            }
            arena.get(row, cell);
            fill(row, cell, length);
        }
    }

    private void fill(int row, byte[] cell, int length) {
        Fit fit = builder.appendWhole(row, cell, 0, length);
        if (!fit.isWritten()) {
            String found =
                    ParticleType.name(builder.particleType())
                            + " of "
                            + Quantity.of(length, "byte");
            listener.onMisfit(row, "", fit, found, TypeNames.of(builder.field()));
            builder.appendNull();
        }
    }

    @Override
    public void moveTo(FieldVector vector, int slots) {
        builder.moveTo(vector, slots);
    }

    @Override
    public void close() {
        arena.close();
        builder.close();
    }
}
