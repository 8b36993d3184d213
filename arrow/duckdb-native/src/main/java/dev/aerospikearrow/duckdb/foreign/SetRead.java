package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.filter.IndexChoice;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The parts of a table that a running query reads, each by one of its threads. Thread-safe. */
final class SetRead implements AutoCloseable {
    private final SetTable table;
    private final Schema schema;
    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
    private final Optional<KeyQuery> keys;
    private final int partCount;
    // What follows is of one thread: keys are one part.
    private String filteredColumn = MetadataColumn.KEY.fieldName();
    private boolean anyFound;
    private boolean anyMissing;

    /** A part. */
    @FunctionalInterface
    private interface Part {
        RecordBatchReader open();
    }

    /**
     * @param schema the columns that the query uses
     * @param threads how many threads may read at the same time
     * @param keyQueries runs the query of the keys, if the table has one
     */
    SetRead(SetTable table, Schema schema, int threads, KeyQuery.Runner keyQueries) {
        this.table = table;
        this.schema = schema;
        keys = table.lookup().map(lookup -> keyQueries.run(lookup.query()));
        if (keys.isPresent()) {
            KeyQuery query = keys.get();
            parts.add(() -> read(KeyStream.ofColumn(table.set(), query.rows(), query.fieldName())));
        } else {
            addParts(table.access(), threads);
        }
        partCount = Math.max(1, parts.size());
    }

    private void addParts(SetTable.Access access, int threads) {
        if (access.keys().isEmpty()) {
            // Each part is a query of its own, which takes the nodes time to begin.
            boolean readsFew = access.index().filter(IndexChoice::isOneValue).isPresent();
            for (QuerySpec range : access.spec(table.set()).split(readsFew ? 1 : threads)) {
                parts.add(() -> table.client().scan(range, schema, table.options()));
            }
            return;
        }
        filteredColumn = access.keys().get().column();
        if (!access.keys().get().values().isEmpty()) {
            parts.add(() -> read(KeyStream.of(keys(access.keys().get()).iterator())));
        }
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

    private List<Key> keys(SetTable.Keys only) {
        String namespace = table.set().namespace();
        String setName = table.set().name();
        List<Key> wanted = new ArrayList<>();
        for (Object key : only.values()) {
            if (key instanceof ByteBuffer digest) {
                if (digest.remaining() == Key.DIGEST_LENGTH_BYTES) {
                    wanted.add(Key.ofDigest(namespace, setName, digest.array()));
                }
            } else if (key instanceof Long number) {
                wanted.add(Key.of(namespace, setName, number));
            } else {
                wanted.add(Key.of(namespace, setName, key.toString()));
            }
        }
        return wanted;
    }

    /** The records of keys, with one more column that says which of them there are. */
    private RecordBatchReader read(KeyStream wanted) {
        List<Field> fields = new ArrayList<>(schema.getFields());
        fields.add(
                Field.nullable(
                        MetadataColumn.RESULT_CODE.fieldName(), new ArrowType.Int(32, true)));
        return table.client().batchReadStream(wanted, new Schema(fields), table.options());
    }

    /**
     * Takes the rows of keys. A key of a filter that has no record becomes null, and so does not
     * pass the filter that asked for it.
     *
     * @param rows with the column of codes
     * @throws IllegalStateException if a record cannot be read
     */
    void found(VectorSchemaRoot rows) {
        IntVector codes = (IntVector) rows.getVector(rows.getFieldVectors().size() - 1);
        FieldVector keyColumn = rows.getVector(filteredColumn);
        for (int row = 0; row < rows.getRowCount(); row++) {
            int code = codes.get(row);
            if (code == ResultCode.OK.code()) {
                anyFound = true;
            } else if (code == ResultCode.NOT_FOUND.code() || code == ColumnarBatch.NULL_KEY) {
                anyMissing |= code == ResultCode.NOT_FOUND.code();
                if (keys.isEmpty()) {
                    keyColumn.setNull(row);
                }
            } else {
                throw new IllegalStateException(
                        "The record of "
                                + (keyColumn == null ? "a key" : "key " + keyColumn.getObject(row))
                                + " cannot be read: "
                                + ResultCode.describe(code)
                                + ".");
            }
        }
    }

    /**
     * Checks what was found, once all of it is read.
     *
     * @throws IllegalArgumentException if there were only keys that cannot have records
     */
    void requireFound() {
        if (anyMissing && !anyFound) {
            table.requireRightKeys();
        }
    }

    @Override
    public void close() throws IOException {
        if (keys.isPresent()) {
            keys.get().close();
        }
    }
}
