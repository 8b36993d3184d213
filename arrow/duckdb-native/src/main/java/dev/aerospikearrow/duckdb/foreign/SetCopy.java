package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.IncompleteWriteException;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.stream.CheckedReader;
import dev.aerospikearrow.duckdb.stream.ResultTypes;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code COPY (…) TO 'namespace.set' (FORMAT aerospike, KEY 'column', SEND_KEY true)}: rows become
 * records.
 */
final class SetCopy {
    private static final String FORMAT = "aerospike";
    private static final String KEY = "key";
    private static final String SEND_KEY = "send_key";

    private final DuckDbLibrary library;
    private final HeldObjects held;
    private final BufferAllocator allocator;
    private final ColumnarClient client;

    SetCopy(
            DuckDbLibrary library,
            HeldObjects held,
            BufferAllocator allocator,
            ColumnarClient client) {
        this.library = library;
        this.held = held;
        this.allocator = allocator;
        this.client = client;
    }

    /** What a statement copies, and where to. DuckDB closes it. */
    private final class Target implements AutoCloseable {
        private final ColumnarWriteOptions options;
        private final List<String> names;
        private final List<MemorySegment> types;
        private long writtenRows;

        Target(ColumnarWriteOptions options, List<String> names, List<MemorySegment> types) {
            this.options = options;
            this.names = names;
            this.types = types;
        }

        @Override
        public void close() {
            destroy(types);
        }
    }

    /** Rows that are written together. DuckDB closes them. */
    private final class Batch implements AutoCloseable {
        private final MemorySegment collection;

        Batch(MemorySegment collection) {
            this.collection = collection;
        }

        @Override
        public void close() {
            library.destroy("duckdb_v2_column_data_collection_destroy", collection);
        }
    }

    /** Makes the format known to a connection's database. */
    void register(MemorySegment connection, MemorySegment factory, Callbacks callbacks) {
        MemorySegment function = library.handle("duckdb_v2_copy_function_create", factory);
        try {
            library.call("duckdb_v2_copy_function_set_name", function, FORMAT);
            set(function, "bind", callbacks.address(this::bind));
            set(function, "batch", callbacks.address(this::take));
            set(function, "flush", callbacks.address(this::write));
            library.call("duckdb_v2_connection_register_copy_function", connection, function);
        } finally {
            library.destroy("duckdb_v2_copy_function_destroy", function);
        }
    }

    private void set(MemorySegment function, String step, MemorySegment address) {
        library.call("duckdb_v2_copy_to_set_" + step + "_callback", function, address);
    }

    private void bind(MemorySegment info, MemorySegment context) {
        String path = library.text("duckdb_v2_copy_to_bind_get_file_path", info);
        int dot = path.indexOf('.');
        if (dot <= 0 || dot == path.length() - 1) {
            throw new IllegalArgumentException(
                    "COPY TO wants 'namespace.set' with FORMAT aerospike, but found '"
                            + path
                            + "'.");
        }
        if (new File(path).exists()) {
            throw new IllegalArgumentException(
                    "COPY TO wrote 0 rows. DuckDB takes '"
                            + path
                            + "' for the file of that name in the working directory, and would"
                            + " replace it in the end. Move the file, or run in another"
                            + " directory.");
        }
        ColumnarWriteOptions options =
                writeOptions(info)
                        .set(SetName.of(path.substring(0, dot), path.substring(dot + 1)))
                        .build();
        List<String> names = new ArrayList<>();
        List<MemorySegment> types = new ArrayList<>();
        try {
            long count = library.number("duckdb_v2_copy_to_bind_get_column_count", info);
            for (long i = 0; i < count; i++) {
                names.add(library.text("duckdb_v2_copy_to_bind_get_column_name", info, i));
                types.add(library.handle("duckdb_v2_copy_to_bind_get_column_type", info, i));
                ResultTypes.requireKept(
                        library.copiedText(
                                "duckdb_v2_logical_type_to_text", types.get(types.size() - 1)),
                        Field.nullable(names.get(names.size() - 1), ArrowType.Null.INSTANCE));
            }
        } catch (RuntimeException e) {
            destroy(types);
            throw e;
        }
        try (Arena arena = Arena.ofConfined()) {
            library.call(
                    "duckdb_v2_copy_to_bind_set_bind_data",
                    info,
                    held.hold(arena, new Target(options, names, types)));
        }
    }

