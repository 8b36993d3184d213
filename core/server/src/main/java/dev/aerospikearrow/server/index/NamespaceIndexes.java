package dev.aerospikearrow.server.index;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordListener;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The secondary indexes of one namespace (docs/docs/internals/wire.md, sections 6.2 and 9.3).
 * Thread-safe. The nodes of a cluster share them as they share the records. An index is usable when
 * {@link #create} returns.
 */
public final class NamespaceIndexes implements RecordListener {
    /** The code for more indexes than a namespace can have. */
    public static final int TOO_MANY_INDEXES = 206;

    private static final int LIMIT = 256;

    private final RecordStore store;
    private final List<SecondaryIndex> indexes = new CopyOnWriteArrayList<>();

    public NamespaceIndexes(RecordStore store) {
        this.store = store;
    }

    /**
     * Makes an index and fills it; does nothing if it exists just so, and renames it if it exists
     * with another name.
     *
     * @throws RequestException INDEX_EXISTS if the name has another definition, PARAMETER if its
     *     context is malformed, {@link #TOO_MANY_INDEXES}
     */
    public synchronized void create(IndexDescriptor definition) {
        Optional<SecondaryIndex> known = named(definition.name());
        if (known.isPresent()) {
            if (known.get().definition().equals(definition)) {
                return;
            }
            throw new RequestException(ResultCode.INDEX_EXISTS);
        }
        Optional<SecondaryIndex> same =
                indexes.stream()
                        .filter(each -> each.definition().hasContentOf(definition))
                        .findFirst();
        if (same.isPresent()) {
            same.get().rename(definition);
            return;
        }
        if (indexes.size() >= LIMIT) {
            throw new RequestException(TOO_MANY_INDEXES);
        }
        SecondaryIndex index;
        try {
            index = new SecondaryIndex(definition);
        } catch (IllegalArgumentException e) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        store.set(definition.setName());
        // First the changes from now on, then what is there; each record under its partition's
        // lock.
        indexes.add(index);
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            store.partition(partitionId)
                    .removeIf(
                            record -> {
                                index.recordChanged(null, record);
                                return false;
                            });
        }
    }

    /** Removes an index if it exists. */
    public synchronized void drop(String indexName) {
        indexes.removeIf(index -> index.definition().name().equals(indexName));
    }

    /** The indexes that exist, by name. */
    public List<IndexDescriptor> definitions() {
        List<IndexDescriptor> definitions = new ArrayList<>();
        indexes.forEach(index -> definitions.add(index.definition()));
        definitions.sort(Comparator.comparing(IndexDescriptor::name));
        return definitions;
    }

    /** How many entries an index has; 0 if there is none of that name. */
    public long entryCount(String indexName) {
        return named(indexName).map(SecondaryIndex::entryCount).orElse(0L);
    }

    @Override
    public void recordChanged(@Nullable RecordSnapshot before, @Nullable RecordSnapshot after) {
        for (SecondaryIndex index : indexes) {
            index.recordChanged(before, after);
        }
    }

    /** The index of that name. */
    public Optional<SecondaryIndex> named(String indexName) {
        return indexes.stream()
                .filter(index -> index.definition().name().equals(indexName))
                .findFirst();
    }

    /**
     * The index that a query without a name means: over the set it asks for, or else over the whole
     * namespace.
     *
     * @param wanted everything but the name
     */
    public Optional<SecondaryIndex> matching(IndexDescriptor wanted) {
        return find(wanted, wanted.setName()).or(() -> find(wanted, ""));
    }

    private Optional<SecondaryIndex> find(IndexDescriptor wanted, String setName) {
        return indexes.stream()
                .filter(
                        index -> {
                            IndexDescriptor candidate = index.definition();
                            return candidate.setName().equals(setName)
                                    && candidate.binName().equals(wanted.binName())
                                    && candidate.valueType() == wanted.valueType()
                                    && candidate.collection() == wanted.collection()
                                    && candidate.context().equals(wanted.context())
                                    && candidate.expression().equals(wanted.expression());
                        })
                .findFirst();
    }
}
