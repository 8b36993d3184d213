package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.load.KeyValues;
import dev.aerospikearrow.cli.load.KeyValues.KeyValue;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** Keys of a column of CSV or JSON lines: what the first one is, all of them are. */
final class ColumnKeys extends KeyFile {
    private final SetName target;
    private final KeyValues values;
    private final BufferAllocator allocator;
    private final Deque<KeyValue> ahead = new ArrayDeque<>();
    private final KeyType type;

    private ColumnKeys(SetName target, KeyValues values, BufferAllocator allocator)
            throws IOException {
        this.target = target;
        this.values = values;
        this.allocator = allocator;
        type = firstType();
    }

    static ColumnKeys open(
            SetName target,
            String name,
            FileFormat format,
            Optional<String> column,
            Optional<KeyType> keyType,
            InputStream input,
            BufferAllocator allocator)
            throws IOException {
        KeyValues values =
                KeyValues.open(
                        name,
                        format,
                        keyType,
                        input,
                        names ->
                                format == FileFormat.JSONL && column.isPresent()
                                        ? column.get()
                                        : KeyFile.Column.keyColumn(name, names, column));
        try {
            return new ColumnKeys(target, values, allocator);
        } catch (IOException | RuntimeException | Error e) {
            values.close();
            throw e;
        }
    }

    private KeyType firstType() throws IOException {
        for (Optional<KeyValue> key = values.next(); key.isPresent(); key = values.next()) {
            ahead.add(key.get());
            if (key.get().value() != null) {
                return typeOf(key.get());
            }
        }
        return KeyType.TEXT;
    }

    private static KeyType typeOf(KeyValue key) {
        if (key.value() instanceof Long) {
            return KeyType.INT;
        }
        return key.value() instanceof String ? KeyType.TEXT : KeyType.BLOB;
    }

    @Override
    public KeyType type() {
        return type;
    }

    @Override
    public OptionalLong count() {
        return values.count();
    }

    @Override
    public KeyStream stream(long skipped) throws IOException {
        for (long i = 0; i < skipped; i++) {
            if (next().isEmpty()) {
                break;
            }
        }
        return rowLimit -> {
            try {
                return batch(rowLimit);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private Optional<KeyValue> next() throws IOException {
        return ahead.isEmpty() ? values.next() : Optional.of(ahead.remove());
    }

    private Optional<BatchKeys> batch(int rowLimit) throws IOException {
        List<KeyValue> keys = new ArrayList<>();
        while (keys.size() < rowLimit) {
            Optional<KeyValue> key = next();
            if (key.isEmpty()) {
                break;
            }
            requireSameType(key.get());
            keys.add(key.get());
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        try (FieldVector vector = vector(keys)) {
            return Optional.of(BatchKeys.of(target, vector));
        }
    }

    private void requireSameType(KeyValue key) {
        if (key.value() != null && typeOf(key) != type) {
            throw values.refused(
                    key,
                    "the key is of type "
                            + typeOf(key)
                            + ", those before are of type "
                            + type
                            + ", and a column of keys has one type. Look them up from two files, or"
                            + " all as texts with --key-type text.");
        }
    }

    private FieldVector vector(List<KeyValue> keys) {
        FieldVector vector =
                switch (type) {
                    case INT -> new BigIntVector("keys", allocator);
                    case TEXT -> new VarCharVector("keys", allocator);
                    case BLOB, DIGEST -> new VarBinaryVector("keys", allocator);
                };
        for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i).value();
            if (key == null) {
                continue;
            }
            if (vector instanceof BigIntVector numbers) {
                numbers.setSafe(i, (Long) key);
            } else if (vector instanceof VarCharVector texts) {
                texts.setSafe(i, ((String) key).getBytes(StandardCharsets.UTF_8));
            } else {
                ((VarBinaryVector) vector).setSafe(i, (byte[]) key);
            }
        }
        vector.setValueCount(keys.size());
        return vector;
    }

    @Override
    public void close() {
        try {
            values.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
