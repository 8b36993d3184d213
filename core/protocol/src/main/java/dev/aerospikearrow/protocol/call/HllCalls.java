package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.protocol.wire.HllCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be done to a HyperLogLog, a sketch of a set that knows about how many values it has.
 *
 * @param <N> whole numbers
 * @param <L> lists of values
 * @param <S> lists of sketches
 * @param <R> what a call becomes
 */
public abstract class HllCalls<N, L, S, R> {
    private static final int UNSAID = -1;

    private final CallTarget<R> target;
    private final int flags;

    /**
     * @param flags limits of modifications, as bits
     */
    protected HllCalls(CallTarget<R> target, int flags) {
        this.target = target;
        this.flags = flags;
    }

    /**
     * Makes an empty sketch, or empties the one that there is.
     *
     * @param indexBits from 4 to 16: there are 2 to the power of this many registers
     */
    public R init(N indexBits) {
        return modify("Init", HllCode.INIT, whole(indexBits), UNSAID, flags);
    }

    /**
     * The same, with hashes that estimate similarity.
     *
     * @param minHashBits from 4 to 51, at most 64 together with the others; 0 for none
     */
    public R init(N indexBits, N minHashBits) {
        return modify("Init", HllCode.INIT, whole(indexBits), whole(minHashBits), flags);
    }

    /** Adds values to a sketch that exists. An operation answers how many changed a register. */
    public R add(L values) {
        return modify("Add", HllCode.ADD, values, UNSAID, UNSAID, flags);
    }

    /** The same; makes the sketch if it is missing. */
    public R add(L values, N indexBits) {
        return modify("Add", HllCode.ADD, values, whole(indexBits), UNSAID, flags);
    }

    /** The same, with hashes that estimate similarity. */
    public R add(L values, N indexBits, N minHashBits) {
        return modify("Add", HllCode.ADD, values, whole(indexBits), whole(minHashBits), flags);
    }

    /** About how many different values were added. */
    public R getCount() {
        return read("GetCount", HllCode.COUNT, Type.INT);
    }

    /** A sketch of all values that this one or one of {@code sketches} has. */
    public R getUnion(S sketches) {
        return read("GetUnion", HllCode.UNION, Type.HLL, packable(sketches));
    }

    /** About how many different values this one and {@code sketches} have together. */
    public R getUnionCount(S sketches) {
        return read("GetUnionCount", HllCode.UNION_COUNT, Type.INT, packable(sketches));
    }

    /**
     * About how many values this one and {@code sketches} have in common. Without hashes of
     * similarity, two sketches at most.
     */
    public R getIntersectCount(S sketches) {
        return read("GetIntersectCount", HllCode.INTERSECT_COUNT, Type.INT, packable(sketches));
    }

    /** Which part of all values this one and {@code sketches} have in common, from 0 to 1. */
    public R getSimilarity(S sketches) {
        return read("GetSimilarity", HllCode.SIMILARITY, Type.FLOAT, packable(sketches));
    }

    /** The numbers of index bits and of hash bits, as a list. */
    public R describe() {
        return read("Describe", HllCode.DESCRIBE, Type.LIST);
    }

    /**
     * Sketches as they are packed, which is as blobs; an expression is packed already.
     *
     * @throws IllegalArgumentException if one is none
     */
    protected static Object packable(Object sketches) {
        if (!(sketches instanceof List<?> list)) {
            return sketches;
        }
        List<byte[]> blobs = new ArrayList<>(list.size());
        for (Object each : list) {
            if (!(each instanceof RawParticle sketch)
                    || sketch.particleType() != ParticleType.HLL) {
                throw new IllegalArgumentException(
                        "A sketch is a RawParticle of type HLL, but found " + each + ".");
            }
            blobs.add(sketch.bytes());
        }
        return blobs;
    }

    private R read(String name, int code, Type resultType, Object... arguments) {
        return target.accept(
                ContentCall.read(CallModule.HLL, "hll" + name, code, resultType, arguments));
    }

    private R modify(String name, int code, Object... arguments) {
        return target.accept(
                ContentCall.modify(CallModule.HLL, "hll" + name, code, Type.HLL, arguments));
    }

    private static Object whole(Object number) {
        return ElementCalls.whole(number);
    }
}
