package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;

/**
 * A value of a type that this library does not interpret (HLL sketches, blobs that other languages
 * serialised, types of servers newer than this library, texts that are no UTF-8): its type and its
 * bytes, as they were on the wire.
 */
public final class RawParticle {
    private final int particleType;
    private final byte[] bytes;

    public RawParticle(int particleType, byte[] bytes) {
        this.particleType = particleType;
        this.bytes = bytes.clone();
    }

    public static RawParticle hll(byte[] sketch) {
        return new RawParticle(ParticleType.HLL, sketch);
    }

    public int particleType() {
        return particleType;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawParticle that
                && that.particleType == particleType
                && Arrays.equals(that.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * particleType + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return ParticleType.name(particleType) + "[" + Bytes.hex(bytes) + "]";
    }
}
