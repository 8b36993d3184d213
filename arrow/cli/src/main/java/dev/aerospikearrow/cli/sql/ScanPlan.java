package dev.aerospikearrow.cli.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.data.SetName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scans of tables in a plan of DuckDB, with the conditions that it applies to the rows of each
 * before it does anything else with them. What is in a plan follows from the statement: a row of
 * which such a condition is not true has no part in the result.
 */
final class ScanPlan {
    /** A plan that scans nothing. */
    static final ScanPlan NONE = new ScanPlan();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "";

    private final Map<SetName, List<Scan>> scans = new LinkedHashMap<>();

    private ScanPlan() {}

    /**
     * One scan, all of whose conditions have to be true.
     *
     * @param read the names of the columns that it reads; empty for what is no column
     * @param handedOn the names of those that it hands on
     * @param filters the conditions that it evaluates itself
     * @param conditions those that are evaluated behind it, about what it hands on
     */
    record Scan(
            List<String> read, List<String> handedOn, JsonNode filters, List<JsonNode> conditions) {
        private static Scan of(JsonNode get, List<JsonNode> conditions) {
            List<String> read = new ArrayList<>();
            for (JsonNode column : get.path("column_indexes")) {
                JsonNode name = get.path("names").path(column.path("index").asInt(-1));
                boolean whole = column.path("index_type").asText().equals("FULL_READ");
                read.add(whole ? name.asText() : UNKNOWN);
            }
            List<String> handedOn = new ArrayList<>();
            for (JsonNode index : get.path("projection_ids")) {
                handedOn.add(name(read, index.asInt(-1)));
            }
            return new Scan(
                    read,
                    handedOn.isEmpty() ? read : handedOn,
                    get.path("table_filters").path("filters"),
                    conditions);
        }

        /** The name of a column, by the number that a plan has for it. */
        static String name(List<String> names, int index) {
            return index >= 0 && index < names.size() ? names.get(index) : UNKNOWN;
        }
    }

    /** Reads the answer of {@code json_serialize_plan}, which may be that it has none. */
    static ScanPlan read(String answer) {
        ScanPlan plan = new ScanPlan();
        try {
            JSON.readTree(answer)
                    .path("plans")
                    .forEach(operator -> plan.visit(operator, List.of()));
            return plan;
        } catch (JsonProcessingException e) {
            return NONE; // It writes NaN as it likes.
        }
    }

    /** The scans of each table, which has the name of its set. */
    Map<SetName, List<Scan>> scans() {
        return scans;
    }

    private void visit(JsonNode operator, List<JsonNode> conditions) {
        String type = operator.path("type").asText();
        if (type.equals("LOGICAL_GET")) {
            JsonNode table = operator.path("function_data");
            if (table.has("schema") && table.has("table")) {
                SetName set = SetName.of(table.get("schema").asText(), table.get("table").asText());
                scans.computeIfAbsent(set, each -> new ArrayList<>())
                        .add(Scan.of(operator, conditions));
            }
        }
        List<JsonNode> below = new ArrayList<>();
        if (type.equals("LOGICAL_FILTER")) {
            operator.path("expressions").forEach(below::add);
        }
        operator.path("children").forEach(child -> visit(child, below));
    }
}
