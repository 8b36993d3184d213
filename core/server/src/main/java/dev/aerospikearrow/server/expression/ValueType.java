package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.server.collection.Value;
import org.jspecify.annotations.Nullable;

/**
 * The static types of expressions (docs/docs/internals/wire.md, section 10); {@code ordinal()} is
 * the number on the wire.
 */
enum ValueType {
    NIL(ParticleType.NULL),
    BOOL(ParticleType.BOOL),
    INT(ParticleType.INTEGER),
    STRING(ParticleType.STRING),
    LIST(ParticleType.LIST),
    MAP(ParticleType.MAP),
    BLOB(ParticleType.BLOB),
    FLOAT(ParticleType.DOUBLE),
    GEO(ParticleType.GEOJSON),
    HLL(ParticleType.HLL);

    private static final ValueType[] BY_NUMBER = values();

    private final int particleType;

    ValueType(int particleType) {
        this.particleType = particleType;
    }

    /** The type of bins that hold such values. */
    int particleType() {
        return particleType;
    }

    static @Nullable ValueType of(long number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : null;
    }

    /** Whether a value that was computed is of this type. */
    boolean holds(Value value) {
        return switch (this) {
            case NIL -> value instanceof Value.Nil;
            case BOOL -> value instanceof Value.Bool;
            case INT -> value instanceof Value.Int;
            case LIST -> value instanceof Value.ListValue;
            case MAP -> value instanceof Value.MapValue;
            case FLOAT -> value instanceof Value.Float64;
            case STRING, BLOB, GEO, HLL ->
                    value instanceof Value.Particle particle && particle.type() == particleType;
        };
    }
}
