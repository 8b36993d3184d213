package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.particle.Particles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A taker that puts every record into a {@code HashMap} of boxed values, as clients on the JVM
 * conventionally answer: the baseline of what is decoded into columns.
 */
public final class HashMapTaker implements RecordTaker {
    private final @Nullable Map<String, @Nullable Object>[] rows;

    /**
     * @param rowCount how many rows there will be
     */
    public HashMapTaker(int rowCount) {
        // A generic array: nothing but such maps is put in.
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable Map<String, @Nullable Object>[] array = new Map[rowCount];
        rows = array;
    }

    @Override
    public void take(RecordBlock block) {
        for (int record = 0; record < block.recordCount(); record++) {
            if (block.resultCode(record) == 0) {
                Map<String, @Nullable Object> bins = new HashMap<>();
                for (int column = 0; column < block.width(); column++) {
                    long cell = block.cell(column, record);
                    if (cell != 0) {
                        bins.put(
                                block.name(column, record),
                                Particles.read(
                                        RecordBlock.particleType(cell),
                                        block.frame(),
                                        RecordBlock.offset(cell),
                                        RecordBlock.length(cell)));
                    }
                }
                rows[block.batchIndex(record)] = bins;
            }
        }
    }

    /** A map for each row by batch index; null where there is no record. */
    public List<@Nullable Map<String, @Nullable Object>> rows() {
        return Arrays.asList(rows);
    }
}
