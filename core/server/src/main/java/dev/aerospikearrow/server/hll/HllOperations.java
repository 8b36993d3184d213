package dev.aerospikearrow.server.hll;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.HllCode;
import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.Outcome;
import dev.aerospikearrow.server.collection.Payload;
import dev.aerospikearrow.server.collection.Payload.Packed;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.Particle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations on HyperLogLogs (docs/docs/internals/wire.md, section 11.2), as functions of
 * values. Thread-safe; everything that fails does so with a {@link CollectionException} that
 * carries the result code.
 */
public final class HllOperations {
    private static final int CREATE_ONLY = 1;
    private static final int UPDATE_ONLY = 2;
    private static final int NO_FAIL = 4;
    private static final int ALLOW_FOLD = 8;

    /** How many sketches can be compared without hashes, beside the bin's. */
    private static final int WITHOUT_HASHES = 2;

    private HllOperations() {}

    /**
     * Reads from a sketch.
     *
     * @param bin the value; what is no sketch is refused with BIN_TYPE
     */
    public static Value read(Payload payload, Value bin) {
        requireCode(payload, HllCode.COUNT, HllCode.MAY_CONTAIN);
        Sketch sketch = sketch(bin);
        List<Packed> arguments = payload.arguments();
        int wanted = payload.code() == HllCode.COUNT || payload.code() == HllCode.DESCRIBE ? 0 : 1;
        requireCount(arguments, wanted, wanted);
        return switch ((int) payload.code()) {
            case HllCode.COUNT -> Value.of(Estimates.count(sketch));
            case HllCode.DESCRIBE ->
                    ListValue.of(
                            List.of(
                                    Value.of((long) sketch.indexBits()),
                                    Value.of((long) sketch.hashBits())));
            case HllCode.UNION -> value(Sketch.union(with(sketches(arguments), sketch)));
            case HllCode.UNION_COUNT ->
                    Value.of(Estimates.unionCount(with(sketches(arguments), sketch)));
            case HllCode.INTERSECT_COUNT ->
                    Value.of(Estimates.intersectCount(compared(arguments, sketch)));
            case HllCode.SIMILARITY ->
                    new Value.Float64(Estimates.similarity(compared(arguments, sketch)));
            case HllCode.MAY_CONTAIN ->
                    Value.of(
                            elements(arguments.get(0)).stream().allMatch(sketch::mayContain)
                                    ? 1L
                                    : 0L);
            default -> throw parameter();
        };
    }

    /**
     * Changes a sketch.
     *
     * @param bin the old value; empty if the bin does not exist
     * @return the result and the new value
     */
    public static Outcome modify(Payload payload, Optional<Value> bin) {
        requireCode(payload, HllCode.INIT, HllCode.FOLD);
        Optional<Sketch> old = bin.map(HllOperations::sketch);
        List<Packed> arguments = payload.arguments();
        return switch ((int) payload.code()) {
            case HllCode.INIT -> init(arguments, old);
            case HllCode.ADD -> add(arguments, old);
            case HllCode.SET_UNION -> setUnion(arguments, old);
            case HllCode.SET_COUNT -> setCount(arguments, old);
            case HllCode.FOLD -> fold(arguments, old);
            default -> throw parameter();
        };
    }

    private static Outcome init(List<Packed> arguments, Optional<Sketch> old) {
        requireCount(arguments, 0, 3);
        int indexBits = indexBits(arguments, 0);
        int hashBits = hashBits(arguments, 1, indexBits);
        if (refuses(flags(arguments, 2, CREATE_ONLY | UPDATE_ONLY | NO_FAIL), old)) {
            return Outcome.NOTHING;
        }
        return changed(made(indexBits, hashBits, old));
    }

    /** An empty sketch; what is not said is as in the old one. */
    private static Sketch made(int indexBits, int hashBits, Optional<Sketch> old) {
        int index =
                indexBits == Sketch.UNSAID
                        ? old.map(Sketch::indexBits).orElse(indexBits)
                        : indexBits;
        int hash = hashBits == Sketch.UNSAID ? old.map(Sketch::hashBits).orElse(0) : hashBits;
        if (!Sketch.areCombined(index, hash)) {
            throw notApplicable();
        }
        return Sketch.empty(index, hash);
    }

    private static Outcome add(List<Packed> arguments, Optional<Sketch> old) {
        requireCount(arguments, 1, 4);
        List<byte[]> elements = elements(arguments.get(0));
        int indexBits = indexBits(arguments, 1);
        int hashBits = hashBits(arguments, 2, indexBits);
        if (refuses(flags(arguments, 3, CREATE_ONLY | NO_FAIL), old)) {
            return Outcome.NOTHING;
        }
        Sketch sketch = old.map(Sketch::copy).orElseGet(() -> made(indexBits, hashBits, old));
        long added = elements.stream().filter(sketch::add).count();
        return Outcome.changed(value(sketch), added);
    }

    private static Outcome setUnion(List<Packed> arguments, Optional<Sketch> old) {
        requireCount(arguments, 1, 2);
        List<Sketch> sketches = sketches(arguments);
        long flags = flags(arguments, 1, CREATE_ONLY | UPDATE_ONLY | NO_FAIL | ALLOW_FOLD);
        if (refuses(flags, old)) {
            return Outcome.NOTHING;
        }
        if (old.isPresent() && (flags & ALLOW_FOLD) == 0) {
            Sketch others = Sketch.emptyFor(sketches);
            Sketch there = old.get();
            if (there.indexBits() > others.indexBits()
                    || there.hashBits() != 0 && there.hashBits() != others.hashBits()) {
                throw notApplicable();
            }
        }
        return changed(Sketch.union(old.map(sketch -> with(sketches, sketch)).orElse(sketches)));
    }

