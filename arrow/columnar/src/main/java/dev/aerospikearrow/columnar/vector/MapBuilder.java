package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/** Maps with keys of one type and values of one type, entries in the server's order. */
final class MapBuilder extends ContainerBuilder {
    private final StructBuilder entries;
    private final ValueBuilder key;
    private final ValueBuilder value;
    private final Offsets offsets;

    MapBuilder(Field field, BufferSource source, StructBuilder entries, MisfitListener listener) {
        super(field, source, ParticleType.MAP, List.of(entries), listener);
        this.entries = entries;
        this.key = entries.children().get(0);
        this.value = entries.children().get(1);
        this.offsets = new Offsets(field, source, Integer.BYTES);
    }

    @Override
    Fit append(NestedCursor cursor) {
        MsgpackReader reader = cursor.reader();
        if (reader.nextKind() != Kind.MAP) {
            return Fit.WRONG_TYPE;
        }
        int length = reader.readMapHeader();
        for (int i = 0; i < length; i++) {
            Fit fit = cursor.appendTo(key);
            if (fit.isWritten()) {
                fit = cursor.appendTo(value);
            }
            if (!fit.isWritten()) {
                return fit;
            }
            entries.advance();
        }
        offsets.end(count(), entries.count());
        advance();
        return Fit.EXACT;
    }

    @Override
    void appendNull() {
        offsets.end(count(), entries.count());
        super.appendNull();
    }

    @Override
    void seek(int slot) {
        super.seek(slot);
        entries.seek((int) offsets.start(slot));
    }

    @Override
    String pathOf(ValueBuilder child, int slot) {
        return "[entry " + (slot - offsets.start(count())) + "]";
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
