package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.cluster.Ownership;
import dev.aerospikearrow.server.cluster.Topology;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.RecordSet;
import dev.aerospikearrow.server.store.RecordStore;
import dev.aerospikearrow.server.store.ServerTime;
import dev.aerospikearrow.server.store.StoredRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The info commands about namespaces and sets (docs/docs/internals/wire.md, section 6.2). */
final class DataCommands {
    private static final String OK = "ok";

    private final String nodeId;
    private final ClusterState cluster;

    DataCommands(String nodeId, ClusterState cluster) {
        this.nodeId = nodeId;
        this.cluster = cluster;
    }

    /** Records and bytes of one set on this node. */
    private static final class Count {
        private long records;
        private long bytes;

        private void add(StoredRecord record) {
            records++;
            bytes += record.sizeInBytes();
        }
    }

    private Map<RecordSet, Count> count(RecordStore store) {
        Ownership ownership = cluster.topology().ownership();
        int now = store.nowSeconds();
        Map<RecordSet, Count> counts = new HashMap<>();
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            if (ownership.holds(nodeId, partitionId)) {
                for (StoredRecord record : store.partition(partitionId).records()) {
                    if (!record.isExpiredAt(now)) {
                        counts.computeIfAbsent(record.set(), set -> new Count()).add(record);
                    }
                }
            }
        }
        return counts;
    }

    String namespace(InfoCommand command) {
        RecordStore store = storeOfPath(command);
        if (store == null) {
            return "type=unknown";
        }
        Count total = new Count();
        count(store)
                .values()
                .forEach(
                        count -> {
                            total.records += count.records;
                            total.bytes += count.bytes;
                        });
        NamespaceSettings settings = store.settings();
        Topology topology = cluster.topology();
        boolean expires = settings.expiration() == NamespaceSettings.Expiration.ON;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ns_cluster_size", Integer.toString(topology.members().size()));
        fields.put("effective_replication_factor", Integer.toString(topology.ownership().copies()));
        fields.put("objects", Long.toString(total.records));
        fields.put("tombstones", "0");
        long masters = masters(store);
        fields.put("master_objects", Long.toString(masters));
        fields.put("prole_objects", Long.toString(total.records - masters));
        fields.put("non_replica_objects", "0");
        fields.put("unavailable_partitions", "0");
        fields.put("dead_partitions", "0");
        fields.put("stop_writes", "false");
        fields.put("current_time", Integer.toUnsignedString(store.nowSeconds()));
        fields.put("data_used_bytes", Long.toString(total.bytes));
        fields.put("migrate_rx_partitions_remaining", "0");
        fields.put("migrate_tx_partitions_remaining", "0");
        fields.put("default-ttl", Integer.toString(settings.defaultTtlSeconds()));
        fields.put("max-record-size", Integer.toString(settings.maxRecordBytes()));
        fields.put("nsup-period", expires ? "120" : "0");
        fields.put("strong-consistency", "false");
        fields.put("storage-engine", "memory");
        return InfoFields.format(fields);
    }

    private long masters(RecordStore store) {
        Ownership ownership = cluster.topology().ownership();
        int now = store.nowSeconds();
        long masters = 0;
        for (int partitionId = 0; partitionId < PartitionId.COUNT; partitionId++) {
            if (ownership.owns(nodeId, 0, partitionId)) {
                for (StoredRecord record : store.partition(partitionId).records()) {
                    masters += record.isExpiredAt(now) ? 0 : 1;
                }
            }
        }
        return masters;
    }

    private @Nullable RecordStore storeOfPath(InfoCommand command) {
        return command.path().isEmpty() ? null : cluster.namespaces().find(command.path().get(0));
    }

    String sets(InfoCommand command) {
        List<String> path = command.path();
        if (path.isEmpty() || path.get(0).isEmpty()) {
            StringBuilder answer = new StringBuilder();
            cluster.namespaces().all().forEach(store -> appendSets(store, answer));
            return answer.toString();
        }
        RecordStore store = storeOfPath(command);
        if (store == null) {
            return "ns_type=unknown";
        }
        StringBuilder answer = new StringBuilder();
        if (path.size() == 1) {
            appendSets(store, answer);
            return answer.toString();
        }
        Map<RecordSet, Count> counts = count(store);
        for (RecordSet set : store.sets()) {
            if (set.name().equals(path.get(1))) {
                answer.append(InfoFields.formatEntry(fields(store, set, counts))).append(';');
            }
        }
        return answer.toString();
    }

    private void appendSets(RecordStore store, StringBuilder answer) {
        Map<RecordSet, Count> counts = count(store);
        for (RecordSet set : store.sets()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("ns", store.namespace());
            entry.put("set", set.name());
            entry.putAll(fields(store, set, counts));
            answer.append(InfoFields.formatEntry(entry)).append(';');
        }
    }

    private Map<String, String> fields(
            RecordStore store, RecordSet set, Map<RecordSet, Count> counts) {
        Count count = counts.getOrDefault(set, new Count());
        long indexes =
                cluster.indexes(store).definitions().stream()
                        .filter(index -> index.setName().equals(set.name()))
                        .count();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("objects", Long.toString(count.records));
        fields.put("tombstones", "0");
        fields.put("data_used_bytes", Long.toString(count.bytes));
        fields.put(
                "truncate_lut", Long.toString(ServerTime.millisSince2010(set.truncatedAtNanos())));
        fields.put("sindexes", Long.toString(indexes));
        fields.put("index_populating", "false");
        fields.put("truncating", "false");
        fields.put("default-read-touch-ttl-pct", "0");
        fields.put("default-ttl", "0");
        fields.put("disable-eviction", "false");
        fields.put("enable-index", "false");
        fields.put("stop-writes-count", "0");
        fields.put("stop-writes-size", "0");
        return fields;
    }

    String truncateSet(InfoCommand command) {
        String setName = command.parameter("set").orElse("");
        if (setName.isEmpty()) {
            return InfoProtocol.error(ResultCode.PARAMETER, "missing 'set' parameter");
        }
        return truncate(command, setName);
    }

    String truncateNamespace(InfoCommand command) {
        return truncate(command, null);
    }

    private String truncate(InfoCommand command, @Nullable String setName) {
        RecordStore store =
                cluster.namespaces()
                        .find(
                                command.parameter("namespace")
                                        .or(() -> command.parameter("ns"))
                                        .orElse(""));
        if (store == null) {
            return InfoProtocol.error(ResultCode.PARAMETER, "unknown or missing namespace");
        }
        long now = store.nowNanos();
        Optional<String> time = command.parameter("lut");
        if (time.isEmpty()) {
            // Everything that is there, what was written in this instant included.
            store.truncate(setName, now + 1);
            return OK;
        }
        long before;
        try {
            before = ServerTime.wholeMillis(Long.parseLong(time.get()));
        } catch (NumberFormatException e) {
            return InfoProtocol.error(ResultCode.PARAMETER, "bad lut");
        }
        if (ServerTime.millisSince2010(before) == 0) {
            return InfoProtocol.error(ResultCode.PARAMETER, "would truncate to 0");
        }
        if (before > now) {
            return InfoProtocol.error(ResultCode.PARAMETER, "would truncate in the future");
        }
        store.truncate(setName, before);
        return OK;
    }
}
