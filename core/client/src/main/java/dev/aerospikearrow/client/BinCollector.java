package dev.aerospikearrow.client;

import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.particle.Particles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the bins of one record after the other; the array is reused and copied at its end. */
final class BinCollector {
    private final BinNames names;
    private @Nullable Object[] pairs = new Object[16];
    private int length;

    BinCollector(BinNames names) {
        this.names = names;
    }

    void clear() {
        length = 0;
    }

    void add(int ordinal, int particleType, byte[] frame, int offset, int valueLength) {
        if (length == pairs.length) {
            pairs = Arrays.copyOf(pairs, length * 2);
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
        return length == 0 ? BinMap.EMPTY : new BinMap(copy(length));
    }

    private Object[] copy(int count) {
        return Arrays.copyOf(pairs, count);
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
