package dev.aerospikearrow.server.index;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.CollectionOperations;
import dev.aerospikearrow.server.collection.ParticleConversion;
import dev.aerospikearrow.server.collection.Payload;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Int;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.Value.Particle;
import dev.aerospikearrow.server.expression.CompiledExpression;
import dev.aerospikearrow.server.index.IndexDescriptor.CollectionType;
import dev.aerospikearrow.server.index.IndexDescriptor.IndexedType;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The search for the values that an index holds of a record. Immutable and thread-safe. */
final class IndexedValues {
    private static final long HASH_START = 0xCBF29CE484222325L;
    private static final long HASH_FACTOR = 0x100000001B3L;

    private final IndexDescriptor definition;
    private final byte[] binName;
    private final List<Payload.Packed> context;
    private final @Nullable CompiledExpression expression;

    /**
     * Prepares for a definition.
     *
     * @throws IllegalArgumentException if its context or expression is malformed
     */
    IndexedValues(IndexDescriptor definition) {
        this.definition = definition;
        this.binName = Bytes.utf8(definition.binName());
        try {
            this.context =
                    definition.context().isEmpty()
                            ? List.of()
                            : Payload.parseContext(
                                    Base64.getDecoder().decode(definition.context()));
            byte[] packed = Base64.getDecoder().decode(definition.expression());
            this.expression =
                    packed.length == 0
                            ? null
                            : CompiledExpression.compile(packed, 0, packed.length);
        } catch (CollectionException | RequestException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The values, each once; none if the record is not in the index. */
    Set<Value> of(RecordSnapshot record) {
        if (!definition.setName().isEmpty() && !definition.setName().equals(record.setName())) {
            return Set.of();
        }
        if (expression != null) {
            // It looks at bins only, so that the time does not matter.
            Value value = expression.evaluate(record, 0);
            return value == null ? Set.of() : select(value);
        }
        int bin = record.find(binName);
        if (bin == RecordSnapshot.NO_BIN) {
            return Set.of();
        }
        // Most bins of an index over plain values are known by their type alone.
        boolean plain = definition.collection() == CollectionType.DEFAULT && context.isEmpty();
        if (plain && !isIndexed(record.particleType(bin))) {
            return Set.of();
        }
        try {
            Value value = ParticleConversion.toValue(record.value(bin));
            return plain ? Set.of(value) : select(value);
        } catch (MalformedReplyException e) {
            return Set.of();
        }
    }

    private boolean isIndexed(int particleType) {
        return particleType == definition.valueType().particleType();
    }

    private Set<Value> select(Value bin) {
        Optional<Value> found =
                context.isEmpty() ? Optional.of(bin) : CollectionOperations.resolve(context, bin);
        Set<Value> values = new LinkedHashSet<>();
        for (Value element : found.map(this::inside).orElse(List.of())) {
            Value value = Value.signed(element);
            if (value instanceof Int
                    ? definition.valueType() == IndexedType.NUMERIC
                    : value instanceof Particle particle && isIndexed(particle.type())) {
                values.add(value);
            }
        }
        return values;
    }

    private Collection<Value> inside(Value value) {
        return switch (definition.collection()) {
            case DEFAULT -> List.of(value);
            case LIST -> value instanceof ListValue list ? list.elements() : List.of();
            case MAPKEYS -> value instanceof MapValue map ? map.keys() : List.of();
            case MAPVALUES -> value instanceof MapValue map ? map.values() : List.of();
        };
    }

    /** What entries of a record are sorted by, ascending. */
    SortedSet<Long> sortValues(RecordSnapshot record) {
        SortedSet<Long> sortValues = new TreeSet<>();
        for (Value value : of(record)) {
            sortValues.add(sortValue(value));
        }
        return sortValues;
    }

    /** An integer itself, the hash of anything else. */
    static long sortValue(Value value) {
        if (value instanceof Int number) {
            return number.value();
        }
        long hash = HASH_START;
        for (byte b : ((Particle) value).bytes()) {
            hash = (hash ^ b & 0xFF) * HASH_FACTOR;
        }
        return hash;
    }
}
