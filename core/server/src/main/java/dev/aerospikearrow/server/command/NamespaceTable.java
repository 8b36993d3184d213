package dev.aerospikearrow.server.command;

import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.server.engine.RequestMessage;
import dev.aerospikearrow.server.store.RecordStore;
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

    RecordStore first() {
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

    /** The namespace that a message names; null if it names none that exists. */
    @Nullable RecordStore find(RequestMessage message) {
        int offset = message.fieldOffset(FieldType.NAMESPACE);
        if (offset == RequestMessage.NO_FIELD) {
            return null;
        }
        int end = offset + message.fieldLength(FieldType.NAMESPACE);
        for (RecordStore store : stores) {
            byte[] name = store.namespaceUtf8();
            if (Arrays.equals(name, 0, name.length, message.bytes(), offset, end)) {
                return store;
            }
        }
        return null;
    }
}
