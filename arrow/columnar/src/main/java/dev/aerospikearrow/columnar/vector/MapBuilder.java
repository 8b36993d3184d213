package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import org.apache.arrow.vector.types.pojo.Field;

/** Maps with keys of one type and values of one type, entries in the server's order. */
final class MapBuilder extends RunBuilder {
    private final StructBuilder entries;
    private final ValueBuilder key;
    private final ValueBuilder value;

    MapBuilder(Field field, BufferSource source, StructBuilder entries, MisfitListener listener) {
        super(field, source, ParticleType.MAP, Integer.BYTES, entries, listener);
        this.entries = entries;
        this.key = entries.children().get(0);
        this.value = entries.children().get(1);
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
        return endRun();
    }

    @Override
    String pathOf(ValueBuilder child, int slot) {
        return "[entry " + numberInRun(slot) + "]";
    }
}
