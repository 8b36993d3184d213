package dev.aerospikearrow.spark.write;

import java.util.Set;

/**
 * What a statement does to the records that it changes. Immutable.
 *
 * @param updated the columns that it sets in records that are there
 * @param inserts whether it also makes records
 */
public record RowAssignments(Set<String> updated, boolean inserts) {
    /** Records are removed, and none is changed or made. */
    public static final RowAssignments NONE = new RowAssignments(Set.of(), false);

    /** Keeps a copy. */
    public RowAssignments {
        updated = Set.copyOf(updated);
    }
}