    private static Outcome setCount(List<Packed> arguments, Optional<Sketch> old) {
        requireCount(arguments, 0, 0);
        Sketch sketch = old.orElseThrow(HllOperations::missing).copy();
        sketch.setKnownCount(Estimates.count(sketch));
        return Outcome.changed(value(sketch), sketch.knownCount());
    }

    private static Outcome fold(List<Packed> arguments, Optional<Sketch> old) {
        requireCount(arguments, 1, 1);
        int indexBits = indexBits(arguments, 0);
        Sketch sketch = old.orElseThrow(HllOperations::missing);
        if (sketch.hashBits() > 0 || indexBits == Sketch.UNSAID || sketch.indexBits() < indexBits) {
            throw notApplicable();
        }
        if (sketch.indexBits() == indexBits) {
            return changed(sketch);
        }
        Sketch folded = Sketch.empty(indexBits, 0);
        folded.add(sketch);
        return changed(folded);
    }

    private static Outcome changed(Sketch sketch) {
        return Outcome.changed(value(sketch));
    }

    private static Value value(Sketch sketch) {
        return new Particle(ParticleType.HLL, sketch.bytes());
    }

    private static Sketch sketch(Value bin) {
        if (!(bin instanceof Particle particle) || particle.type() != ParticleType.HLL) {
            throw new CollectionException(ResultCode.BIN_TYPE, "the bin is no HyperLogLog");
        }
        if (!Sketch.isValid(particle.bytes())) {
            throw new CollectionException(ResultCode.SERVER_ERROR, "the HyperLogLog is broken");
        }
        return Sketch.of(particle.bytes());
    }

    private static List<Sketch> with(List<Sketch> sketches, Sketch last) {
        List<Sketch> all = new ArrayList<>(sketches);
        all.add(last);
        return all;
    }

    private static List<Sketch> sketches(List<Packed> arguments) {
        Value value = arguments.get(0).asArgument();
        List<Value> values = value instanceof ListValue list ? list.elements() : List.of(value);
        List<Sketch> sketches = new ArrayList<>(values.size());
        for (Value each : values) {
            if (!(each instanceof Particle particle) || !Sketch.isValid(particle.bytes())) {
                throw parameter();
            }
            sketches.add(Sketch.of(particle.bytes()));
        }
        require(!sketches.isEmpty());
        return sketches;
    }

    /** Sketches that are compared with the bin's. */
    private static List<Sketch> compared(List<Packed> arguments, Sketch bin) {
        List<Sketch> sketches = sketches(arguments);
        if (sketches.size() > WITHOUT_HASHES) {
            int hashBits = sketches.get(0).hashBits();
            require(hashBits != 0);
            sketches.forEach(sketch -> require(sketch.hashBits() == hashBits));
            if (bin.hashBits() != hashBits) {
                throw notApplicable();
            }
        }
        return with(sketches, bin);
    }

    /** Values as they are packed, in their shortest form. */
    private static List<byte[]> elements(Packed packed) {
        if (!(packed.asArgument() instanceof ListValue list) || list.size() == 0) {
            throw parameter();
        }
        List<byte[]> elements = new ArrayList<>(list.size());
        for (Value value : list.elements()) {
            require(!(value instanceof ListValue) && !(value instanceof Value.MapValue));
            elements.add(Payload.packed(value).bytes());
        }
        return elements;
    }

    private static int indexBits(List<Packed> arguments, int at) {
        long bits = at < arguments.size() ? arguments.get(at).asInteger() : Sketch.UNSAID;
        require(bits == Sketch.UNSAID || Sketch.areIndexBits(bits));
        return (int) bits;
    }

    private static int hashBits(List<Packed> arguments, int at, int indexBits) {
        long bits = at < arguments.size() ? arguments.get(at).asInteger() : Sketch.UNSAID;
        if (bits != Sketch.UNSAID) {
            require(Sketch.areHashBits(bits));
            require(indexBits == Sketch.UNSAID || Sketch.areCombined(indexBits, bits));
        }
        return (int) bits;
    }

    private static long flags(List<Packed> arguments, int at, int allowed) {
        long flags = at < arguments.size() ? arguments.get(at).asInteger() : 0;
        require((flags & ~allowed) == 0);
        require((flags & CREATE_ONLY) == 0 || (flags & UPDATE_ONLY) == 0);
        return flags;
    }

    /** Whether flags forbid a change, and it is left out without an error. */
    private static boolean refuses(long flags, Optional<Sketch> old) {
        if ((flags & (old.isPresent() ? CREATE_ONLY : UPDATE_ONLY)) == 0) {
            return false;
        }
        if ((flags & NO_FAIL) != 0) {
            return true;
        }
        throw old.isPresent()
                ? new CollectionException(ResultCode.BIN_EXISTS, "the bin exists already")
                : missing();
    }

    private static CollectionException missing() {
        return new CollectionException(ResultCode.BIN_NOT_FOUND, "the bin does not exist");
    }

    private static CollectionException notApplicable() {
        return new CollectionException(
                ResultCode.OP_NOT_APPLICABLE, "the numbers of bits of sketches do not fit");
    }

    private static CollectionException parameter() {
        return new CollectionException(
                ResultCode.PARAMETER, "the arguments of an operation on sketches do not fit it");
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw parameter();
        }
    }

    private static void requireCount(List<Packed> arguments, int least, int most) {
        require(arguments.size() >= least && arguments.size() <= most);
    }

    private static void requireCode(Payload payload, int least, int most) {
        require(payload.context().isEmpty() && payload.code() >= least && payload.code() <= most);
    }
}
