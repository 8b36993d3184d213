package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A builder whose values hold the values of other builders. */
abstract class ContainerBuilder extends ValueBuilder {
    private final List<ValueBuilder> children;
    private final NestedCursor cursor;
    private final int particleType;

    /**
     * @param particleType the type of bin that a value of this field comes from
     * @param children builders of the field's children, in their order
     */
    ContainerBuilder(
            Field field,
            BufferSource source,
            int particleType,
            List<ValueBuilder> children,
            MisfitListener listener) {
        super(field, source);
        this.particleType = particleType;
        this.children = children;
        this.cursor = new NestedCursor(listener);
        for (ValueBuilder child : children) {
            child.setParent(this);
        }
    }

    final List<ValueBuilder> children() {
        return children;
    }

    final int particleType() {
        return particleType;
    }

    /** Where in this builder's current value a child's slot is, for messages. */
    abstract String pathOf(ValueBuilder child, int slot);

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

    /** How many values each child has for this builder's {@code slots}. */
    abstract int childSlots(int slots);

    @Override
    public void close() {
        super.close();
        closeAll(children);
    }
}
