package dev.aerospikearrow.benchmarks.suite.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.rounds.Summary.CallTimes;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Form;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.parameters.SuiteParameters;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.OptionalLong;

/**
 * All figures as JSON. The names {@code avg_ms}, {@code p50_ms}, {@code p99_ms} and {@code
 * ops_per_sec}, by client and operation, are those of aerospike-py's reports.
 */
final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final MathContext DIGITS = new MathContext(6);

    private JsonReport() {}

    static String text(SuiteResult result) {
        ObjectNode json = JSON.createObjectNode();
        json.put("timestamp", result.environment().time());
        json.put("complete", result.isComplete());
        json.set("environment", environment(result));
        ObjectNode clients = json.putObject("clients");
        result.clients().forEach((id, library) -> clients.put(id.key(), library));
        json.set("basic", basic(result));
        ObjectNode scenarios = json.putObject("comparisons");
        for (ScenarioName scenario : ScenarioName.values()) {
            if (!result.of(scenario).isEmpty()) {
                ArrayNode list = scenarios.putArray(scenario.key());
                result.of(scenario).forEach(each -> list.add(toJson(each)));
            }
        }
        ArrayNode memory = json.putArray("memory");
        result.memory().forEach(use -> memory.add(toJson(use)));
        return json.toPrettyString() + "\n";
    }

    private static ObjectNode environment(SuiteResult result) {
        ObjectNode json = JSON.createObjectNode();
        result.environment().facts().forEach(json::put);
        SuiteParameters parameters = result.parameters();
        json.put("server_kind", result.environment().server().key());
        json.put("parameters", parameters.describe());
        json.put("count", parameters.count());
        json.put("rounds", parameters.rounds());
        json.put("concurrency", parameters.concurrency());
        return json;
    }

    /** By client and operation, with the names that aerospike-py's reports have. */
    private static ObjectNode basic(SuiteResult result) {
        ObjectNode json = JSON.createObjectNode();
        for (ClientId id : result.clients().keySet()) {
            ObjectNode operations = json.putObject(id.key());
            for (Comparison comparison : result.of(ScenarioName.BASIC)) {
                boolean ofColumns =
                        id.form() == Form.COLUMNS && comparison.key().startsWith("batch_");
                comparison
                        .entry(id)
                        .ifPresent(
                                entry ->
                                        operations.set(
                                                comparison.key() + (ofColumns ? "_columnar" : ""),
                                                toJson(entry)));
            }
        }
        return json;
    }

    private static ObjectNode toJson(Comparison comparison) {
        ObjectNode json = JSON.createObjectNode();
        json.put("section", comparison.section());
        json.put("key", comparison.key());
        json.put("title", comparison.title());
        for (Map.Entry<String, Object> dimension : comparison.dimensions().entrySet()) {
            json.set(dimension.getKey(), JSON.valueToTree(dimension.getValue()));
        }
        ObjectNode warmUp = json.putObject("warm_up");
        warmUp.put("rounds", comparison.warmUp().rounds());
        warmUp.put("seconds", rounded(comparison.warmUp().duration().toMillis() / 1e3));
        warmUp.put("compiler_share_at_end", rounded(comparison.warmUp().compilerShare()));
        ObjectNode clients = json.putObject("clients");
        comparison.entries().forEach(entry -> clients.set(entry.client().key(), toJson(entry)));
        return json;
    }

    private static ObjectNode toJson(Entry entry) {
        ObjectNode json = JSON.createObjectNode();
        entry.summary().ifPresent(summary -> add(json, summary));
        entry.speedUp().ifPresent(ratio -> json.put("speedup_vs_official", rounded(ratio)));
        if (!entry.note().isEmpty()) {
            json.put("note", entry.note());
        }
        return json;
    }

    private static void add(ObjectNode json, Summary summary) {
        Spread time = summary.microsPerOperation();
        json.put("avg_ms", rounded(time.median() / 1e3));
        json.put("avg_ms_lower_quartile", rounded(time.lowerQuartile() / 1e3));
        json.put("avg_ms_upper_quartile", rounded(time.upperQuartile() / 1e3));
        CallTimes calls = summary.calls();
        json.put("p50_ms", rounded(calls.p50() / 1e3));
        json.put("p95_ms", rounded(calls.p95() / 1e3));
        json.put("p99_ms", rounded(calls.p99() / 1e3));
        json.put("p999_ms", rounded(calls.p999() / 1e3));
        ObjectNode rounds = json.putObject("rounds_ms");
        add(rounds.putObject("p50"), calls.p50OfRounds());
        add(rounds.putObject("p99"), calls.p99OfRounds());
        add(rounds.putObject("p999"), calls.p999OfRounds());
        Spread rate = summary.operationsPerSecond();
        json.put("ops_per_sec", rounded(rate.median()));
        json.put("ops_per_sec_lower_quartile", rounded(rate.lowerQuartile()));
        json.put("ops_per_sec_upper_quartile", rounded(rate.upperQuartile()));
        json.put("ops_per_sec_least", rounded(rate.least()));
        json.put("ops_per_sec_most", rounded(rate.most()));
        json.put("outliers", rate.outliers());
        json.put("cpu_us_per_op", rounded(summary.cpuMicrosPerOperation()));
        json.put("process_cpu_us_per_op", rounded(summary.processCpuMicrosPerOperation()));
        summary.heapBytesPerOperation()
                .ifPresent(
                        bytes -> {
                            json.put("heap_bytes_per_op", rounded(bytes));
                            json.put("gc_count", summary.collections());
                            json.put("gc_ms", summary.collectionMillis());
                            json.put("jit_ms", summary.compilationMillis());
                        });
        json.put("rounds", summary.rounds());
        json.put("operations", summary.operations());
    }

    /** How the rounds differ. */
    private static void add(ObjectNode json, Spread micros) {
        json.put("least", rounded(micros.least() / 1e3));
        json.put("lower_quartile", rounded(micros.lowerQuartile() / 1e3));
        json.put("median", rounded(micros.median() / 1e3));
        json.put("upper_quartile", rounded(micros.upperQuartile() / 1e3));
        json.put("most", rounded(micros.most() / 1e3));
    }

    private static ObjectNode toJson(MemoryUse use) {
        ObjectNode json = JSON.createObjectNode();
        json.put("client", use.client().key());
        json.put("title", use.title());
        json.put("records", use.keysPerBatch());
        add(json, "allocated_bytes", use.allocatedBytes());
        add(json, "held_bytes", use.heldBytes());
        add(json, "peak_heap_bytes", use.peakHeapBytes());
        add(json, "peak_direct_bytes", use.directBytes());
        add(json, "peak_resident_bytes", use.residentBytes());
        if (!use.note().isEmpty()) {
            json.put("note", use.note());
        }
        return json;
    }

    private static void add(ObjectNode json, String name, OptionalLong bytes) {
        bytes.ifPresent(value -> json.put(name, value));
    }

    /** Six digits that count. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : 0;
    }
}
