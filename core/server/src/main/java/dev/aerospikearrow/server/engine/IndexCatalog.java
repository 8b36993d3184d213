package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.store.RecordListener;
import dev.aerospikearrow.server.store.StoredRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secondary indexes of one namespace. Thread-safe. */
public interface IndexCatalog extends RecordListener {
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
     * Makes an index and fills it; does nothing if it exists just so.
     *
     * @throws RequestException INDEX_EXISTS if the name has another definition
     */
    void create(IndexDefinition definition);

    /** Removes an index if it exists. */
    void drop(String indexName);

    /** The indexes that exist, by name. */
    List<IndexDefinition> definitions();

    /** How many entries an index has; 0 if there is none of that name. */
    long entryCount(String indexName);
}
