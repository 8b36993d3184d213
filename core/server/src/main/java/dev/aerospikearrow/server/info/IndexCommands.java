package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoError;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.engine.IndexCatalog;
import dev.aerospikearrow.server.engine.IndexDefinition;
import dev.aerospikearrow.server.engine.RequestException;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The info commands about secondary indexes (docs/docs/internals/wire.md, section 6.2). */
final class IndexCommands {
    private static final String OK = "ok";
    private static final String NONE = "null";

    private final ClusterState cluster;

    IndexCommands(ClusterState cluster) {
        this.cluster = cluster;
    }

    private Optional<RecordStore> store(InfoCommand command) {
        return command.parameter("namespace")
                .or(() -> command.parameter("ns"))
                .map(cluster.namespaces()::find);
    }

    private static String missing(String parameter) {
        return InfoProtocol.error(ResultCode.PARAMETER, "missing '" + parameter + "' parameter");
    }

    String create(InfoCommand command) {
        String name = command.parameter("indexname").orElse("");
        if (name.isEmpty()) {
            return missing("indexname");
        }
        // The old form has bin and type in one parameter.
        String[] data = command.parameter("indexdata").orElse(",").split(",", 2);
        String bin = command.parameter("bin").orElse(data[0]);
        String type = command.parameter("type").orElse(data.length == 2 ? data[1] : "");
        if (bin.isEmpty()) {
            return missing("bin");
        }
        IndexDefinition definition;
        try {
            definition =
                    new IndexDefinition(
                            name,
                            command.parameter("set").orElse(""),
                            bin,
                            IndexDefinition.ValueType.valueOf(type.toUpperCase(Locale.ROOT)),
                            IndexDefinition.CollectionType.valueOf(
                                    command.parameter("indextype")
                                            .orElse("default")
                                            .toUpperCase(Locale.ROOT)),
                            command.parameter("context").orElse(""));
        } catch (IllegalArgumentException e) {
            return InfoProtocol.error(ResultCode.PARAMETER, "bad 'type' or 'indextype'");
        }
        Optional<RecordStore> store = store(command);
        if (store.isEmpty()) {
            return OK;
        }
        try {
            cluster.indexes(store.get()).create(definition);
            return OK;
        } catch (RequestException e) {
            return new InfoError(e.resultCode(), "index cannot be created").format();
        }
    }

    String delete(InfoCommand command) {
        String name = command.parameter("indexname").orElse("");
        if (name.isEmpty()) {
            return missing("indexname");
        }
        store(command).ifPresent(store -> cluster.indexes(store).drop(name));
        return OK;
    }

    String exists(InfoCommand command) {
        String name = command.parameter("indexname").orElse("");
        return Boolean.toString(store(command).flatMap(store -> find(store, name)).isPresent());
    }

    private Optional<IndexDefinition> find(RecordStore store, String name) {
        return cluster.indexes(store).definitions().stream()
                .filter(index -> index.name().equals(name))
                .findFirst();
    }

    String list(InfoCommand command) {
        Optional<RecordStore> store = store(command);
        boolean namesNamespace =
                command.parameter("namespace").or(() -> command.parameter("ns")).isPresent();
        if (store.isEmpty() && namesNamespace) {
            // The server says it twice.
            String error = InfoProtocol.error(ResultCode.PARAMETER, "unknown namespace");
            return error + ";" + error;
        }
        List<RecordStore> stores = store.map(List::of).orElseGet(() -> cluster.namespaces().all());
        return stores.stream()
                .flatMap(
                        each ->
                                cluster.indexes(each).definitions().stream()
                                        .map(index -> InfoFields.formatEntry(fields(each, index))))
                .collect(Collectors.joining(";"));
    }

    private static Map<String, String> fields(RecordStore store, IndexDefinition index) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ns", store.namespace());
        fields.put("indexname", index.name());
        fields.put("set", orNone(index.setName()));
        fields.put("bin", index.binName());
        fields.put("type", index.valueType().name().toLowerCase(Locale.ROOT));
        fields.put("indextype", index.collection().name().toLowerCase(Locale.ROOT));
        fields.put("context", orNone(index.context()));
        fields.put("exp", NONE);
        fields.put("state", "RW");
        return fields;
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    String statistics(InfoCommand command) {
        return statistics(store(command), command.parameter("indexname").orElse(""));
    }

    /** The old forms {@code sindex}, {@code sindex/NS} and {@code sindex/NS/INDEX}. */
    String byPath(InfoCommand command) {
        List<String> path = command.path();
        if (path.isEmpty()) {
            return list(command);
        }
        Optional<RecordStore> store = Optional.ofNullable(cluster.namespaces().find(path.get(0)));
        if (store.isEmpty()) {
            return "ns_type=unknown";
        }
        if (path.size() == 1) {
            return cluster.indexes(store.get()).definitions().stream()
                    .map(index -> InfoFields.formatEntry(fields(store.get(), index)))
                    .collect(Collectors.joining(";"));
        }
        return statistics(store, path.get(1));
    }

    private String statistics(Optional<RecordStore> store, String name) {
        if (store.flatMap(each -> find(each, name)).isEmpty()) {
            return InfoProtocol.error(ResultCode.INDEX_NOT_FOUND, "no index");
        }
        IndexCatalog indexes = cluster.indexes(store.orElseThrow());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("entries", Long.toString(indexes.entryCount(name)));
        fields.put("used_bytes", "0");
        fields.put("entries_per_bval", "1");
        fields.put("entries_per_rec", "1");
        fields.put("load_pct", "100");
        fields.put("load_time", "0");
        fields.put("stat_gc_recs", "0");
        return InfoFields.format(fields);
    }
}
