package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.infer.Percentage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The findings of a sample about one bin. Immutable.
 *
 * @param binName the bin
 * @param recordCount how many records of the sample have it
 * @param sampledRecords how many records the sample has
 * @param typeCounts how many values there are of each type on the wire, the most frequent first
 * @param field the field that is proposed
 * @param conflicts the values that the field has no place for; empty if it takes all
 * @param reason why this field is proposed
 */
public record InferredBin(
        String binName,
        long recordCount,
        long sampledRecords,
        Map<String, Long> typeCounts,
        Field field,
        List<Conflict> conflicts,
        String reason) {

    /**
     * Values of a sample that the proposed type has no place for: reading them is a mismatch, which
     * fails, is null or is converted, as the field's policy says.
     *
     * @param path where in the bin's value, such as {@code [*].price}; empty for the whole value
     * @param found what was found, such as {@code STRING}
     * @param count how many such values
     * @param total how many values there are at this place
     * @param proposed the type that is proposed for this place
     */
    public record Conflict(String path, String found, long count, long total, String proposed) {

        /** The conflict as a phrase: {@code STRING in 10.0% is no Int64}. */
        @Override
        public String toString() {
            String place = path.isEmpty() ? "" : "at " + path + ": ";
            return place + found + " in " + Percentage.of(count, total) + " is no " + proposed;
        }
    }

    /** Keeps copies, in the same order. */
    public InferredBin {
        typeCounts = Collections.unmodifiableMap(new LinkedHashMap<>(typeCounts));
        conflicts = List.copyOf(conflicts);
    }

    /** The share of records that have the bin, from 0 to 1. */
    public double coverage() {
        return sampledRecords == 0 ? 0 : (double) recordCount / sampledRecords;
    }
}
