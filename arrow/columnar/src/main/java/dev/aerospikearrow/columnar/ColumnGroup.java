package dev.aerospikearrow.columnar;

import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of one set, to be read together with those of others for the same user keys: {@link
 * ColumnarClient#batchReadGroups}. Immutable.
 *
 * @param name what the group is called in the result
 * @param namespace where the records are
 * @param setName their set; empty for none
 * @param schema the columns
 */
public record ColumnGroup(String name, String namespace, String setName, Schema schema) {

    /** Checks that nothing is missing. */
    public ColumnGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(setName, "setName (empty for none)");
        Objects.requireNonNull(schema, "schema");
    }

    /** A group that is called as its set is. */
    public static ColumnGroup of(String namespace, String setName, Schema schema) {
        return new ColumnGroup(setName, namespace, setName, schema);
    }
}
