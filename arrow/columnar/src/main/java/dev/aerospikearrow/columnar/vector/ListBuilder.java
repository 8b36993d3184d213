package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import org.apache.arrow.vector.types.pojo.Field;

/** Lists of any length. */
final class ListBuilder extends RunBuilder {
    private final ValueBuilder element;

    ListBuilder(
            Field field,
            BufferSource source,
            int offsetWidthBytes,
            ValueBuilder element,
            MisfitListener listener) {
        super(field, source, ParticleType.LIST, offsetWidthBytes, element, listener);
        this.element = element;
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
        return endRun();
    }

    @Override
    String pathOf(ValueBuilder child, int slot) {
        return "[" + numberInRun(slot) + "]";
    }
}
