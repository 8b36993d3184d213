package dev.aerospikearrow.protocol.msgpack;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the server sorts values inside lists and maps (docs/docs/internals/wire.md,
 * section 5): by type first, strings and blobs as unsigned bytes (which is not {@link
 * String#compareTo}), lists by element, maps by size and then by entry.
 */
public final class ServerOrder implements Comparator<@Nullable Object> {
    public static final ServerOrder INSTANCE = new ServerOrder();

    private ServerOrder() {}

    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
        int byRank = Integer.compare(rank(a), rank(b));
        if (byRank != 0 || a == null || b == null) {
            return byRank;
        }
        if (a instanceof Boolean left && b instanceof Boolean right) {
            return left.compareTo(right);
        }
        if (a instanceof BigInteger || b instanceof BigInteger) {
            return integer(a).compareTo(integer(b));
        }
        if (isInteger(a)) {
            return Long.compare(((Number) a).longValue(), ((Number) b).longValue());
        }
        if (a instanceof Number left && b instanceof Number right) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            return compareLists(left, right);
        }
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return compareMaps(left, right);
        }
        return Arrays.compareUnsigned(bytes(a), bytes(b));
    }

    private static boolean isInteger(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }

    private static BigInteger integer(Object value) {
        return value instanceof BigInteger big
                ? big
                : BigInteger.valueOf(((Number) value).longValue());
    }

    private static int rank(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Boolean) {
            return 1;
        }
        if (isInteger(value)) {
            return 2;
        }
        if (value instanceof String) {
            return 3;
        }
        if (value instanceof List) {
            return 4;
        }
        if (value instanceof Map) {
            return 5;
        }
        if (value instanceof byte[]) {
            return 6;
        }
        if (value instanceof Number) {
            return 7;
        }
        if (value instanceof RawParticle raw) {
            return rankOfType(raw.particleType());
        }
        return value instanceof GeoJson ? 8 : 9;
    }

    /** Texts that are no UTF-8 are among the texts. */
    private static int rankOfType(int particleType) {
        return switch (particleType) {
            case ParticleType.STRING -> 3;
            case ParticleType.GEOJSON -> 8;
            default -> 9;
        };
    }

    private int compareLists(List<?> a, List<?> b) {
        Iterator<?> left = a.iterator();
        Iterator<?> right = b.iterator();
        while (left.hasNext() && right.hasNext()) {
            int byElement = compare(left.next(), right.next());
            if (byElement != 0) {
                return byElement;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private int compareMaps(Map<?, ?> a, Map<?, ?> b) {
        int bySize = Integer.compare(a.size(), b.size());
        return bySize != 0 ? bySize : compareLists(sortedEntries(a), sortedEntries(b));
    }

    private List<@Nullable Object> sortedEntries(Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        entries.sort((a, b) -> compare(a.getKey(), b.getKey()));
        List<@Nullable Object> flat = new ArrayList<>(2 * entries.size());
        for (Map.Entry<?, ?> entry : entries) {
            flat.add(entry.getKey());
            flat.add(entry.getValue());
        }
        return flat;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof String text) {
            return Bytes.utf8(text);
        }
        if (value instanceof GeoJson geo) {
            return Bytes.utf8(geo.json());
        }
        if (value instanceof RawParticle raw) {
            return raw.bytes();
        }
        return (byte[]) value;
    }
}
