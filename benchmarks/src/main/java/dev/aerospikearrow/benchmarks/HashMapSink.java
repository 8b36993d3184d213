package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.particle.Particles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts every record into a {@code HashMap} of boxed values, as clients on the JVM conventionally
 * answer: the baseline of what is decoded into columns.
 */
public final class HashMapSink implements RecordSink {
    private static final byte[] NO_FRAME = {};

    private final String[] binNames;
    private final @Nullable Map<String, @Nullable Object>[] rows;
    private byte[] frame = NO_FRAME;
    private Map<String, @Nullable Object> current = Map.of();

    /**
     * @param binNames the names of the ordinals
     * @param rowCount how many rows there will be
     */
    public HashMapSink(List<String> binNames, int rowCount) {
        this.binNames = binNames.toArray(String[]::new);
        // A generic array: nothing but such maps is put in.
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable Map<String, @Nullable Object>[] array = new Map[rowCount];
        rows = array;
    }

    @Override
    public void onFrame(byte[] newFrame) {
        frame = newFrame;
    }

    @Override
    public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
        if (resultCode == 0) {
            current = new HashMap<>();
            rows[batchIndex] = current;
        }
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        current.put(binNames[ordinal], Particles.read(particleType, frame, offset, length));
    }

    /** A map for each row by batch index; null where there is no record. */
    public List<@Nullable Map<String, @Nullable Object>> rows() {
        return Arrays.asList(rows);
    }
}
