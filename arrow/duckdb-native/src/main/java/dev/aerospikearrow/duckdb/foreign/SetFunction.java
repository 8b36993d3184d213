package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.columnar.filter.FilterPredicate;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.stream.Widening;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * {@code aerospike_scan} and {@code aerospike_lookup} as functions of DuckDB's C interface, which
 * are told of filters.
 */
final class SetFunction {
    static final String SCAN = "aerospike_scan";
    private static final String LOOKUP = "aerospike_lookup";
    private static final int TEXT_BYTES = 16;

    /** {@code DUCKDB_V2_ORDER_PRESERVATION_NO_ORDER}. */
    private static final int NO_ORDER = 0;

    private final DuckDbLibrary library;
    private final HeldObjects held;
    private final BufferAllocator allocator;
    private final ColumnarClient client;
    private final SetCatalog catalog;
    private final KeyQuery.Runner keyQueries;
    private final int threads;
    private final StreamOptions stream;
    private final List<SetTable> bound = new ArrayList<>();

    /**
     * @param catalog what is known of sets
     * @param keyQueries runs the queries of keys
     * @param threads how many threads may read a set at the same time
     * @param stream how to read, with an allocator
     */
    SetFunction(
            DuckDbLibrary library,
            HeldObjects held,
            ColumnarClient client,
            SetCatalog catalog,
            KeyQuery.Runner keyQueries,
            int threads,
            StreamOptions stream) {
        this.library = library;
        this.held = held;
        this.client = client;
        this.catalog = catalog;
        this.keyQueries = keyQueries;
        this.threads = threads;
        this.stream = stream;
        allocator = stream.readOptions().allocator().orElseThrow();
    }

    /** Makes the functions known to a connection's database. */
    void register(MemorySegment connection, MemorySegment factory, Callbacks callbacks) {
        register(connection, factory, callbacks, SCAN, List.of("namespace", "set"), this::bindScan);
        register(
                connection,
                factory,
                callbacks,
                LOOKUP,
                List.of("namespace", "set", "query"),
                this::bindLookup);
    }

    private void register(
            MemorySegment connection,
            MemorySegment factory,
            Callbacks callbacks,
            String name,
            List<String> parameters,
            Callbacks.BindStep bind) {
        MemorySegment function = library.handle("duckdb_v2_table_function_create", factory);
        try {
            library.call("duckdb_v2_table_function_set_name", function, name);
            MemorySegment signature =
                    library.handle("duckdb_v2_table_function_get_signature", function);
            MemorySegment varchar =
                    library.handle("duckdb_v2_factory_create_type_from_text", factory, "VARCHAR");
            for (String parameter : parameters) {
                library.call(
                        "duckdb_v2_function_signature_add_parameter",
                        signature,
                        parameter,
                        varchar,
                        MemorySegment.NULL,
                        0);
            }
            library.destroy("duckdb_v2_logical_type_destroy", varchar);
            library.call("duckdb_v2_table_function_set_projection_pushdown", function, true);
            library.call(
                    "duckdb_v2_table_function_set_bind_callback",
                    function,
                    callbacks.bindAddress(bind));
            set(function, "filter_pushdown", callbacks.address(this::pushDown));
            set(function, "init_global", callbacks.address(this::start));
            set(function, "init_local", callbacks.address(this::startThread));
            set(function, "exec", callbacks.address(this::fill));
            library.call("duckdb_v2_connection_register_table_function", connection, function);
        } finally {
            library.destroy("duckdb_v2_table_function_destroy", function);
        }
    }

    private void set(MemorySegment function, String step, MemorySegment address) {
        library.call("duckdb_v2_table_function_set_" + step + "_callback", function, address);
    }

    /** The tables that were bound since the last time. */
    List<SetTable> takeBound() {
        synchronized (bound) {
            List<SetTable> taken = List.copyOf(bound);
            bound.clear();
            return taken;
        }
    }

    private void bindScan(MemorySegment info, MemorySegment result, MemorySegment context) {
        SetName set = SetName.of(argument(info, 0), argument(info, 1));
        SetCatalog.Description described = catalog.describe(set);
        library.call("duckdb_v2_table_function_bind_set_order_preservation", result, NO_ORDER);
        described
                .records()
                .ifPresent(
                        records ->
                                library.call(
                                        "duckdb_v2_table_function_bind_set_cardinality",
                                        result,
                                        records,
                                        false));
        bind(
                new SetTable(client, set, described.fields(), stream, Optional.empty()),
                info,
                result,
                context);
    }

    private void bindLookup(MemorySegment info, MemorySegment result, MemorySegment context) {
        SetName set = SetName.of(argument(info, 0), argument(info, 1));
        String query = argument(info, 2);
        List<Field> fields = new ArrayList<>();
        fields.add(
                Field.nullable(MetadataColumn.KEY.fieldName(), KeyQuery.type(keyQueries, query)));
        catalog.describe(set).fields().stream()
                .filter(field -> !field.getName().equals(MetadataColumn.KEY.fieldName()))
                .forEach(fields::add);
        SetTable.Lookup lookup = new SetTable.Lookup(query, catalog.isEmptyAllowed());
        bind(new SetTable(client, set, fields, stream, Optional.of(lookup)), info, result, context);
    }

