package dev.aerospikearrow.server.query;

import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.store.RecordStore;
import org.jspecify.annotations.Nullable;

/** The node that a query runs on. Thread-safe. */
public interface QueryTarget {
    /** What the node is to be like. */
    ServerBuild build();

    /** The namespace of that name; null if there is none. */
    @Nullable RecordStore namespace(String name);

    /** The indexes of a namespace that exists. */
    NamespaceIndexes indexes(RecordStore namespace);

    /** Whether the node has a full copy of a partition. */
    boolean serves(RecordStore namespace, int partitionId);

    /** Whether the node may write a partition. */
    boolean masters(RecordStore namespace, int partitionId);

    /** Makes what carries out commands on single records, for the use of one thread. */
    SingleCommands commands();
}
