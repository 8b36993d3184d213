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
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import dev.aerospikearrow.server.store.ServerTime;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The info commands about namespaces and sets (docs/docs/internals/wire.md, section 6.2). */
final class DataCommands {
    private static final String OK = "ok";
    private static final int LONGEST_TIME = 23;

    /** What the primary index of a real server takes for a record. */
    private static final long INDEX_ENTRY_BYTES = 64;

    private static final Pattern NUMBER =
            Pattern.compile("0[xX]([0-9a-fA-F]+)|0[0-7]*|[1-9][0-9]*");

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

        private void add(RecordSnapshot record) {
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
                for (RecordSnapshot record : store.partition(partitionId).records()) {
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
        fields.put("hwm_breached", "false");
        fields.put("current_time", Integer.toUnsignedString(store.nowSeconds()));
        fields.put("index_used_bytes", Long.toString(INDEX_ENTRY_BYTES * total.records));
        fields.put("set_index_used_bytes", "0");
        fields.put("data_used_bytes", Long.toString(total.bytes));
        fields.put("migrate_rx_partitions_remaining", "0");
        fields.put("migrate_tx_partitions_remaining", "0");
        fields.put("allow-ttl-without-nsup", "false");
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
                for (RecordSnapshot record : store.partition(partitionId).records()) {
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
        Parameters parameters = new Parameters(command);
        String namespace = parameters.namespace();
        String setName = parameters.required("set", Parameters.LONGEST_SET);
        return truncate(parameters, namespace, setName);
    }

    String truncateNamespace(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        String namespace = parameters.namespace();
        // Did somebody mean the set alone?
        if (command.parameter("set").isPresent()) {
            throw new InfoFailure(ResultCode.PARAMETER, "unexpected set name");
        }
        return truncate(parameters, namespace, null);
    }

    private String truncate(Parameters parameters, String namespace, @Nullable String setName) {
        Optional<String> time = parameters.optional("lut", LONGEST_TIME);
        // A namespace that other nodes may have is no mistake.
        Optional<RecordStore> store = Optional.ofNullable(cluster.namespaces().find(namespace));
        long now = store.orElse(cluster.namespaces().all().get(0)).nowNanos();
        if (time.isEmpty()) {
            // Everything that is there, what was written in this instant included.
            store.ifPresent(each -> each.truncate(setName, now + 1));
            return OK;
        }
        long before = ServerTime.wholeMillis(nanos(time.get()));
        if (ServerTime.millisSince2010(before) == 0) {
            throw new InfoFailure(ResultCode.PARAMETER, "would truncate to 0");
        }
        if (before > now) {
            throw new InfoFailure(ResultCode.PARAMETER, "would truncate in the future");
        }
        store.ifPresent(each -> each.truncate(setName, before));
        return OK;
    }

    /**
     * The number that a text begins with, decimal, octal or hexadecimal as in C; 0 if it begins
     * with none, and the largest one if it is larger.
     */
    private static long nanos(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.lookingAt()) {
            return 0;
        }
        BigInteger value =
                number.group(1) != null
                        ? new BigInteger(number.group(1), 16)
                        : new BigInteger(number.group(), number.group().startsWith("0") ? 8 : 10);
        return value.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }
}
