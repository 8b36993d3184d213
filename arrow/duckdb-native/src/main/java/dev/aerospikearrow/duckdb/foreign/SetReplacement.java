package dev.aerospikearrow.duckdb.foreign;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Names of tables that are sets: {@code aerospike.test.flights} is a call of a function. */
final class SetReplacement {
    private static final String CATALOG = "aerospike";
    private static final int PARTS = 3;

    private final DuckDbLibrary library;

    SetReplacement(DuckDbLibrary library) {
        this.library = library;
    }

    /** Makes the names known to a database. */
    void register(MemorySegment instance, MemorySegment factory, Callbacks callbacks) {
        MemorySegment scan = library.handle("duckdb_v2_replacement_scan_create", factory);
        try {
            library.call(
                    "duckdb_v2_replacement_scan_set_callback",
                    scan,
                    callbacks.address(this::replace));
            library.call("duckdb_v2_instance_register_replacement_scan", instance, scan);
        } finally {
            library.destroy("duckdb_v2_replacement_scan_destroy", scan);
        }
    }

    private void replace(MemorySegment info, MemorySegment context) {
        MemorySegment name = library.handle("duckdb_v2_replacement_scan_get_name", info);
        try {
            if (library.number("duckdb_v2_qname_get_part_count", name) == PARTS
                    && part(name, 0).equalsIgnoreCase(CATALOG)) {
                call(info, context, part(name, 1), part(name, 2));
            }
        } finally {
            library.destroy("duckdb_v2_qname_destroy", name);
        }
    }

    private String part(MemorySegment name, long index) {
        return library.text("duckdb_v2_qname_get_part", name, index);
    }

    private void call(MemorySegment info, MemorySegment context, String namespace, String set) {
        MemorySegment function = library.handle("duckdb_v2_qname_parse", SetFunction.SCAN);
        try {
            library.call("duckdb_v2_replacement_scan_set_function_name", info, function);
        } finally {
            library.destroy("duckdb_v2_qname_destroy", function);
        }
        MemorySegment factory = library.handle("duckdb_v2_context_get_factory", context);
        for (String argument : List.of(namespace, set)) {
            MemorySegment value =
                    library.handle("duckdb_v2_value_create_varchar", factory, argument);
            try {
                library.call("duckdb_v2_replacement_scan_add_argument", info, value);
            } finally {
                library.destroy("duckdb_v2_value_destroy", value);
            }
        }
    }
}
