package dev.aerospikearrow.benchmarks.suite;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.scenario.Cell;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.Collection;

/** How long work takes, roughly, for a progress bar that moves evenly: microseconds. */
final class Weights {
    private static final double SINGLE = 75;
    private static final double SINGLE_ASYNC = 20;
    private static final double RECORD_OF_A_BATCH = 2;
    private static final double BATCH = 60;
    private static final double PYTHON_FACTOR = 3;

    /** Each comparison connects, stores, checks and warms up. */
    private static final double COMPARISON = 2_000_000;

    /** A process that measures memory. */
    static final double MEMORY_PROCESS = 2_500_000;

    private Weights() {}

    /** Of one round of all clients in a comparison. */
    static double ofRotation(Cell cell, Collection<ClientId> clients) {
        return clients.stream()
                .filter(id -> cell.work(id).isPresent())
                .mapToDouble(id -> ofRound(id, cell.work(id).orElseThrow()))
                .sum();
    }

    private static double ofRound(ClientId id, Work work) {
        double factor = id.maker() == Maker.PYTHON ? PYTHON_FACTOR : 1;
        if (work.extent().isTimed()) {
            return work.extent().mostNanos() / 1e3;
        }
        if (work instanceof Work.Singles || work instanceof Work.Mixed) {
            return factor * work.operations() * (id.mode() == Mode.SYNC ? SINGLE : SINGLE_ASYNC);
        }
        return factor * (work.operations() * RECORD_OF_A_BATCH + work.extent().mostCalls() * BATCH);
    }

    /** Of a whole comparison. */
    static double ofCell(Cell cell, Collection<ClientId> clients, int rounds) {
        return COMPARISON + rounds * ofRotation(cell, clients);
    }
}
