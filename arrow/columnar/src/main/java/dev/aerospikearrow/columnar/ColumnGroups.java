package dev.aerospikearrow.columnar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of {@link ColumnarClient#batchReadGroups}: a batch for each group, in the order of the
 * groups. Row {@code i} of each is for user key {@code i}.
 *
 * <p><b>Ownership.</b> Whoever gets the groups closes them, and with them the batches.
 */
public final class ColumnGroups implements AutoCloseable {
    private final Map<String, ColumnarBatch> batchOfGroup;

    /** Internal: groups are what a read of groups returns. */
    public ColumnGroups(Map<String, ColumnarBatch> batchOfGroup) {
        this.batchOfGroup = new LinkedHashMap<>(batchOfGroup);
    }

    /** The batches, in the order of the groups; owned by this object. */
    public List<ColumnarBatch> batches() {
        return new ArrayList<>(batchOfGroup.values());
    }

    /**
     * One group's batch; owned by this object.
     *
     * @throws IllegalArgumentException if there is no such group; the message lists those there are
     */
    public ColumnarBatch group(String name) {
        ColumnarBatch batch = batchOfGroup.get(name);
        if (batch == null) {
            throw new IllegalArgumentException(
                    "There is no group " + name + ". Groups: " + batchOfGroup.keySet() + ".");
        }
        return batch;
    }

    /** Closes all batches. */
    @Override
    public void close() {
        batchOfGroup.values().forEach(ColumnarBatch::close);
    }
}
