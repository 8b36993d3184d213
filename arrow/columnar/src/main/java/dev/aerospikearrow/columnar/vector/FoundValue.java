package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A value that was found, for messages: a value's type on the wire, and the value itself or its
 * size. Where {@link MessageValues} hides values, numbers have their type only, and texts their
 * size.
 */
public final class FoundValue {
    private static final int SHOWN_BYTES = 40;

    private FoundValue() {}

    /**
     * A bin's value.
     *
     * @param particleType {@link ParticleType}, or {@link Column#UNSIGNED}
     */
    public static String ofParticle(int particleType, byte[] bytes, int offset, int length) {
        return switch (particleType) {
            case ParticleType.INTEGER, ParticleType.DOUBLE, ParticleType.BOOL ->
                    valued(
                            ParticleType.name(particleType),
                            Particles.read(particleType, bytes, offset, length));
            case Column.UNSIGNED -> unsigned(Bytes.getLong(bytes, offset));
            default -> ofBytes(particleType, bytes, offset, length);
        };
    }

    /** The next value inside a list or map, without its elements; the reader is moved. */
    static String ofNext(MsgpackReader reader, byte[] bytes) {
        return switch (reader.nextKind()) {
            case NIL -> "null";
            case BOOLEAN -> valued("BOOL", reader.readBoolean());
            case INTEGER -> valued("INTEGER", reader.readLong());
            case UNSIGNED -> unsigned(reader.readUnsigned());
            case FLOATING -> valued("DOUBLE", reader.readDouble());
            case PARTICLE -> {
                int type = reader.readParticle();
                yield ofBytes(type, bytes, reader.valueOffset(), reader.valueLength());
            }
            case LIST -> "LIST of " + Quantity.of(reader.readListHeader(), "element");
            case MAP -> "MAP of " + Quantity.of(reader.readMapHeader(), "entry", "entries");
            case EXTENSION -> "EXTENSION";
        };
    }

    private static String unsigned(long bits) {
        return valued("INTEGER", Long.toUnsignedString(bits));
    }

    private static String valued(String type, @Nullable Object value) {
        return MessageValues.areHidden() ? type : type + " " + value;
    }

    private static String ofBytes(int particleType, byte[] bytes, int offset, int length) {
        String type = ParticleType.name(particleType);
        return particleType == ParticleType.STRING && !MessageValues.areHidden()
                ? type + " " + quoted(bytes, offset, length)
                : type + " of " + Quantity.of(length, "byte");
    }

    /** A text's beginning; no character is cut in the middle. */
    private static String quoted(byte[] bytes, int offset, int length) {
        int shown = Math.min(length, SHOWN_BYTES);
        while (shown < length && shown > 0 && (bytes[offset + shown] & 0xC0) == 0x80) {
            shown--;
        }
        String text = Bytes.getUtf8(bytes, offset, shown);
        return '"' + text + (shown < length ? "…\"" : "\"");
    }
}
