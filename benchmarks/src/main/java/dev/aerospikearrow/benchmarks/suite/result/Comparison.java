package dev.aerospikearrow.benchmarks.suite.result;

import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmedUp;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One piece of work, for all clients that have something for it.
 *
 * @param scenario where it belongs
 * @param section where in the scenario; for JSON
 * @param key what tells it from others of its section; for JSON
 * @param title for tables
 * @param dimensions the sizes by which it differs from others of its section
 * @param warmUp how the warm-up ended
 * @param entries one for each client, in the order of {@link ClientId}
 */
public record Comparison(
        ScenarioName scenario,
        String section,
        String key,
        String title,
        Map<String, Object> dimensions,
        WarmedUp warmUp,
        List<Entry> entries) {

    /** What a client's entry is. */
    public Optional<Entry> entry(ClientId client) {
        return entries.stream().filter(entry -> entry.client() == client).findFirst();
    }

    /** What was measured for a client. */
    public Optional<Summary> summary(ClientId client) {
        return entry(client).flatMap(Entry::summary);
    }
}
