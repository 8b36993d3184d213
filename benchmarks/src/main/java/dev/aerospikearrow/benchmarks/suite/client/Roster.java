package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.parameters.ParameterException;
import dev.aerospikearrow.benchmarks.suite.parameters.Peers;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The clients that were asked for, connected, and the reason where one cannot be had. */
public final class Roster implements AutoCloseable {
    private final Map<ClientId, SuiteClient> connected = new EnumMap<>(ClientId.class);
    private final Map<ClientId, String> absent = new EnumMap<>(ClientId.class);

    private Roster() {}

    /** Connects to a client of another process, or says why it cannot be had. */
    @FunctionalInterface
    public interface Elsewhere {
        /**
         * Connects.
         *
         * @throws Exception whose message is the reason
         */
        SuiteClient connect(ClientId id) throws Exception;
    }

    /**
     * Connects.
     *
     * @param elsewhere for clients that are not of this process
     */
    public static Roster connect(
            ClusterAddress cluster, SuiteParameters parameters, Elsewhere elsewhere) {
        Roster roster = new Roster();
        for (ClientId id : invited(parameters)) {
            try {
                roster.connected.put(
                        id,
                        id.maker() == Maker.PYTHON ? elsewhere.connect(id) : client(id, cluster));
            } catch (Exception e) {
                roster.absent.put(id, String.valueOf(e.getMessage()));
            }
        }
        return roster;
    }

    private static SuiteClient client(ClientId id, ClusterAddress cluster) {
        return switch (id) {
            case COLUMNAR, COLUMNAR_ASYNC -> new ColumnarSuiteClient(id, cluster);
            case MAP_SYNC -> new MapSyncClient(cluster);
            case MAP_ASYNC -> MapAsyncClient.connect(cluster);
            case MAP_COALESCING -> MapAsyncClient.coalescing(cluster);
            case OFFICIAL_SYNC -> new OfficialSyncClient(cluster);
            case OFFICIAL_ASYNC -> new OfficialAsyncClient(cluster);
            case BARE_SYNC, BARE_ASYNC -> BareClient.connect(id, cluster);
            default -> throw new IllegalArgumentException(id + " is not of this process.");
        };
    }

    /**
     * Who is asked.
     *
     * @throws ParameterException if a client was asked for that there is not
     */
    public static List<ClientId> invited(SuiteParameters parameters) {
        Peers peers = parameters.peers();
        List<ClientId> invited = new ArrayList<>();
        for (ClientId id : ClientId.values()) {
            if (id.maker() == Maker.OFFICIAL_JAVA && !peers.includeJava()
                    || id.maker() == Maker.PYTHON && !peers.includePython()) {
                continue;
            }
            invited.add(id);
        }
        List<String> wanted = parameters.clients();
        List<String> keys = invited.stream().map(ClientId::key).toList();
        for (String key : wanted) {
            if (!keys.contains(key)) {
                throw new ParameterException(
                        "BENCH_CLIENTS",
                        key,
                        "with BENCH_PEERS=" + peers.text() + " some of " + String.join(",", keys));
            }
        }
        invited.removeIf(id -> !wanted.isEmpty() && !wanted.contains(id.key()));
        return invited;
    }

    /** Those that take part. */
    public Map<ClientId, SuiteClient> connected() {
        return connected;
    }

    /** Why the others do not. */
    public Map<ClientId, String> absent() {
        return absent;
    }

    /** Library and version of each, or why there is none. */
    public Map<ClientId, String> describe() {
        Map<ClientId, String> all = new EnumMap<>(ClientId.class);
        connected.forEach((id, client) -> all.put(id, client.version()));
        absent.forEach((id, reason) -> all.put(id, "absent: " + reason));
        return all;
    }

    @Override
    public void close() {
        connected.values().forEach(SuiteClient::close);
    }
}
