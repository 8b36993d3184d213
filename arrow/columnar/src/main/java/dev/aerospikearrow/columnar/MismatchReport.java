package dev.aerospikearrow.columnar;

import java.util.Optional;

/**
 * Counts of the values of a field that did not fit.
 *
 * @param fieldName the field
 * @param binName the bin it is filled from
 * @param nullCount values that became null because they did not fit; several may be in one cell if
 *     it is a list, map or struct
 * @param coercedCount values that were converted
 * @param first the first of both kinds, by row; empty if there are none
 */
public record MismatchReport(
        String fieldName,
        String binName,
        long nullCount,
        long coercedCount,
        Optional<Mismatch> first) {

    /** Both kinds together. */
    public long count() {
        return nullCount + coercedCount;
    }
}
