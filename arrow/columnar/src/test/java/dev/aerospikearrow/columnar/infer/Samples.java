package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.List;

/** Proposals for values that a test writes down. */
final class Samples {
    private static final int SHAPES = 1_000;

    private Samples() {}

    /** The proposal for a bin that holds these values, one in each record. */
    static InferredBin bin(String name, Object... values) {
        Shape shape = shape(SHAPES, values);
        return FieldProposal.propose(name, shape, shape.count(), values.length);
    }

    static Shape shape(int room, Object... values) {
        Shape shape = new Shape(new Shape.Room(room));
        for (Object value : values) {
            WireBuffer particle = new WireBuffer();
            // Not at the start of the array, as in a frame.
            particle.putInt(-1);
            if (value instanceof RawParticle raw) {
                // Also of types that are written otherwise: bytes that no client would write.
                particle.putBytes(raw.bytes());
            } else {
                Particles.write(particle, value);
            }
            particle.putInt(-1);
            int length = particle.length() - 2 * Integer.BYTES;
            shape.addParticle(Particles.typeOf(value), particle.toByteArray(), 4, length);
        }
        return shape;
    }

    static Object[] repeated(int count, Object value, Object... others) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value);
        }
        values.addAll(List.of(others));
        return values.toArray();
    }
}
