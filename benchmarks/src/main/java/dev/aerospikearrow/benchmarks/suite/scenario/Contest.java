package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Round;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmedUp;
import dev.aerospikearrow.benchmarks.rounds.RoundWatch;
import dev.aerospikearrow.benchmarks.rounds.Rounds;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Form;
import dev.aerospikearrow.benchmarks.suite.client.SuiteClient;
import dev.aerospikearrow.benchmarks.suite.data.Cells;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A maker of comparisons, which prepares the records, checks the clients, warms up, measures,
 * checks again.
 */
public final class Contest {
    private static final int CHECKED_ROWS = 200;

    private final Map<ClientId, SuiteClient> clients;
    private final Map<ClientId, String> absent;
    private final DataKeeper keeper;
    private final RoundWatch watch;
    private final int rounds;
    private final WarmUpTime warmUpTime;
    private final Set<Map.Entry<ClientId, Dataset>> checked = new HashSet<>();

    /**
     * Among those clients.
     *
     * @param clients those that are connected
     * @param absent why others that were asked for are not
     * @param rounds how many rounds of each client count
     * @param warmUpTime how long a warm-up lasts
     */
    public Contest(
            Map<ClientId, SuiteClient> clients,
            Map<ClientId, String> absent,
            DataKeeper keeper,
            RoundWatch watch,
            int rounds,
            WarmUpTime warmUpTime) {
        this.clients = clients;
        this.absent = absent;
        this.keeper = keeper;
        this.watch = watch;
        this.rounds = rounds;
        this.warmUpTime = warmUpTime;
    }

    /** Measures one piece of work; empty if not a single round was finished. */
    public Optional<Comparison> run(Cell cell) {
        Map<ClientId, Rounds> participants = new LinkedHashMap<>();
        Map<ClientId, String> notes = new HashMap<>();
        BusyProcesses busy = BusyProcesses.start(cell.busyProcesses());
        try {
            for (ClientId id : cell.participants()) {
                Optional<Work> work = cell.work(id);
                SuiteClient client = clients.get(id);
                if (client == null || work.isEmpty()) {
                    continue;
                }
                try {
                    prepare(cell, work.get(), client)
                            .ifPresent(
                                    participant -> participants.put(id, new Rounds(participant)));
                } catch (Exception e) {
                    notes.put(id, reason(e));
                }
            }
            RoundRobin turns = new RoundRobin(participants.values(), watch);
            WarmedUp warmUp = turns.warmUp(warmUpTime);
            turns.run(rounds);
            participants.forEach((id, measured) -> finish(cell, id, measured, notes));
            return participants.values().stream().allMatch(each -> each.finished().isEmpty())
                    ? Optional.empty()
                    : Optional.of(comparison(cell, warmUp, participants, notes));
        } finally {
            participants.values().forEach(Rounds::close);
            busy.close();
        }
    }

    private Optional<Participant> prepare(Cell cell, Work work, SuiteClient client)
            throws Exception {
        Dataset data = work.data();
        if (cell.preparation() == Preparation.STORED) {
            keeper.storeOnce(data);
            check(work, client);
        } else if (cell.preparation() == Preparation.CHANGED) {
            keeper.store(data);
        }
        Optional<Participant> participant = client.participant(work);
        return switch (cell.preparation()) {
            case STORED, CHANGED, OVERWRITTEN -> participant;
            case REMOVED_BEFORE_EACH_ROUND ->
                    participant.map(each -> new Prepared(each, () -> keeper.remove(data)));
            case STORED_BEFORE_EACH_ROUND ->
                    participant.map(each -> new Prepared(each, () -> keeper.store(data)));
        };
    }

    /** Every client must read the same: what was stored. */
    private void check(Work work, SuiteClient client) throws Exception {
        if (client.id().form() == Form.NONE) {
            return;
        }
        Dataset data = work.data();
        if (checked.add(Map.entry(client.id(), data))) {
            int rows = Math.min(CHECKED_ROWS, data.rows());
            boolean ofColumns = client.id().form() == Form.COLUMNS;
            Dataset readable = ofColumns ? data.with(data.shape().columnsOnly()) : data;
            List<@Nullable Map<String, Object>> cells = client.cells(readable, 0, rows);
            for (int row = 0; row < rows; row++) {
                Cells.require(client.id().title(), data, row, cells.get(row), readable.shape());
            }
        }
        if (work instanceof Work.BatchRead read && read.stage() != Stage.RAW_READ) {
            double expected = expectedOutcome(read);
            double found = client.stageOutcome(read, 0);
            if (Math.abs(found - expected) > Math.abs(expected) * 1e-9) {
                throw new IllegalStateException(
                        read.stage().title()
                                + " gives "
                                + found
                                + ", but should give "
                                + expected
                                + ".");
            }
        }
    }

    private static double expectedOutcome(Work.BatchRead read) {
        Dataset data = read.data();
        return read.stage()
                .of(data.shape())
                .ofMaps(
                        read.mostKeys(),
                        row -> data.isStored(row) ? data.shape().record(row) : null);
    }

    private void finish(Cell cell, ClientId id, Rounds measured, Map<ClientId, String> notes) {
        if (!watch.goesOn()) {
            notes.put(id, "stopped after " + measured.finished().size() + " rounds");
            return;
        }
        measured.failure()
                .ifPresent(
                        failure ->
                                notes.put(
                                        id,
                                        "failed after "
                                                + measured.finished().size()
                                                + " rounds: "
                                                + reason(failure)));
        boolean writes =
                cell.preparation() == Preparation.OVERWRITTEN
                        || cell.preparation() == Preparation.REMOVED_BEFORE_EACH_ROUND;
        if (writes && measured.summary().isPresent()) {
            Dataset data = cell.work(id).orElseThrow().data();
            try {
                // Short rounds may not have come to all rows.
                long written = measured.summary().get().operations();
                keeper.check(data, (int) Math.min(written, Math.min(CHECKED_ROWS, data.rows())));
            } catch (IllegalStateException e) {
                notes.put(id, reason(e));
            }
        }
    }

    private Comparison comparison(
            Cell cell,
            WarmedUp warmUp,
            Map<ClientId, Rounds> measured,
            Map<ClientId, String> notes) {
        List<Entry> entries = new ArrayList<>();
        for (ClientId id : cell.participants()) {
            Optional<Summary> summary =
                    Optional.ofNullable(measured.get(id)).flatMap(Rounds::summary);
            String note = notes.getOrDefault(id, absent.getOrDefault(id, ""));
            if (summary.isPresent() || !note.isEmpty()) {
                entries.add(new Entry(id, summary, speedUp(id, measured), note));
            }
        }
        return new Comparison(
                cell.scenario(),
                cell.section(),
                cell.key(),
                cell.title(),
                cell.dimensions(),
                warmUp,
                entries);
    }

    /** Round by round, so that whatever drifts on a shared machine drifts for both. */
    private static OptionalDouble speedUp(ClientId id, Map<ClientId, Rounds> measured) {
        Rounds own = measured.get(id);
        Rounds baseline = measured.get(id.baseline());
        return own == null
                        || baseline == null
                        || id == id.baseline()
                        || own.finished().isEmpty()
                        || baseline.finished().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(own.medianRatioTo(baseline));
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Something that is prepared before each round, which is not measured. */
    private record Prepared(Participant inner, Runnable preparation) implements Participant {
        @Override
        public Round round() throws Exception {
            preparation.run();
            return inner.round();
        }

        @Override
        public Place place() {
            return inner.place();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
