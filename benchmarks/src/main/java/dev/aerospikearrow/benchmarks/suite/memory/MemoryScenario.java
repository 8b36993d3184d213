package dev.aerospikearrow.benchmarks.suite.memory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Batch reads of several sizes, by each synchronous client in a process of its own. */
public final class MemoryScenario {
    /** How many records a result has. */
    public static final List<Integer> RECORDS = List.of(1_000, 10_000, 100_000);

    /** How many bins a record has. */
    static final int BINS = 5;

    private static final String SET = "bench_memory";

    /** A kind of values. */
    private record Kind(String name, RecordLayout shape) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("doubles", RecordLayout.doubles(BINS)),
                    new Kind("mixed", RecordLayout.mix(BINS)));

    private final DataKeeper keeper;
    private final List<ClientId> clients;
    private final Map<ClientId, String> absent;
    private final Probe ownProbe;
    private final Probe pythonProbe;

    /** Starts a process that measures. */
    @FunctionalInterface
    public interface Probe {
        /**
         * Measures.
         *
         * @param kind {@code doubles} or {@code mixed}
         * @return bytes, by what they are
         */
        JsonNode measure(ClientId id, Dataset data, String kind, int keysPerBatch) throws Exception;
    }

    /**
     * For those clients.
     *
     * @param clients those that take part
     * @param absent why others do not
     * @param ownProbe for clients of Java
     * @param pythonProbe for clients of Python
     */
    public MemoryScenario(
            DataKeeper keeper,
            List<ClientId> clients,
            Map<ClientId, String> absent,
            Probe ownProbe,
            Probe pythonProbe) {
        this.keeper = keeper;
        this.clients = clients;
        this.absent = absent;
        this.ownProbe = ownProbe;
        this.pythonProbe = pythonProbe;
    }

    /** How many processes there will be. */
    public int size() {
        return KINDS.size() * RECORDS.size() * (int) participants().count();
    }

    private Stream<ClientId> participants() {
        return clients.stream().filter(id -> id.mode() == Mode.SYNC && id.maker() != Maker.NOBODY);
    }

    /** Measures until it is done or shall not go on. */
    public List<MemoryUse> run(BooleanSupplier goesOn, Runnable afterEach) {
        List<MemoryUse> uses = new ArrayList<>();
        for (Kind kind : KINDS) {
            for (int records : RECORDS) {
                for (ClientId id : participants().toList()) {
                    if (goesOn.getAsBoolean()) {
                        uses.add(measure(id, kind, records));
                        afterEach.run();
                    }
                }
            }
        }
        return uses;
    }

    private MemoryUse measure(ClientId id, Kind kind, int records) {
        String title = String.format(Locale.ROOT, "%,d records, %s", records, kind.shape().title());
        if (absent.containsKey(id)) {
            return nothing(id, title, records, absent.get(id));
        }
        try {
            int most = RECORDS.get(RECORDS.size() - 1);
            Dataset data = Dataset.of(SET, id.keyPrefix() + kind.name() + "_", kind.shape(), most);
            keeper.storeOnce(data);
            Probe probe = id.maker() == Maker.PYTHON ? pythonProbe : ownProbe;
            JsonNode figures = probe.measure(id, data, kind.name(), records);
            return new MemoryUse(
                    id,
                    title,
                    records,
                    bytes(figures, "allocated_bytes"),
                    bytes(figures, "held_bytes"),
                    bytes(figures, "peak_bytes"),
                    bytes(figures, "direct_bytes"),
                    bytes(figures, "resident_bytes"),
                    "");
        } catch (Exception e) {
            return nothing(id, title, records, String.valueOf(e.getMessage()));
        }
    }

    private static OptionalLong bytes(JsonNode figures, String name) {
        return figures.has(name)
                ? OptionalLong.of(Math.max(0, figures.get(name).longValue()))
                : OptionalLong.empty();
    }

    private static MemoryUse nothing(ClientId id, String title, int records, String note) {
        OptionalLong none = OptionalLong.empty();
        return new MemoryUse(id, title, records, none, none, none, none, none, note);
    }
}
