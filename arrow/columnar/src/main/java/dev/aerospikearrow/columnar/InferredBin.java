package dev.aerospikearrow.columnar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What a sample says of one bin. Immutable.
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
        List<TypeConflict> conflicts,
        String reason) {

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
