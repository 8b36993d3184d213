package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/** Lists of any length. */
final class ListBuilder extends ContainerBuilder {
    private final ValueBuilder element;
    private final Offsets offsets;

    ListBuilder(
            Field field,
            BufferSource source,
            int offsetWidthBytes,
            ValueBuilder element,
            MisfitListener listener) {
        super(field, source, ParticleType.LIST, List.of(element), listener);
        this.element = element;
        this.offsets = new Offsets(field, source, offsetWidthBytes);
    }

    @Override
    Fit append(NestedCursor cursor) {
        MsgpackReader reader = cursor.reader();
        if (reader.nextKind() != Kind.LIST) {
            return Fit.WRONG_TYPE;
        }
        int length = reader.readListHeader();
        for (int i = 0; i < length; i++) {
            Fit fit = cursor.appendTo(element);
            if (!fit.isWritten()) {
                return fit;
            }
        }
        offsets.end(count(), element.count());
        advance();
        return Fit.EXACT;
    }

    @Override
    void appendNull() {
        offsets.end(count(), element.count());
        super.appendNull();
    }

    @Override
    void seek(int slot) {
        super.seek(slot);
        element.seek((int) offsets.start(slot));
    }

    @Override
    String pathOf(ValueBuilder child, int slot) {
        return "[" + (slot - offsets.start(count())) + "]";
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        return List.of(validityBuffer, offsets.buffer(slots));
    }

    @Override
    int childSlots(int slots) {
        return (int) offsets.start(slots);
    }

    @Override
    public void close() {
        super.close();
        offsets.close();
    }
}
