package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.particle.Particles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the bins of one record after the other. Records of one answer mostly have the same bins,
 * so the array is made as long as the last record needed, and a record that fills it keeps it.
 */
final class BinCollector {
    private static final @Nullable Object[] NOTHING = {};

    private final BinNames names;
    private @Nullable Object[] pairs = NOTHING;
    private int length;

    /** How long the next array is. */
    private int capacity;

    BinCollector(BinNames names) {
        this.names = names;
        capacity = names.count() == 0 ? 16 : 2 * names.count();
    }

    void clear() {
        length = 0;
    }

    void add(int ordinal, int particleType, byte[] frame, int offset, int valueLength) {
        if (length == pairs.length) {
            pairs = length == 0 ? new Object[capacity] : Arrays.copyOf(pairs, length * 2);
        }
        pairs[length++] = names.name(ordinal);
        pairs[length++] = Particles.read(particleType, frame, offset, valueLength);
    }

    /** The bins of a record, each of which occurs once. */
    BinMap bins() {
        for (int i = 1; i < length; i += 2) {
            if (pairs[i] == null) {
                return lastResults();
            }
        }
        return length == 0 ? BinMap.EMPTY : new BinMap(take());
    }

    /** The pairs, which the caller keeps. */
    private Object[] take() {
        capacity = length;
        if (length < pairs.length) {
            return Arrays.copyOf(pairs, length);
        }
        Object[] taken = pairs;
        pairs = NOTHING;
        length = 0;
        return taken;
    }

    /** The bins of a record of which some may occur several times, or without a value. */
    BinMap lastResults() {
        int kept = 0;
        Object[] unique = new Object[length];
        for (int i = 0; i < length; i += 2) {
            Object name = pairs[i];
            Object value = pairs[i + 1];
            if (name == null || value == null) {
                continue;
            }
            int at = 0;
            while (at < kept && !unique[at].equals(name)) {
                at += 2;
            }
            unique[at] = name;
            unique[at + 1] = value;
            kept = Math.max(kept, at + 2);
        }
        return kept == 0 ? BinMap.EMPTY : new BinMap(Arrays.copyOf(unique, kept));
    }

    /** The values in the order in which they came. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(length / 2);
        for (int i = 1; i < length; i += 2) {
            values.add(pairs[i]);
        }
        return values;
    }
}
