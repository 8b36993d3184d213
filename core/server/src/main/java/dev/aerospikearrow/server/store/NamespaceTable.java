package dev.aerospikearrow.server.store;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The namespaces of a server, found by the bytes of their names. Immutable. */
public final class NamespaceTable {
    private final RecordStore[] stores;

    /**
     * @param stores at least one
     */
    public NamespaceTable(List<RecordStore> stores) {
        this.stores = stores.toArray(RecordStore[]::new);
    }

    /** The first of them. */
    public RecordStore first() {
        return stores[0];
    }

    /** All of them, in the order of configuration. */
    public List<RecordStore> all() {
        return List.of(stores);
    }

    /** The namespace of that name; null if there is none. */
    public @Nullable RecordStore find(String name) {
        for (RecordStore store : stores) {
            if (store.namespace().equals(name)) {
                return store;
            }
        }
        return null;
    }

    /** The namespace whose name is these bytes; null if there is none. */
    public @Nullable RecordStore find(byte[] bytes, int offset, int length) {
        for (RecordStore store : stores) {
            byte[] name = store.namespaceUtf8();
            if (name.length == length
                    && Arrays.equals(name, 0, length, bytes, offset, offset + length)) {
                return store;
            }
        }
        return null;
    }
}
