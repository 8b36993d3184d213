package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.CDataDictionaryProvider;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows that DuckDB has collected, as record batches. */
final class CollectionReader extends ArrowReader {
    /** A chunk of DuckDB becomes a record batch. */
    private static final long WHOLE_CHUNKS = 0;

    private final DuckDbLibrary library;
    private final MemorySegment collection;
    private final MemorySegment exporter;
    private final MemorySegment chunk;
    private final MemorySegment shared;
    private final MemorySegment worker;
    private final CDataDictionaryProvider dictionaries = new CDataDictionaryProvider();

    /**
     * @param context of the callback in which the rows are read
     * @param collection stays the caller's
     * @param types the columns' types, which stay the caller's
     */
    CollectionReader(
            DuckDbLibrary library,
            BufferAllocator allocator,
            MemorySegment context,
            MemorySegment collection,
            List<String> names,
            List<MemorySegment> types) {
        super(allocator);
        this.library = library;
        this.collection = collection;
        try (Arena arena = Arena.ofConfined()) {
            long count = types.size();
            MemorySegment typeArray = arena.allocate(ADDRESS, count);
            MemorySegment nameArray = arena.allocate(2 * JAVA_LONG.byteSize() * count, 8);
            for (int i = 0; i < count; i++) {
                typeArray.setAtIndex(ADDRESS, i, types.get(i));
                MemorySegment name = DuckDbLibrary.text(arena, names.get(i));
                MemorySegment.copy(name, 0, nameArray, i * name.byteSize(), name.byteSize());
            }
            exporter =
                    library.handle(
                            "duckdb_v2_arrow_exporter_create",
                            context,
                            typeArray,
                            nameArray,
                            count,
                            WHOLE_CHUNKS);
            chunk =
                    library.handle(
                            "duckdb_v2_data_chunk_create",
                            library.handle("duckdb_v2_context_get_factory", context),
                            typeArray,
                            count);
        }
        shared =
                library.handle(
                        "duckdb_v2_column_data_collection_shared_scan_state_create", collection);
        worker =
                library.handle(
                        "duckdb_v2_column_data_collection_worker_scan_state_create", collection);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        try (Arena arena = Arena.ofConfined();
                ArrowArray array = ArrowArray.allocateNew(allocator)) {
            MemorySegment produced = arena.allocate(JAVA_BYTE);
            library.call(
                    "duckdb_v2_column_data_collection_scan",
                    collection,
                    shared,
                    worker,
                    chunk,
                    produced);
            if (produced.get(JAVA_BYTE, 0) == 0) {
                return false;
            }
            MemorySegment slot = arena.allocate(ADDRESS);
            slot.set(ADDRESS, 0, chunk);
            library.call("duckdb_v2_arrow_exporter_append", exporter, slot, false, true);
            library.call(
                    "duckdb_v2_arrow_exporter_next_array",
                    exporter,
                    MemorySegment.ofAddress(array.memoryAddress()));
            VectorSchemaRoot root = getVectorSchemaRoot();
            Data.importIntoVectorSchemaRoot(allocator, array, root, dictionaries);
            return true;
        }
    }

    @Override
    protected Schema readSchema() {
        try (ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
            library.call(
                    "duckdb_v2_arrow_exporter_get_schema",
                    exporter,
                    MemorySegment.ofAddress(schema.memoryAddress()));
            return Data.importSchema(allocator, schema, dictionaries);
        }
    }

    @Override
    public Dictionary lookup(long id) {
        return dictionaries.lookup(id);
    }

    @Override
    public Set<Long> getDictionaryIds() {
        return dictionaries.getDictionaryIds();
    }

    @Override
    public Map<Long, Dictionary> getDictionaryVectors() {
        return dictionaries.getDictionaryIds().stream()
                .collect(Collectors.toMap(id -> id, dictionaries::lookup));
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        library.destroy("duckdb_v2_column_data_collection_worker_scan_state_destroy", worker);
        library.destroy("duckdb_v2_column_data_collection_shared_scan_state_destroy", shared);
        library.destroy("duckdb_v2_data_chunk_destroy", chunk);
        library.destroy("duckdb_v2_arrow_exporter_destroy", exporter);
        dictionaries.close();
    }
}
