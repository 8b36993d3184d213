package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A writer whose values hold the values of other writers. */
abstract class ContainerWriter extends ValueWriter {
    private final List<ValueWriter> children;
    private final NestedCursor cursor;
    private final int particleType;

    /**
     * @param particleType the type of bin that a value of this field comes from
     * @param children writers of the field's children, in their order
     */
    ContainerWriter(
            Field field,
            BufferAllocator allocator,
            int particleType,
            List<ValueWriter> children,
            MisfitListener listener) {
        super(field, allocator);
        this.particleType = particleType;
        this.children = children;
        this.cursor = new NestedCursor(listener);
        for (ValueWriter child : children) {
            child.setParent(this);
        }
    }

    final List<ValueWriter> children() {
        return children;
    }

    final int particleType() {
        return particleType;
    }

    /** Where in this writer's current value a child's slot is, for messages. */
    abstract String pathOf(ValueWriter child, int slot);

    @Override
    boolean seekable() {
        return false;
    }

    @Override
    Fit appendParticle(int type, byte[] bytes, int offset, int length) {
        if (type != particleType) {
            return Fit.WRONG_TYPE;
        }
        return appendWhole(count(), bytes, offset, length);
    }

    /** Appends the list or map that fills the range exactly. */
    final Fit appendWhole(int row, byte[] bytes, int offset, int length) {
        NestedCursor cell = cursor.reset(row, bytes, offset, length);
        int start = count();
        Fit fit = append(cell);
        if (fit.isWritten()) {
            cell.reader().requireEnd();
        } else {
            seek(start);
        }
        return fit;
    }

    @Override
    public void moveTo(FieldVector vector, int slots) {
        super.moveTo(vector, slots);
        List<FieldVector> childVectors = vector.getChildrenFromFields();
        for (int i = 0; i < children.size(); i++) {
            children.get(i).moveTo(childVectors.get(i), childSlots(slots));
        }
    }

    /** How many values each child has for this writer's {@code slots}. */
    abstract int childSlots(int slots);

    @Override
    public void close() {
        super.close();
        closeAll(children);
    }
}
