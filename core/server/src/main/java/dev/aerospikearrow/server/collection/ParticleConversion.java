package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.collection.Value.Bool;
import dev.aerospikearrow.server.collection.Value.Float32;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.Int;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.Value.Particle;
import dev.aerospikearrow.server.store.ParticleValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Between the values of bins and the values inside lists and maps (docs/docs/internals/wire.md,
 * sections 3.4 and 5).
 */
public final class ParticleConversion {
    /** A GeoJSON bin starts with {@code u8 flags | u16 cell count | count x u64 cell id}. */
    private static final int GEOJSON_HEADER_LENGTH = 3;

    private ParticleConversion() {}

    /** The value of a bin. */
    public static Value toValue(ParticleValue particle) {
        byte[] bytes = particle.bytes();
        int offset = particle.offset();
        int length = particle.length();
        return switch (particle.particleType()) {
            case ParticleType.INTEGER -> new Int(particle.asLong());
            case ParticleType.DOUBLE -> new Float64(particle.asDouble());
            case ParticleType.BOOL -> Value.of(bytes[offset] != 0);
            case ParticleType.LIST, ParticleType.MAP ->
                    ValueReader.readStored(bytes, offset, length);
            case ParticleType.GEOJSON -> {
                int cells = (bytes[offset + 1] & 0xFF) << 8 | bytes[offset + 2] & 0xFF;
                int text = offset + GEOJSON_HEADER_LENGTH + Long.BYTES * cells;
                yield new Particle(
                        ParticleType.GEOJSON, Arrays.copyOfRange(bytes, text, offset + length));
            }
            case ParticleType.NULL -> Value.NIL;
            default -> new Particle(particle.particleType(), particle.copyBytes());
        };
    }

    /** The same value as a bin; null for nil, which no bin can hold. */
    public static @Nullable ParticleValue toParticle(Value value) {
        if (Value.signed(value) instanceof Int number) {
            return ParticleValue.ofLong(number.value());
        }
        if (value instanceof Float64 number) {
            return ParticleValue.ofDouble(number.value());
        }
        if (value instanceof Float32 number) {
            return ParticleValue.ofDouble(number.value());
        }
        if (value instanceof Bool flag) {
            return ParticleValue.ofBoolean(flag.value());
        }
        if (value instanceof ListValue list) {
            return ParticleValue.of(ParticleType.LIST, ValueWriter.toBytes(list));
        }
        if (value instanceof MapValue map) {
            return ParticleValue.of(ParticleType.MAP, ValueWriter.toBytes(map));
        }
        if (!(value instanceof Particle particle)) {
            return null;
        }
        if (particle.type() < 0) {
            return ParticleValue.of(ParticleType.BLOB, particle.bytes());
        }
        if (particle.type() != ParticleType.GEOJSON) {
            return ParticleValue.of(particle.type(), particle.bytes());
        }
        WireBuffer target = new WireBuffer(GEOJSON_HEADER_LENGTH + particle.bytes().length);
        target.reserve(GEOJSON_HEADER_LENGTH);
        target.putBytes(particle.bytes());
        return ParticleValue.of(ParticleType.GEOJSON, target.toByteArray());
    }
}
