package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that takes part, connected. */
public interface SuiteClient extends AutoCloseable {
    /** Which one it is. */
    ClientId id();

    /** Its library and version. */
    String version();

    /** The work, ready to be measured; empty if the client has nothing for it. */
    Optional<Participant> participant(Work work) throws Exception;

    /**
     * What it reads of some rows in one batch, null for a missing record: {@code Long}, {@code
     * Double}, {@code String} and {@code byte[]}.
     */
    List<@Nullable Map<String, Object>> cells(Dataset data, int firstRow, int count)
            throws Exception;

    /** The outcome of the work's stage for one batch. */
    double stageOutcome(Work.BatchRead work, int firstRow) throws Exception;

    @Override
    void close();
}