    private void destroy(List<MemorySegment> types) {
        types.forEach(type -> library.destroy("duckdb_v2_logical_type_destroy", type));
    }

    private ColumnarWriteOptions.Builder writeOptions(MemorySegment info) {
        Optional<String> key = Optional.empty();
        SendKey sendKey = SendKey.DIGEST_ONLY;
        long count = library.number("duckdb_v2_copy_to_bind_get_option_count", info);
        for (long i = 0; i < count; i++) {
            String name = library.text("duckdb_v2_copy_to_bind_get_option_name", info, i);
            MemorySegment value =
                    library.handle("duckdb_v2_copy_to_bind_get_option_value", info, i);
            try {
                switch (name.toLowerCase(Locale.ROOT)) {
                    case KEY ->
                            key = Optional.of(library.text("duckdb_v2_value_get_varchar", value));
                    case SEND_KEY -> sendKey = sendKey(value);
                    default ->
                            throw new IllegalArgumentException(
                                    "COPY TO with FORMAT aerospike has the option KEY, the column"
                                            + " of the keys, and SEND_KEY, but found "
                                            + name
                                            + ".");
                }
            } finally {
                library.destroy("duckdb_v2_value_destroy", value);
            }
        }
        return ColumnarWriteOptions.keyedBy(
                        key.orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "COPY TO with FORMAT aerospike wants the option"
                                                        + " KEY, the column of the keys, as in"
                                                        + " (FORMAT aerospike, KEY 'id').")))
                .sendKey(sendKey);
    }

    private SendKey sendKey(MemorySegment value) {
        String choice = library.copiedText("duckdb_v2_value_to_string", value);
        return switch (choice.toLowerCase(Locale.ROOT)) {
            case "true" -> SendKey.WITH_USER_KEY;
            case "false" -> SendKey.DIGEST_ONLY;
            default ->
                    throw new IllegalArgumentException(
                            "SEND_KEY is true, to store the keys with the records, or false, but"
                                    + " found "
                                    + choice
                                    + ".");
        };
    }

    private void take(MemorySegment info, MemorySegment context) {
        Batch batch = new Batch(library.handle("duckdb_v2_copy_to_batch_take_input", info));
        try (Arena arena = Arena.ofConfined()) {
            library.call("duckdb_v2_copy_to_batch_set_batch_data", info, held.hold(arena, batch));
        }
    }

    /** DuckDB calls this for one batch at a time, in the order of the rows. */
    private void write(MemorySegment info, MemorySegment context) throws Exception {
        Target target =
                held.get(
                        library.handle("duckdb_v2_copy_to_flush_get_bind_data", info),
                        Target.class);
        Batch batch =
                held.get(
                        library.handle("duckdb_v2_copy_to_flush_get_batch_data", info),
                        Batch.class);
        try (ArrowReader rows =
                new CollectionReader(
                        library,
                        allocator,
                        context,
                        batch.collection,
                        target.names,
                        target.types)) {
            write(new CheckedReader(rows, Set.of(), CheckedReader.WHEN_WRITTEN), target);
        }
    }

    private void write(ArrowReader rows, Target target) {
        long before = target.writtenRows;
        try {
            WriteResult result = client.batchWrite(rows, target.options);
            target.writtenRows += result.writtenCount();
            result.requireAllWritten();
        } catch (IncompleteWriteException e) {
            target.writtenRows += e.result().writtenCount();
            throw failed(target, before, e);
        } catch (RuntimeException e) {
            throw failed(target, before, e);
        }
    }

    /** Rows are counted from the first of those that are written together. */
    private static DuckDbException failed(Target target, long before, RuntimeException failure) {
        return new DuckDbException(
                "COPY TO wrote "
                        + Quantity.of(target.writtenRows, "row")
                        + " and then failed"
                        + (before == 0 ? "" : ", in the rows from " + before + " on")
                        + ". "
                        + failure.getMessage(),
                failure);
    }
}
