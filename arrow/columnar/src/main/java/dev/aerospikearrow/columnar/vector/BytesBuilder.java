package dev.aerospikearrow.columnar.vector;

import org.apache.arrow.vector.types.pojo.Field;

/** A builder of texts or byte strings; where their bytes go is left to subclasses. */
abstract class BytesBuilder extends LeafBuilder {
    private final BytesRule rule;

    BytesBuilder(Field field, BufferSource source, BytesRule rule) {
        super(field, source);
        this.rule = rule;
    }

    /** Lays down the bytes of the next slot. */
    abstract void put(int slot, byte[] bytes, int offset, int length);

    @Override
    final Fit appendBytes(int particleType, byte[] bytes, int offset, int length) {
        return appendTaken(rule.takeBytes(particleType, bytes, offset, length));
    }

    @Override
    final Fit appendLong(long value) {
        return appendTaken(rule.takeScalar(value));
    }

    @Override
    final Fit appendUnsigned(long bits) {
        return appendTaken(rule.takeScalar(unsigned(bits)));
    }

    @Override
    final Fit appendDouble(double value) {
        return appendTaken(rule.takeScalar(value));
    }

    @Override
    final Fit appendBoolean(boolean value) {
        return appendTaken(rule.takeScalar(value));
    }

    private Fit appendTaken(Fit fit) {
        if (fit.isWritten()) {
            put(count(), rule.bytes(), rule.offset(), rule.length());
            advance();
        }
        return fit;
    }
}
