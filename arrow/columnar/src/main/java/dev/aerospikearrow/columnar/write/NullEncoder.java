package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.data.ParticleType;

/** A column of type Null. */
final class NullEncoder extends ValueEncoder {
    @Override
    boolean isNull(int slot) {
        return true;
    }

    @Override
    int particleType() {
        return ParticleType.NULL;
    }

    @Override
    void writeBin(int slot) {
        throw new IllegalStateException("a value of type Null was asked for");
    }

    @Override
    void writeElement(int slot) {
        throw new IllegalStateException("a value of type Null was asked for");
    }
}
