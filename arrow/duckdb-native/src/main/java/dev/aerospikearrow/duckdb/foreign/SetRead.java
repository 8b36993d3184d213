package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.data.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The parts of a table that a running query reads, each by one of its threads. Thread-safe. */
final class SetRead {
    private final SetTable table;
    private final Schema schema;
    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
    private final int partCount;

    /** A part. */
    @FunctionalInterface
    private interface Part {
        RecordBatchReader open();
    }

    /**
     * @param schema the columns that the query uses
     * @param threads how many threads may read at the same time
     */
    SetRead(SetTable table, Schema schema, int threads) {
        this.table = table;
        this.schema = schema;
        SetTable.Access access = table.access();
        Optional<Set<Object>> keys = access.keys();
        if (keys.isPresent()) {
            if (!keys.get().isEmpty()) {
                parts.add(() -> lookup(keys.get()));
            }
        } else {
            for (QuerySpec range : access.spec(table.set()).split(threads)) {
                parts.add(() -> table.client().scan(range, schema, table.options()));
            }
        }
        partCount = Math.max(1, parts.size());
    }

    Schema schema() {
        return schema;
    }

    int partCount() {
        return partCount;
    }

    /** The rows of a part that nobody reads yet; empty if there is none. */
    Optional<RecordBatchReader> next() {
        return Optional.ofNullable(parts.poll()).map(Part::open);
    }

    /** The records of keys, with one more column that says which of them there are. */
    private RecordBatchReader lookup(Set<Object> keys) {
        List<Key> wanted = new ArrayList<>();
        for (Object key : keys) {
            wanted.add(
                    key instanceof Long number
                            ? Key.of(table.set().namespace(), table.set().name(), number)
                            : Key.of(table.set().namespace(), table.set().name(), key.toString()));
        }
        List<Field> fields = new ArrayList<>(schema.getFields());
        fields.add(
                Field.nullable(
                        MetadataColumn.RESULT_CODE.fieldName(), new ArrowType.Int(32, true)));
        return table.client()
                .batchReadStream(
                        KeyStream.of(wanted.iterator()), new Schema(fields), table.options());
    }
}
