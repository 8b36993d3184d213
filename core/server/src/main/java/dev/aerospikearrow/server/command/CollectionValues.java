package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.msgpack.ServerOrder;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.RequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks of lists and maps that clients send, which bring them into the form that is stored
 * (docs/docs/internals/wire.md, section 5): integers in their smallest form, strings and blobs as
 * <em>str</em>, maps sorted by key, order marks only where the content keeps what they promise.
 */
final class CollectionValues {
    private static final int KEY_ORDERED = 0x01;
    private static final int VALUE_ORDERED = 0x02;
    private static final int PERSIST_INDEX = 0x10;

    private final MsgpackReader reader = new MsgpackReader();
    private final byte[] source;
    private final int limit;

    private CollectionValues(byte[] source, int offset, int length) {
        this.source = source;
        this.limit = offset + length;
        reader.reset(source, offset, length);
    }

    /**
     * The stored form of a list or map.
     *
     * @param particleType LIST or MAP, which the value must be
     * @throws RequestException SERVER_ERROR if the value is invalid
     */
    static byte[] normalise(int particleType, byte[] bytes, int offset, int length) {
        CollectionValues values = new CollectionValues(bytes, offset, length);
        MsgpackReader.Kind wanted =
                particleType == ParticleType.LIST
                        ? MsgpackReader.Kind.LIST
                        : MsgpackReader.Kind.MAP;
        try {
            if (length == 0 || values.reader.nextKind() != wanted) {
                throw invalid();
            }
            WireBuffer target = new WireBuffer(length);
            values.copyValue(target, 0);
            values.reader.requireEnd();
            return target.toByteArray();
        } catch (MalformedReplyException e) {
            throw invalid();
        }
    }

    private static RequestException invalid() {
        return new RequestException(ResultCode.SERVER_ERROR);
    }

    private void copyValue(WireBuffer target, int depth) {
        if (depth > MsgpackWriter.MAX_DEPTH) {
            throw invalid();
        }
        MsgpackWriter writer = new MsgpackWriter(target);
        switch (reader.nextKind()) {
            case NIL, BOOLEAN, FLOATING, UNSIGNED -> copyToken(target);
            case INTEGER -> writer.writeLong(reader.readLong());
            case PARTICLE -> copyParticle(target);
            case LIST -> copyList(target, writer, depth);
            case MAP -> copyMap(target, writer, depth);
            case EXTENSION -> throw invalid();
        }
    }

    private void copyToken(WireBuffer target) {
        int start = reader.position();
        reader.skip();
        target.putBytes(source, start, reader.position() - start);
    }

    private void copyParticle(WireBuffer target) {
        int particleType = reader.readParticle();
        int length = reader.valueLength();
        int start = reader.valueOffset();
        if (start > 0 && length == 0 && (source[start - 1] & 0xFF) == 0xA0) {
            target.putByte(0xA0);
            return;
        }
        new MsgpackWriter(target)
                .writeParticle(particleType, Arrays.copyOfRange(source, start, start + length));
    }

    /** The order bits of the container that starts here; 0 without a mark. */
    private int orderBits(int firstElement) {
        if (firstElement + 3 > limit || (source[firstElement] & 0xFF) != 0xC7) {
            return 0;
        }
        return source[firstElement + 1] == 0 ? source[firstElement + 2] & ~PERSIST_INDEX : 0;
    }

    private static int headerLength(int lead) {
        return switch (lead) {
            case 0xDC, 0xDE -> 3;
            case 0xDD, 0xDF -> 5;
            default -> 1;
        };
    }

    private void copyList(WireBuffer target, MsgpackWriter writer, int depth) {
        int start = reader.position();
        int bits = orderBits(start + headerLength(source[start] & 0xFF));
        int count = reader.readListHeader();
        boolean ordered = (bits & KEY_ORDERED) != 0;
        writer.writeArrayHeader(ordered ? count + 1 : count);
        if (ordered) {
            writer.writeOrderMark(KEY_ORDERED);
        }
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int at = target.length();
            copyValue(target, depth + 1);
            if (ordered && previous >= 0) {
                Object before = decode(target, previous, at);
                Object value = decode(target, at, target.length());
                if (ServerOrder.INSTANCE.compare(before, value) > 0) {
                    throw invalid();
                }
            }
            previous = at;
        }
    }

    private static @Nullable Object decode(WireBuffer target, int start, int end) {
        return MsgpackReader.readWhole(target.array(), start, end - start);
    }

    private record Entry(@Nullable Object key, byte[] bytes) {}

    private void copyMap(WireBuffer target, MsgpackWriter writer, int depth) {
        int start = reader.position();
        int bits = orderBits(start + headerLength(source[start] & 0xFF));
        int count = reader.readMapHeader();
        boolean ordered = (bits & KEY_ORDERED) != 0;
        writer.writeMapHeader(ordered ? count + 1 : count);
        if (ordered) {
            writer.writeOrderMark(bits & (KEY_ORDERED | VALUE_ORDERED));
            writer.writeNil();
        }
        for (Entry entry : entries(count, ordered, depth)) {
            target.putBytes(entry.bytes);
        }
    }

    private List<Entry> entries(int count, boolean ordered, int depth) {
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            WireBuffer entry = new WireBuffer(32);
            requireKey();
            copyValue(entry, depth + 1);
            Object key = decode(entry, 0, entry.length());
            copyValue(entry, depth + 1);
            entries.add(new Entry(key, entry.toByteArray()));
        }
        if (!ordered) {
            entries.sort((a, b) -> ServerOrder.INSTANCE.compare(a.key, b.key));
        }
        for (int i = 1; i < count; i++) {
            if (ServerOrder.INSTANCE.compare(entries.get(i - 1).key, entries.get(i).key) >= 0) {
                throw invalid();
            }
        }
        return entries;
    }

    /** Keys are integers, strings and blobs. */
    private void requireKey() {
        MsgpackReader.Kind kind = reader.nextKind();
        if (kind == MsgpackReader.Kind.INTEGER || kind == MsgpackReader.Kind.UNSIGNED) {
            return;
        }
        if (kind != MsgpackReader.Kind.PARTICLE) {
            throw invalid();
        }
        int particleType = peekParticleType();
        if (particleType != ParticleType.STRING && particleType != ParticleType.BLOB) {
            throw invalid();
        }
    }

    private int peekParticleType() {
        int at = reader.position();
        int lead = source[at] & 0xFF;
        int header =
                switch (lead) {
                    case 0xC4, 0xD9 -> 2;
                    case 0xC5, 0xDA -> 3;
                    case 0xC6, 0xDB -> 5;
                    default -> 1;
                };
        return lead != 0xA0 && at + header < limit
                ? Bytes.getUnsignedByte(source, at + header)
                : ParticleType.NULL;
    }
}
