package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Lists of a declared length, and blobs in which that many floating-point numbers lie packed, as
 * embeddings are stored.
 */
final class FixedSizeListBuilder extends ContainerBuilder {
    private final ValueBuilder element;
    private final int length;
    private final ByteOrderName packedOrder;

    FixedSizeListBuilder(
            Field field,
            BufferSource source,
            int length,
            ByteOrderName packedOrder,
            ValueBuilder element,
            MisfitListener listener) {
        super(field, source, ParticleType.LIST, List.of(element), listener);
        this.element = element;
        this.length = length;
        this.packedOrder = packedOrder;
    }

    @Override
    boolean seekable() {
        return element.seekable();
    }

    @Override
    void reserve(int slots) {
        super.reserve(slots);
        element.reserve(childSlots(slots));
    }

    @Override
    Fit appendParticle(int type, byte[] bytes, int offset, int byteLength) {
        return type == ParticleType.BLOB
                ? appendPacked(bytes, offset, byteLength)
                : super.appendParticle(type, bytes, offset, byteLength);
    }

    @Override
    Fit append(NestedCursor cursor) {
        MsgpackReader reader = cursor.reader();
        Kind kind = reader.nextKind();
        if (kind == Kind.PARTICLE && reader.readParticle() == ParticleType.BLOB) {
            return appendPacked(cursor.bytes(), reader.valueOffset(), reader.valueLength());
        }
        if (kind != Kind.LIST) {
            return Fit.WRONG_TYPE;
        }
        if (reader.readListHeader() != length) {
            return Fit.WRONG_LENGTH;
        }
        for (int i = 0; i < length; i++) {
            Fit fit = cursor.appendTo(element);
            if (!fit.isWritten()) {
                return fit;
            }
        }
        advance();
        return Fit.EXACT;
    }

    private Fit appendPacked(byte[] bytes, int offset, int byteLength) {
        if (!(element instanceof FloatBuilder numbers)) {
            return Fit.WRONG_TYPE;
        }
        if (byteLength != (long) length * numbers.widthBytes()) {
            return Fit.WRONG_LENGTH;
        }
        numbers.appendPacked(bytes, offset, length, packedOrder);
        advance();
        return Fit.EXACT;
    }

    @Override
    void appendNull() {
        for (int i = 0; i < length; i++) {
            element.appendNull();
        }
        super.appendNull();
    }

    @Override
    void seek(int slot) {
        super.seek(slot);
        element.seek(childSlots(slot));
    }

    @Override
    String pathOf(ValueBuilder child, int slot) {
        return "[" + (slot - childSlots(count())) + "]";
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        return List.of(validityBuffer);
    }

    @Override
    int childSlots(int slots) {
        long elements = (long) slots * length;
        if (elements > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Field "
                            + field().getName()
                            + " would have "
                            + slots
                            + " lists of "
                            + Quantity.of(length, "element")
                            + ", more than the 2,147,483,647 elements of one batch. Read"
                            + " fewer keys at once.");
        }
        return (int) elements;
    }
}
