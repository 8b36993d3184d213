package dev.aerospikearrow.benchmarks.suite.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work and cells as the driver's JSON has them. */
final class PythonValues {
    private static final String BYTES = "$bytes";

    private PythonValues() {}

    static ObjectNode toJson(Work work) {
        ObjectNode json = PythonDriver.JSON.createObjectNode();
        json.put("calls", work.extent().mostCalls());
        if (work.extent().isTimed()) {
            json.put("nanos", work.extent().mostNanos());
        }
        json.put("in_flight", work.inFlight());
        json.put("most_rows", work.mostRows());
        json.put("least_rows", work.mostRows());
        boolean writes = false;
        if (work instanceof Work.Singles singles) {
            json.put("kind", "singles");
            json.put("verb", singles.verb().key());
            writes = singles.verb() == Verb.PUT;
        } else if (work instanceof Work.Mixed mixed) {
            json.put("kind", "mixed");
            json.put("read_percent", mixed.readPercent());
            writes = true;
        } else if (work instanceof Work.BatchRead read) {
            json.put("kind", "batch_read");
            json.put("least_rows", read.leastKeys());
            json.put("stage", read.stage().key());
            ArrayNode bins = json.putArray("stage_bins");
            Arrays.stream(read.stage().bins(read.data().shape())).forEach(bins::add);
        } else if (work instanceof Work.BatchWrite) {
            json.put("kind", "batch_write");
            writes = true;
        } else {
            json.put("kind", "query");
        }
        ObjectNode data = toJson(work.data());
        if (writes) {
            addRecords(data, work.data());
        }
        json.set("data", data);
        return json;
    }

    static ObjectNode toJson(Dataset data) {
        ObjectNode json =
                PythonDriver.JSON
                        .createObjectNode()
                        .put("namespace", Dataset.NAMESPACE)
                        .put("set", data.setName())
                        .put("prefix", data.keys().prefix())
                        .put("first_key", data.keys().first())
                        .put("rows", data.rows())
                        .put("missing_percent", data.missingPercent());
        ArrayNode bins = json.putArray("bins");
        for (BinColumn column : data.shape().columns()) {
            bins.addObject()
                    .put("name", column.name())
                    .put("kind", column.kind().name().toUpperCase(Locale.ROOT))
                    .put("size", column.size());
        }
        return json;
    }

    private static void addRecords(ObjectNode json, Dataset data) {
        ArrayNode records = json.putArray("records");
        int distinct = Math.min(data.rows(), data.shape().distinctRows());
        for (int row = 0; row < distinct; row++) {
            records.add(toJson(data.shape().record(row)));
        }
    }

    private static JsonNode toJson(Object value) {
        if (value instanceof byte[] bytes) {
            return PythonDriver.JSON.createObjectNode().put(BYTES, bytes);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode json = PythonDriver.JSON.createObjectNode();
            map.forEach((key, item) -> json.set((String) key, toJson(item)));
            return json;
        }
        if (value instanceof List<?> list) {
            ArrayNode json = PythonDriver.JSON.createArrayNode();
            list.forEach(item -> json.add(toJson(item)));
            return json;
        }
        return PythonDriver.JSON.valueToTree(value);
    }

    static List<@Nullable Map<String, Object>> cells(JsonNode json) throws IOException {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        for (JsonNode record : json) {
            cells.add(record.isNull() ? null : record(record));
        }
        return cells;
    }

    private static Map<String, Object> record(JsonNode json) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> cell : json.properties()) {
            record.put(cell.getKey(), value(cell.getValue()));
        }
        return record;
    }

    private static Object value(JsonNode json) throws IOException {
        if (json.has(BYTES)) {
            return json.get(BYTES).binaryValue();
        }
        if (json.isObject()) {
            return record(json);
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            for (JsonNode item : json) {
                list.add(value(item));
            }
            return list;
        }
        return json.isIntegralNumber()
                ? json.longValue()
                : json.isNumber() ? json.doubleValue() : json.asText();
    }
}