    private void bind(
            SetTable table, MemorySegment info, MemorySegment result, MemorySegment context) {
        declare(result, context, table.fields());
        try (Arena arena = Arena.ofConfined()) {
            library.call("duckdb_v2_function_bind_set_bind_data", info, held.hold(arena, table));
        }
        synchronized (bound) {
            bound.add(table);
        }
    }

    private String argument(MemorySegment info, long index) {
        MemorySegment value = library.handle("duckdb_v2_function_bind_get_arg_value", info, index);
        try {
            return library.text("duckdb_v2_value_get_varchar", value);
        } finally {
            library.destroy("duckdb_v2_value_destroy", value);
        }
    }

    /** Tells DuckDB the columns, in the types that it has for those of Arrow. */
    private void declare(MemorySegment result, MemorySegment context, List<Field> fields) {
        MemorySegment columns = columns(context, fields.stream().map(Widening::widened).toList());
        try (Arena arena = Arena.ofConfined()) {
            for (long i = 0; i < fields.size(); i++) {
                MemorySegment name = arena.allocate(TEXT_BYTES, Long.BYTES);
                MemorySegment type = arena.allocate(ADDRESS);
                library.call("duckdb_v2_schema_get_field", columns, i, name, type);
                library.call(
                        "duckdb_v2_table_function_bind_add_result_column",
                        result,
                        name,
                        type.get(ADDRESS, 0));
            }
        } finally {
            library.destroy("duckdb_v2_schema_destroy", columns);
        }
    }

    private MemorySegment columns(MemorySegment context, List<Field> fields) {
        try (ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
            Data.exportSchema(allocator, new Schema(fields), null, schema);
            MemorySegment importer =
                    library.handle(
                            "duckdb_v2_arrow_importer_create",
                            context,
                            MemorySegment.ofAddress(schema.memoryAddress()),
                            0L);
            try {
                return library.handle("duckdb_v2_arrow_importer_get_schema", importer);
            } finally {
                library.destroy("duckdb_v2_arrow_importer_destroy", importer);
                schema.release();
            }
        }
    }

    private void pushDown(MemorySegment info, MemorySegment context) {
        SetTable table =
                held.get(
                        library.handle(
                                "duckdb_v2_table_function_filter_pushdown_get_bind_data", info),
                        SetTable.class);
        ExpressionReader reader =
                new ExpressionReader(
                        library,
                        column ->
                                table.fields()
                                        .get(
                                                Math.toIntExact(
                                                        library.number(
                                                                "duckdb_v2_table_function_filter_pushdown_get_column_index",
                                                                info,
                                                                column))));
        List<FilterPredicate> predicates = new ArrayList<>();
        long count =
                library.number("duckdb_v2_table_function_filter_pushdown_get_filter_count", info);
        for (long i = 0; i < count; i++) {
            predicates.add(
                    reader.read(
                            library.handle(
                                    "duckdb_v2_table_function_filter_pushdown_get_filter",
                                    info,
                                    i)));
        }
        table.filterBy(predicates);
    }

    private void start(MemorySegment info, MemorySegment context) {
        SetTable table =
                held.get(
                        library.handle("duckdb_v2_table_function_init_global_get_bind_data", info),
                        SetTable.class);
        List<Integer> columns = new ArrayList<>();
        long count = library.number("duckdb_v2_table_function_init_global_get_column_count", info);
        for (long i = 0; i < count; i++) {
            columns.add(
                    Math.toIntExact(
                            library.number(
                                    "duckdb_v2_table_function_init_global_get_column_index",
                                    info,
                                    i)));
        }
        SetRead read = new SetRead(table, table.projected(columns), threads, keyQueries);
        library.call(
                "duckdb_v2_table_function_init_global_set_max_threads",
                info,
                (long) read.partCount());
        try (Arena arena = Arena.ofConfined()) {
            library.call(
                    "duckdb_v2_table_function_init_global_set_global_state",
                    info,
                    held.hold(arena, read));
        }
    }

    private void startThread(MemorySegment info, MemorySegment context) {
        SetRead read =
                held.get(
                        library.handle(
                                "duckdb_v2_table_function_init_local_get_global_state", info),
                        SetRead.class);
        try (Arena arena = Arena.ofConfined()) {
            library.call(
                    "duckdb_v2_table_function_init_local_set_local_state",
                    info,
                    held.hold(arena, new SetWorker(library, allocator, read)));
        }
    }

    private void fill(MemorySegment info, MemorySegment context) throws Exception {
        held.get(
                        library.handle("duckdb_v2_table_function_exec_get_local_state", info),
                        SetWorker.class)
                .fill(info, context);
    }
}
