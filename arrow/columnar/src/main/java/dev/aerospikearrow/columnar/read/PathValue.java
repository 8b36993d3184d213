package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ValuePath;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;

/**
 * The value of a path, taken out of the list in which it comes ({@link ValuePath#read()}) and made
 * what a bin of that value would be. One per column that has a path; not thread-safe.
 */
final class PathValue {
    /** Before a GeoJSON bin's text: a byte of flags, and how many cells follow, here none. */
    private static final int GEOJSON_HEADER_LENGTH = 3;

    private final MsgpackReader reader = new MsgpackReader();
    private byte[] scratch = new byte[Long.BYTES];
    private byte[] bytes = scratch;
    private int offset;
    private int length;

    /**
     * Reads a list of one value or none.
     *
     * @return the value's type, or {@link Column#UNSIGNED}; {@link ParticleType#NULL} for none
     * @throws MalformedReplyException if it is something else
     */
    int read(int particleType, byte[] frame, int listOffset, int listLength) {
        if (particleType != ParticleType.LIST) {
            throw new MalformedReplyException(
                    "a path is answered with a LIST, found " + ParticleType.name(particleType),
                    listOffset);
        }
        reader.reset(frame, listOffset, listLength);
        int count = reader.readListHeader();
        if (count == 0) {
            return ParticleType.NULL;
        }
        if (count != 1) {
            throw new MalformedReplyException(
                    "a path is answered with a list of 1 value or none, found " + count,
                    listOffset);
        }
        int type = readValue(frame);
        reader.requireEnd();
        return type;
    }

    private int readValue(byte[] frame) {
        bytes = scratch;
        offset = 0;
        length = Long.BYTES;
        switch (reader.nextKind()) {
            case INTEGER:
                Bytes.putLong(scratch, 0, reader.readLong());
                return ParticleType.INTEGER;
            case UNSIGNED:
                Bytes.putLong(scratch, 0, reader.readUnsigned());
                return Column.UNSIGNED;
            case FLOATING:
                Bytes.putLong(scratch, 0, Double.doubleToRawLongBits(reader.readDouble()));
                return ParticleType.DOUBLE;
            case BOOLEAN:
                scratch[0] = (byte) (reader.readBoolean() ? 1 : 0);
                length = 1;
                return ParticleType.BOOL;
            case PARTICLE:
                int type = reader.readParticle();
                inFrame(frame, reader.valueOffset(), reader.valueLength());
                return type == ParticleType.GEOJSON ? withGeoJsonHeader() : type;
            case LIST:
                skipValue(frame);
                return ParticleType.LIST;
            case MAP:
                skipValue(frame);
                return ParticleType.MAP;
            case NIL, EXTENSION:
                break;
        }
        reader.skip();
        return ParticleType.NULL;
    }

    private void skipValue(byte[] frame) {
        int start = reader.position();
        reader.skip();
        inFrame(frame, start, reader.position() - start);
    }

    private void inFrame(byte[] frame, int valueOffset, int valueLength) {
        bytes = frame;
        offset = valueOffset;
        length = valueLength;
    }

    /** Inside lists and maps GeoJSON is its text alone. */
    private int withGeoJsonHeader() {
        if (scratch.length < GEOJSON_HEADER_LENGTH + length) {
            scratch = new byte[GEOJSON_HEADER_LENGTH + length];
        }
        System.arraycopy(bytes, offset, scratch, GEOJSON_HEADER_LENGTH, length);
        scratch[0] = 0;
        scratch[1] = 0;
        scratch[2] = 0;
        bytes = scratch;
        offset = 0;
        length += GEOJSON_HEADER_LENGTH;
        return ParticleType.GEOJSON;
    }

    /** Where the value's bytes are, as {@link Particles} reads them; until the next read. */
    byte[] bytes() {
        return bytes;
    }

    /** Where they start. */
    int offset() {
        return offset;
    }

    /** How many they are. */
    int length() {
        return length;
    }
}
