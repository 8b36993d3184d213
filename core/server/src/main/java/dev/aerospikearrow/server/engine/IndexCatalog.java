package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.store.RecordListener;
import dev.aerospikearrow.server.store.StoredRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secondary indexes of one namespace. Thread-safe. */
public interface IndexCatalog extends RecordListener {
    /** How many indexes a namespace can have. */
    int LIMIT = 256;

    /** The code for one more than that. */
    int TOO_MANY_INDEXES = 206;

    /** Has no indexes and refuses to make one. */
    IndexCatalog UNSUPPORTED =
            new IndexCatalog() {
                @Override
                public void create(IndexDefinition definition) {
                    throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
                }

                @Override
                public void drop(String indexName) {}

                @Override
                public List<IndexDefinition> definitions() {
                    return List.of();
                }

                @Override
                public long entryCount(String indexName) {
                    return 0;
                }

                @Override
                public void recordChanged(
                        @Nullable StoredRecord before, @Nullable StoredRecord after) {}
            };

    /**
     * Makes an index and fills it; does nothing if it exists just so, and renames it if it exists
     * with another name.
     *
     * @throws RequestException INDEX_EXISTS if the name has another definition, PARAMETER if its
     *     context is malformed, {@link #TOO_MANY_INDEXES}
     */
    void create(IndexDefinition definition);

    /** Removes an index if it exists. */
    void drop(String indexName);

    /** The indexes that exist, by name. */
    List<IndexDefinition> definitions();

    /** How many entries an index has; 0 if there is none of that name. */
    long entryCount(String indexName);
}
