package dev.aerospikearrow.benchmarks.suite.scenario;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One comparison to be made.
 *
 * @param scenario where it belongs
 * @param section where in the scenario
 * @param key what tells it from others of its section
 * @param title for tables
 * @param dimensions the sizes by which it differs from others of its section
 * @param preparation what happens to the records
 * @param clients who is asked
 * @param workOf what each client does
 * @param busyProcesses how many other processes compute meanwhile
 */
public record Cell(
        ScenarioName scenario,
        String section,
        String key,
        String title,
        Map<String, Object> dimensions,
        Preparation preparation,
        Predicate<ClientId> clients,
        Function<ClientId, Work> workOf,
        int busyProcesses) {

    static Cell of(
            ScenarioName scenario,
            String section,
            String key,
            String title,
            Preparation preparation,
            Function<ClientId, Work> workOf) {
        return new Cell(
                scenario, section, key, title, Map.of(), preparation, id -> true, workOf, 0);
    }

    Cell with(String dimension, Object size) {
        Map<String, Object> more = new LinkedHashMap<>(dimensions);
        more.put(dimension, size);
        return new Cell(
                scenario, section, key, title, more, preparation, clients, workOf, busyProcesses);
    }

    Cell only(Predicate<ClientId> some) {
        return new Cell(
                scenario,
                section,
                key,
                title,
                dimensions,
                preparation,
                some,
                workOf,
                busyProcesses);
    }

    Cell besideBusyProcesses(int count) {
        return new Cell(
                scenario, section, key, title, dimensions, preparation, clients, workOf, count);
    }

    /** What the client does; empty if it has nothing for it. */
    public Optional<Work> work(ClientId client) {
        if (!clients.test(client)) {
            return Optional.empty();
        }
        return Optional.of(workOf.apply(client)).filter(client::takes);
    }

    /** Who has something for it. */
    public List<ClientId> participants() {
        return Arrays.stream(ClientId.values()).filter(id -> work(id).isPresent()).toList();
    }
}
