package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.parameters.Peers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Connects the clients that were asked for, and keeps the reason where one cannot be had. */
public final class Roster implements AutoCloseable {
    private static final Map<ClientId, Function<String, SuiteClient>> IN_THIS_PROCESS =
            Map.of(
                    ClientId.COLUMNAR, ColumnarSuiteClient::new,
                    ClientId.MAP_SYNC, MapSyncClient::new,
                    ClientId.MAP_ASYNC, MapAsyncClient::new,
                    ClientId.OFFICIAL_SYNC, OfficialSyncClient::new,
                    ClientId.OFFICIAL_ASYNC, OfficialAsyncClient::new);

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
     * @param hosts {@code host:port,…}
     * @param elsewhere for clients that are not of this process
     */
    public static Roster connect(String hosts, Peers peers, Elsewhere elsewhere) {
        Roster roster = new Roster();
        for (ClientId id : invited(peers)) {
            try {
                Function<String, SuiteClient> own = IN_THIS_PROCESS.get(id);
                roster.connected.put(id, own == null ? elsewhere.connect(id) : own.apply(hosts));
            } catch (Exception e) {
                roster.absent.put(id, String.valueOf(e.getMessage()));
            }
        }
        return roster;
    }

    /** Who is asked. */
    public static List<ClientId> invited(Peers peers) {
        List<ClientId> invited = new ArrayList<>();
        for (ClientId id : ClientId.values()) {
            boolean isInvited =
                    id.maker() == Maker.THIS_PROJECT
                            || id.maker() == Maker.OFFICIAL_JAVA && peers.includeJava()
                            || id.maker() == Maker.PYTHON && peers.includePython();
            if (isInvited) {
                invited.add(id);
            }
        }
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
