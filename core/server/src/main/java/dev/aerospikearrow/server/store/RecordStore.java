package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of one namespace, in its 4096 partitions. Thread-safe. The nodes of a cluster in one
 * process share the store: to own a partition is the right to serve it, not a second copy.
 */
public final class RecordStore {
    private final String namespace;
    private final byte[] namespaceUtf8;
    private final NamespaceSettings settings;
    private final InstantSource clock;
    private final Map<String, RecordSet> sets = new ConcurrentHashMap<>();
    private final PartitionStore[] partitions = new PartitionStore[PartitionId.COUNT];
    private volatile RecordListener listener = RecordListener.NONE;

    public RecordStore(String namespace, NamespaceSettings settings, InstantSource clock) {
        this.namespace = namespace;
        this.namespaceUtf8 = Bytes.utf8(namespace);
        this.settings = settings;
        this.clock = clock;
        RecordSnapshot removedMark =
                new RecordSnapshot(
                        new byte[RecordSnapshot.DIGEST_LENGTH],
                        0,
                        new RecordSet(""),
                        0,
                        0,
                        0,
                        null,
                        0,
                        new byte[0]);
        RecordListener forwarding = (before, after) -> listener.recordChanged(before, after);
        for (int id = 0; id < partitions.length; id++) {
            partitions[id] = new PartitionStore(forwarding, removedMark);
        }
    }

    /** Who is told of changes from now on. */
    public void setListener(RecordListener newListener) {
        listener = newListener;
    }

    public String namespace() {
        return namespace;
    }

    /** The namespace's name in UTF-8; not to be changed. */
    public byte[] namespaceUtf8() {
        return namespaceUtf8;
    }

    public NamespaceSettings settings() {
        return settings;
    }

    /** Now in seconds since 2010, the unit of void times. */
    public int nowSeconds() {
        return ServerTime.secondsSince2010(clock);
    }

    /** Now in nanoseconds since 1970, the unit of update times. */
    public long nowNanos() {
        return ServerTime.nanosSince1970(clock);
    }

    public PartitionStore partition(int partitionId) {
        return partitions[partitionId];
    }

    /** The record with the digest at {@code digest[offset]}, even if it is expired. */
    public @Nullable RecordSnapshot get(byte[] digest, int offset) {
        return partitions[PartitionId.of(digest, offset)].get(digest, offset);
    }

    /** The set of that name, made if it is new. */
    public RecordSet set(String name) {
        RecordSet known = sets.get(name);
        return known != null ? known : sets.computeIfAbsent(name, RecordSet::new);
    }

    /** Whether the set has had records or an index. */
    public boolean hasSet(String name) {
        return sets.containsKey(name);
    }

    /** The sets that have had records or an index, by name. */
    public List<RecordSet> sets() {
        List<RecordSet> named = new ArrayList<>(sets.values());
        named.removeIf(set -> set.name().isEmpty());
        named.sort(Comparator.comparing(RecordSet::name));
        return named;
    }

    /** How many records there are, expired ones that nobody touched since included. */
    public long recordCount() {
        long sum = 0;
        for (RecordSet set : sets.values()) {
            sum += set.recordCount();
        }
        return sum;
    }

    /**
     * Removes the records of a set that were last updated before a time.
     *
     * @param setName the set; null for all sets
     * @param beforeNanos nanoseconds since 1970
     */
    public void truncate(@Nullable String setName, long beforeNanos) {
        if (setName != null) {
            RecordSet set = sets.get(setName);
            if (set == null) {
                return;
            }
            set.truncatedAt(beforeNanos);
        }
        for (PartitionStore partition : partitions) {
            partition.removeIf(
                    record ->
                            record.lastUpdateNanos() < beforeNanos
                                    && (setName == null || record.setName().equals(setName)));
        }
    }

    @Override
    public String toString() {
        return "namespace " + namespace;
    }
}
