package dev.aerospikearrow.server.info;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.InfoCommand;
import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.server.cluster.ClusterState;
import dev.aerospikearrow.server.index.IndexDescriptor;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.message.RequestException;
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
    private static final String OLDER_NAMESPACE = "ns";
    private static final int LONGEST_INDEX_NAME = 63;
    private static final int LONGEST_BOOLEAN = 5;

    private final ClusterState cluster;

    IndexCommands(ClusterState cluster) {
        this.cluster = cluster;
    }

    private RecordStore existing(InfoCommand command) {
        return Parameters.existing(
                cluster.namespaces(), new Parameters(command).namespace(OLDER_NAMESPACE));
    }

    /** A namespace that other nodes may have: nothing is to be done here if this one has not. */
    private Optional<RecordStore> ifHere(String namespace) {
        return Optional.ofNullable(cluster.namespaces().find(namespace));
    }

    private static String indexName(InfoCommand command) {
        return new Parameters(command).required("indexname", LONGEST_INDEX_NAME);
    }

    String create(InfoCommand command) {
        IndexRequest request = IndexRequest.parse(command);
        ifHere(request.namespace())
                .ifPresent(store -> create(cluster.indexes(store), request.definition()));
        return OK;
    }

    private static void create(NamespaceIndexes indexes, IndexDescriptor definition) {
        try {
            indexes.create(definition);
        } catch (RequestException e) {
            throw new InfoFailure(
                    e.resultCode(),
                    e.resultCode() == ResultCode.INDEX_EXISTS.code()
                            ? "'indexname' already exists with different definition"
                            : e.resultCode() == NamespaceIndexes.TOO_MANY_INDEXES
                                    ? "already at sindex definition limit"
                                    : "'context' invalid cdt context");
        }
    }

    String delete(InfoCommand command) {
        String name = indexName(command);
        ifHere(new Parameters(command).namespace(OLDER_NAMESPACE))
                .ifPresent(store -> cluster.indexes(store).drop(name));
        return OK;
    }

    String exists(InfoCommand command) {
        String name = indexName(command);
        return Boolean.toString(find(existing(command), name).isPresent());
    }

    private Optional<IndexDescriptor> find(RecordStore store, String name) {
        return cluster.indexes(store).definitions().stream()
                .filter(index -> index.name().equals(name))
                .findFirst();
    }

    String list(InfoCommand command) {
        Parameters parameters = new Parameters(command);
        List<RecordStore> stores;
        try {
            stores =
                    parameters
                            .optionalNamespace(OLDER_NAMESPACE)
                            .map(name -> List.of(Parameters.existing(cluster.namespaces(), name)))
                            .orElseGet(() -> cluster.namespaces().all());
        } catch (InfoFailure e) {
            // The server says it twice.
            return e.answer() + ";" + e.answer();
        }
        Optional<String> base64 = parameters.optional("b64", LONGEST_BOOLEAN);
        if (base64.isPresent() && !base64.get().matches("true|false")) {
            throw new InfoFailure(ResultCode.PARAMETER, "bad b64");
        }
        return stores.stream()
                .flatMap(
                        each ->
                                cluster.indexes(each).definitions().stream()
                                        .map(index -> InfoFields.formatEntry(fields(each, index))))
                .collect(Collectors.joining(";"));
    }

    private static Map<String, String> fields(RecordStore store, IndexDescriptor index) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ns", store.namespace());
        fields.put("indexname", index.name());
        fields.put("set", orNone(index.setName()));
        fields.put("bin", orNone(index.binName()));
        fields.put("type", index.valueType().name().toLowerCase(Locale.ROOT));
        fields.put("indextype", index.collection().name().toLowerCase(Locale.ROOT));
        fields.put("context", orNone(index.context()));
        fields.put("exp", orNone(index.expression()));
        fields.put("state", "RW");
        return fields;
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    String statistics(InfoCommand command) {
        String name = indexName(command);
        return statistics(existing(command), name);
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
        return statistics(store.get(), path.get(1));
    }

    private String statistics(RecordStore store, String name) {
        if (find(store, name).isEmpty()) {
            throw new InfoFailure(ResultCode.INDEX_NOT_FOUND, "no index");
        }
        NamespaceIndexes indexes = cluster.indexes(store);
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
