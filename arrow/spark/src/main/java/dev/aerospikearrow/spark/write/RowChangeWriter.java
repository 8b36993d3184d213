package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.write.DeltaWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A writer of the changes of one task, each kind in batches of its own. */
final class RowChangeWriter implements DeltaWriter<InternalRow> {
    private static final int DIGEST = 0;
    private static final int GENERATION = 0;

    private final RowChangePlan plan;
    private final StructType columns;
    private final int[] updatedOrdinals;
    private final int keyOrdinal;
    private final RecordDeleter deletes;
    private final @Nullable TaskWriter updates;
    private final @Nullable TaskWriter inserts;

    RowChangeWriter(RowChangePlan plan) {
        this.plan = plan;
        columns = plan.columns();
        updatedOrdinals = plan.updatedOrdinals();
        keyOrdinal = plan.updatedKeyOrdinal();
        deletes = new RecordDeleter(plan.options());
        TaskPlan updated = plan.updates();
        TaskPlan inserted = plan.inserts();
        try {
            updates = updated == null ? null : new TaskWriter(updated);
        } catch (RuntimeException | Error e) {
            deletes.close();
            throw e;
        }
        try {
            inserts = inserted == null ? null : new TaskWriter(inserted);
        } catch (RuntimeException | Error e) {
            try (deletes;
                    updates) {
                throw e;
            }
        }
    }

    @Override
    public void delete(InternalRow metadata, InternalRow id) {
        deletes.delete(id.getBinary(DIGEST), metadata.getInt(GENERATION));
    }

    @Override
    public void update(InternalRow metadata, InternalRow id, InternalRow row) {
        byte[] digest = id.getBinary(DIGEST);
        if (keyOrdinal >= 0) {
            requireSameKey(digest, row);
        }
        Object[] values = new Object[RowChangePlan.FIRST_UPDATED + updatedOrdinals.length];
        values[0] = digest;
        values[1] = metadata.getInt(GENERATION);
        for (int i = 0; i < updatedOrdinals.length; i++) {
            int ordinal = updatedOrdinals[i];
            values[RowChangePlan.FIRST_UPDATED + i] =
                    row.isNullAt(ordinal)
                            ? null
                            : row.get(ordinal, columns.fields()[ordinal].dataType());
        }
        required(updates).write(new GenericInternalRow(values));
    }

    @Override
    public void insert(InternalRow row) {
        required(inserts).write(row);
    }

    private static TaskWriter required(@Nullable TaskWriter writer) {
        if (writer == null) {
            throw new IllegalStateException(
                    "Spark sends a kind of row that the plan did not have.");
        }
        return writer;
    }

    /** The key is what a record is: it can be set to what it is, and to nothing else. */
    private void requireSameKey(byte[] digest, InternalRow row) {
        String name = columns.fields()[keyOrdinal].name();
        Object value =
                row.isNullAt(keyOrdinal)
                        ? null
                        : row.get(keyOrdinal, columns.fields()[keyOrdinal].dataType());
        SetName set = plan.options().set();
        Key key;
        if (value instanceof Number number) {
            key = set.key(number.longValue());
        } else if (value instanceof byte[] bytes) {
            key = set.key(bytes);
        } else {
            key = set.key(String.valueOf(value));
        }
        if (value == null || !Arrays.equals(key.digest(), digest)) {
            throw new IllegalArgumentException(
                    "Column "
                            + name
                            + ", the key ("
                            + OptionName.UPDATE_BY_KEY.key()
                            + "), would be "
                            + value
                            + " in the record of digest "
                            + HexFormat.of().formatHex(digest)
                            + ", which has another key. A record cannot be given another one: insert"
                            + " a record with the new key, and delete the old one.");
        }
    }

    @Override
    public WriterCommitMessage commit() {
        long updated = updates == null ? 0 : updates.commit().rowCount();
        long inserted = inserts == null ? 0 : inserts.commit().rowCount();
        return new ChangedRows(updated, inserted, deletes.commit());
    }

    @Override
    public void abort() {
        if (updates != null) {
            updates.abort();
        }
        if (inserts != null) {
            inserts.abort();
        }
    }

    @Override
    public void close() {
        try (deletes;
                updates;
                inserts) {
            abort();
        }
    }
}
