package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;

/**
 * A position inside one cell's list or map, and the way to report what does not fit there. Each
 * column that holds lists, maps or structs has one, used again for every cell.
 */
final class NestedCursor {
    private final MsgpackReader reader = new MsgpackReader();
    private final MisfitListener listener;
    private byte[] bytes = new byte[0];
    private int limit;
    private int row;

    NestedCursor(MisfitListener listener) {
        this.listener = listener;
    }

    /** The cell that is read next; its range is checked by whoever found it. */
    NestedCursor reset(int cellRow, byte[] source, int offset, int length) {
        row = cellRow;
        bytes = source;
        limit = offset + length;
        reader.reset(source, offset, length);
        return this;
    }

    MsgpackReader reader() {
        return reader;
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * Appends the next value, or null if it does not fit and the child may be null. Steps over the
     * value in every case.
     *
     * @return {@link Fit#EXACT}, or why the value that contains this one cannot be kept
     */
    Fit appendTo(ValueBuilder child) {
        int start = reader.position();
        if (reader.nextKind() == Kind.NIL) {
            reader.readNil();
            if (!child.nullable()) {
                return Fit.NULL_VALUE;
            }
            child.appendNull();
            return Fit.EXACT;
        }
        int slot = child.count();
        Fit fit = child.append(this);
        if (fit == Fit.EXACT) {
            return fit;
        }
        return misfit(child, slot, start, fit);
    }

    private Fit misfit(ValueBuilder child, int slot, int start, Fit fit) {
        if (fit == Fit.COERCED) {
            int next = reader.position();
            report(child, slot, start, fit);
            reader.reset(bytes, next, limit - next);
            return Fit.EXACT;
        }
        child.seek(slot);
        if (child.nullable()) {
            report(child, slot, start, fit);
        }
        reader.reset(bytes, start, limit - start);
        reader.skip();
        if (!child.nullable()) {
            return fit;
        }
        child.appendNull();
        return Fit.EXACT;
    }

    /** Tells of the value that starts at {@code start}; leaves the reader somewhere in it. */
    private void report(ValueBuilder child, int slot, int start, Fit fit) {
        if (!listener.isShown(row, fit)) {
            listener.onMisfit(row, "", fit, "", "");
            return;
        }
        reader.reset(bytes, start, limit - start);
        String found = FoundValue.ofNext(reader, bytes);
        listener.onMisfit(row, path(child, slot), fit, found, TypeNames.withRange(child.field()));
    }

    /**
     * Where in the cell a builder's slot is; the containers around it are at their current ones.
     */
    private static String path(ValueBuilder builder, int slot) {
        ContainerBuilder parent = builder.parent();
        return parent == null ? "" : path(parent, parent.count()) + parent.pathOf(builder, slot);
    }
}
