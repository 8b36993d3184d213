package dev.aerospikearrow.columnar;

import dev.aerospikearrow.data.SetName;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of one set, to be read together with those of others for the same user keys: {@link
 * ColumnarClient#batchReadGroups}. Immutable.
 *
 * @param name what the group is called in the result
 * @param set where the records are
 * @param schema the columns
 */
public record ColumnGroup(String name, SetName set, Schema schema) {

    /** Checks that nothing is missing. */
    public ColumnGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(schema, "schema");
    }

    /** A group that is called as its set is. */
    public static ColumnGroup of(SetName set, Schema schema) {
        return new ColumnGroup(set.name(), set, schema);
    }
}
