package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.server.collection.Value.ArgumentMark;
import dev.aerospikearrow.server.collection.Value.Bool;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.Extension;
import dev.aerospikearrow.server.collection.Value.Float32;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.Int;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.Value.Nil;
import dev.aerospikearrow.server.collection.Value.Particle;
import dev.aerospikearrow.server.collection.Value.UnsignedInt;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order of values across all types (docs/docs/internals/wire.md, section 5): nil, false, true,
 * negative integers, other integers, strings, lists, maps, blobs, doubles, GeoJSON, extensions,
 * infinity; a wildcard equals everything, also in the middle of a list. Doubles compare as IEEE
 * does, so NaN is neither below nor above anything and counts as equal.
 */
public final class ValueOrder implements Comparator<Value> {
    public static final ValueOrder INSTANCE = new ValueOrder();

    /** Stands for "equal, and the rest need not be looked at". */
    private static final int WILD = Integer.MAX_VALUE;

    private static final int RANK_WILDCARD = -1;

    private ValueOrder() {}

    @Override
    public int compare(Value a, Value b) {
        int order = compareInside(a, b);
        return order == WILD ? 0 : order;
    }

    private static int compareInside(Value a, Value b) {
        int rankA = rank(a);
        int rankB = rank(b);
        if (rankA == RANK_WILDCARD || rankB == RANK_WILDCARD) {
            return WILD;
        }
        if (rankA != rankB) {
            return rankA < rankB ? -1 : 1;
        }
        if (a instanceof ListValue left && b instanceof ListValue right) {
            return compareLists(left.elements(), right.elements());
        }
        if (a instanceof MapValue left && b instanceof MapValue right) {
            return compareMaps(left, right);
        }
        if (a instanceof Particle left && b instanceof Particle right) {
            return Arrays.compareUnsigned(left.bytes(), right.bytes());
        }
        if (a instanceof Extension left && b instanceof Extension right) {
            return Arrays.compareUnsigned(left.bytes(), right.bytes());
        }
        if (a instanceof Int left && b instanceof Int right) {
            return Long.compare(left.value(), right.value());
        }
        if (rankA == rank(new Int(0))) {
            return Long.compareUnsigned(unsignedBits(a), unsignedBits(b));
        }
        if (isFloating(a)) {
            return compareDoubles(floating(a), floating(b));
        }
        return 0;
    }

    private static int compareLists(List<Value> left, List<Value> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            int order = compareInside(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareMaps(MapValue left, MapValue right) {
        if (left.size() != right.size()) {
            return left.size() < right.size() ? -1 : 1;
        }
        for (int i = 0; i < left.size(); i++) {
            Entry entryA = left.entries().get(i);
            Entry entryB = right.entries().get(i);
            int order = compareInside(entryA.key(), entryB.key());
            if (order == 0) {
                order = compareInside(entryA.value(), entryB.value());
            }
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compareDoubles(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    private static long unsignedBits(Value value) {
        return value instanceof Int small ? small.value() : ((UnsignedInt) value).bits();
    }

    private static boolean isFloating(Value value) {
        return value instanceof Float64 || value instanceof Float32;
    }

    private static double floating(Value value) {
        return value instanceof Float64 wide ? wide.value() : ((Float32) value).value();
    }

    private static int rank(Value value) {
        if (value instanceof Int number) {
            return number.value() < 0 ? 3 : 4;
        }
        if (value instanceof Particle particle) {
            return switch (particle.type()) {
                case ParticleType.STRING -> 5;
                case ParticleType.GEOJSON -> 10;
                default -> 8;
            };
        }
        if (value instanceof Nil) {
            return 0;
        }
        if (value instanceof Bool flag) {
            return flag.value() ? 2 : 1;
        }
        if (value instanceof UnsignedInt) {
            return 4;
        }
        if (value instanceof ListValue) {
            return 6;
        }
        if (value instanceof MapValue) {
            return 7;
        }
        if (isFloating(value)) {
            return 9;
        }
        if (value instanceof ArgumentMark mark) {
            return mark.number() == 0 ? RANK_WILDCARD : 12;
        }
        return 11;
    }
}
