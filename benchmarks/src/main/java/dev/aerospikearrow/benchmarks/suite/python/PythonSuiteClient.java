package dev.aerospikearrow.benchmarks.suite.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Round;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.SuiteClient;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A Python client, measured by the driver in a process of its own. */
final class PythonSuiteClient implements SuiteClient {
    private final ClientId id;
    private final PythonDriver driver;
    private final String version;

    /** Connects the driver's client. */
    PythonSuiteClient(ClientId id, PythonDriver driver, String hosts) throws IOException {
        this.id = id;
        this.driver = driver;
        version =
                driver.ask(
                                PythonDriver.command("connect")
                                        .put("client", id.key())
                                        .put("hosts", hosts))
                        .get("version")
                        .asText();
    }

    @Override
    public ClientId id() {
        return id;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<Participant> participant(Work work) throws IOException {
        driver.ask(PythonDriver.command("prepare").set("work", PythonValues.toJson(work)));
        return Optional.of(
                new Participant() {
                    @Override
                    public Round round() throws IOException {
                        return toRound(driver.ask(PythonDriver.command("round")));
                    }

                    @Override
                    public Place place() {
                        return Place.ELSEWHERE;
                    }
                });
    }

    private static Round toRound(JsonNode json) {
        long cpuNanos = json.get("cpu_nanos").longValue();
        return new Round(
                json.get("operations").longValue(),
                json.get("nanos").longValue(),
                cpuNanos,
                cpuNanos,
                OptionalLong.empty(),
                0,
                0,
                0,
                StreamSupport.stream(json.get("call_nanos").spliterator(), false)
                        .mapToLong(JsonNode::longValue)
                        .toArray());
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int firstRow, int count)
            throws IOException {
        return PythonValues.cells(
                driver.ask(
                                PythonDriver.command("cells")
                                        .put("first", firstRow)
                                        .put("count", count)
                                        .set("data", PythonValues.toJson(data)))
                        .get("cells"));
    }

    @Override
    public double stageOutcome(Work.BatchRead work, int firstRow) throws IOException {
        return driver.ask(
                        PythonDriver.command("stage_outcome")
                                .put("first", firstRow)
                                .set("work", PythonValues.toJson(work)))
                .get("outcome")
                .doubleValue();
    }

    /** What a read of this kind occupies; for a client that does nothing else. */
    JsonNode memory(Work.BatchRead work) throws IOException {
        return driver.ask(PythonDriver.command("memory").set("work", PythonValues.toJson(work)));
    }

    @Override
    public void close() {
        driver.close();
    }
}
