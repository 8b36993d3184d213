package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Maps whose text keys are known beforehand: each is a field. A key that is missing is null, a key
 * that no field names is stepped over.
 */
final class StructBuilder extends ContainerBuilder {
    private final byte[][] names;

    StructBuilder(
            Field field,
            BufferSource source,
            List<ValueBuilder> children,
            MisfitListener listener) {
        super(field, source, ParticleType.MAP, children, listener);
        names = new byte[children.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = Bytes.utf8(children.get(i).field().getName());
        }
    }

    @Override
    boolean seekable() {
        for (ValueBuilder child : children()) {
            if (!child.seekable()) {
                return false;
            }
        }
        return true;
    }

    @Override
    void reserve(int slots) {
        super.reserve(slots);
        for (ValueBuilder child : children()) {
            child.reserve(slots);
        }
    }

    @Override
    Fit append(NestedCursor cursor) {
        MsgpackReader reader = cursor.reader();
        if (reader.nextKind() != Kind.MAP) {
            return Fit.WRONG_TYPE;
        }
        int slot = count();
        int length = reader.readMapHeader();
        int previous = -1;
        for (int i = 0; i < length; i++) {
            int child = readName(cursor, previous);
            if (child < 0 || children().get(child).count() != slot) {
                // Nobody asked for it, or it is there twice.
                reader.skip();
                continue;
            }
            previous = child;
            Fit fit = cursor.appendTo(children().get(child));
            if (!fit.isWritten()) {
                return fit;
            }
        }
        for (ValueBuilder child : children()) {
            if (child.count() == slot) {
                if (!child.nullable()) {
                    return Fit.NULL_VALUE;
                }
                child.appendNull();
            }
        }
        advance();
        return Fit.EXACT;
    }

    /** Steps over a key and returns the child it names, -1 if there is none. */
    private int readName(NestedCursor cursor, int previous) {
        MsgpackReader reader = cursor.reader();
        if (reader.nextKind() != Kind.PARTICLE) {
            reader.skip();
            return -1;
        }
        if (reader.readParticle() != ParticleType.STRING) {
            return -1;
        }
        // Fields in the order of the server's keys are found at the first guess.
        for (int i = 1; i <= names.length; i++) {
            int candidate = (previous + i) % names.length;
            byte[] name = names[candidate];
            if (name.length == reader.valueLength()
                    && Arrays.equals(
                            name,
                            0,
                            name.length,
                            cursor.bytes(),
                            reader.valueOffset(),
                            reader.valueOffset() + name.length)) {
                return candidate;
            }
        }
        return -1;
    }

    @Override
    void appendNull() {
        for (ValueBuilder child : children()) {
            child.appendNull();
        }
        super.appendNull();
    }

    @Override
    void seek(int slot) {
        super.seek(slot);
        for (ValueBuilder child : children()) {
            child.seek(slot);
        }
    }

    @Override
    String pathOf(ValueBuilder child, int slot) {
        return "." + child.field().getName();
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        return List.of(validityBuffer);
    }

    @Override
    int childSlots(int slots) {
        return slots;
    }
}
