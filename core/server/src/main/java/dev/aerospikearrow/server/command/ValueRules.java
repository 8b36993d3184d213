package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.server.geo.Geometry;
import dev.aerospikearrow.server.hll.Sketch;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.ParticleValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rules that check the values that clients send (docs/docs/internals/wire.md, section 3.4) and
 * combine them with bins.
 */
final class ValueRules {
    private static final int GEOJSON_HEADER_LENGTH = 3;
    private static final int GEOJSON_CELL_LENGTH = 8;

    private ValueRules() {}

    /** Whether values of a type are bytes that can be put one after the other. */
    private static boolean isText(int particleType) {
        return switch (particleType) {
            case ParticleType.STRING, ParticleType.BLOB, 7, 8, 9, 10, 11, 12, 16 -> true;
            default -> false;
        };
    }

    private static void requireKnown(int particleType) {
        require(
                switch (particleType) {
                    case ParticleType.INTEGER,
                            ParticleType.DOUBLE,
                            ParticleType.BOOL,
                            ParticleType.HLL,
                            ParticleType.LIST,
                            ParticleType.MAP,
                            ParticleType.GEOJSON ->
                            true;
                    default -> isText(particleType);
                });
    }

    /**
     * The form in which a sent value is stored.
     *
     * @throws RequestException if it is none that may be stored
     */
    static ParticleValue stored(int particleType, byte[] bytes, int offset, int length) {
        return switch (particleType) {
            case ParticleType.INTEGER -> integer(bytes, offset, length);
            case ParticleType.DOUBLE -> {
                require(length == Double.BYTES);
                yield new ParticleValue(particleType, bytes, offset, length);
            }
            case ParticleType.BOOL -> {
                require(length == 1 && (bytes[offset] & ~1) == 0);
                yield new ParticleValue(particleType, bytes, offset, length);
            }
            case ParticleType.HLL -> {
                require(Sketch.isValid(Arrays.copyOfRange(bytes, offset, offset + length)));
                yield new ParticleValue(particleType, bytes, offset, length);
            }
            case ParticleType.LIST, ParticleType.MAP ->
                    ParticleValue.of(
                            particleType,
                            CollectionValues.normalise(particleType, bytes, offset, length));
            case ParticleType.GEOJSON -> geoJson(bytes, offset, length);
            default -> {
                require(isText(particleType));
                yield new ParticleValue(particleType, bytes, offset, length);
            }
        };
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new RequestException(ResultCode.PARAMETER);
        }
    }

    private static ParticleValue integer(byte[] bytes, int offset, int length) {
        return switch (length) {
            case 1 -> ParticleValue.ofLong(bytes[offset] & 0xFF);
            case 2 -> ParticleValue.ofLong(Bytes.getUnsignedShort(bytes, offset));
            case 4 -> ParticleValue.ofLong(Bytes.getInt(bytes, offset) & 0xFFFF_FFFFL);
            case 8 -> new ParticleValue(ParticleType.INTEGER, bytes, offset, length);
            default -> throw new RequestException(ResultCode.PARAMETER);
        };
    }

    private static ParticleValue geoJson(byte[] bytes, int offset, int length) {
        int header =
                length < GEOJSON_HEADER_LENGTH
                        ? length
                        : GEOJSON_HEADER_LENGTH
                                + GEOJSON_CELL_LENGTH * Bytes.getUnsignedShort(bytes, offset + 1);
        if (header >= length) {
            throw new RequestException(ResultCode.INVALID_GEOJSON);
        }
        return ParticleValue.of(
                ParticleType.GEOJSON, Geometry.stored(bytes, offset + header, length - header));
    }

    /** What a bin becomes by ADD. */
    static ParticleValue add(
            @Nullable ParticleValue current,
            int particleType,
            byte[] bytes,
            int offset,
            int length) {
        if (current == null) {
            return stored(particleType, bytes, offset, length);
        }
        requireKnown(particleType);
        if (particleType != ParticleType.INTEGER && particleType != ParticleType.DOUBLE) {
            throw new RequestException(ResultCode.BIN_TYPE);
        }
        requireSameType(current, particleType);
        ParticleValue summand = stored(particleType, bytes, offset, length);
        return particleType == ParticleType.INTEGER
                ? ParticleValue.ofLong(current.asLong() + summand.asLong())
                : ParticleValue.ofDouble(current.asDouble() + summand.asDouble());
    }

    /** What a bin becomes by APPEND. */
    static ParticleValue append(
            @Nullable ParticleValue current,
            int particleType,
            byte[] bytes,
            int offset,
            int length) {
        return current == null
                ? stored(particleType, bytes, offset, length)
                : concatenate(current, text(current, particleType, bytes, offset, length));
    }

    /** What a bin becomes by PREPEND. */
    static ParticleValue prepend(
            @Nullable ParticleValue current,
            int particleType,
            byte[] bytes,
            int offset,
            int length) {
        return current == null
                ? stored(particleType, bytes, offset, length)
                : concatenate(text(current, particleType, bytes, offset, length), current);
    }

    private static ParticleValue text(
            ParticleValue current, int particleType, byte[] bytes, int offset, int length) {
        requireKnown(particleType);
        if (!isText(particleType)) {
            throw new RequestException(ResultCode.BIN_TYPE);
        }
        requireSameType(current, particleType);
        return new ParticleValue(particleType, bytes, offset, length);
    }

    private static void requireSameType(ParticleValue current, int particleType) {
        if (current.particleType() != particleType) {
            throw new RequestException(ResultCode.BIN_TYPE);
        }
    }

    private static ParticleValue concatenate(ParticleValue first, ParticleValue second) {
        byte[] joined =
                Arrays.copyOfRange(
                        first.bytes(),
                        first.offset(),
                        first.offset() + first.length() + second.length());
        System.arraycopy(second.bytes(), second.offset(), joined, first.length(), second.length());
        return ParticleValue.of(first.particleType(), joined);
    }
}
