package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.suite.workload.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the nine operations, as tables list them. Reads into columns and into maps are measured
 * together and listed apart, and so are writes.
 *
 * @param name as in aerospike-py's tables, with "columnar" for its "numpy"
 * @param comparison where it was measured
 */
record BasicOperation(String name, Comparison comparison) {
    private static final String COLUMNAR = "_columnar";

    /** Those that were measured, in the order in which they were. */
    static List<BasicOperation> of(SuiteResult result) {
        List<BasicOperation> operations = new ArrayList<>();
        for (Comparison comparison : result.of(ScenarioName.BASIC)) {
            operations.add(new BasicOperation(comparison.key(), comparison));
            if (comparison.key().startsWith("batch_")) {
                operations.add(new BasicOperation(comparison.key() + COLUMNAR, comparison));
            }
        }
        return operations;
    }

    boolean isColumnar() {
        return name.endsWith(COLUMNAR);
    }

    private boolean isApartByForm() {
        return comparison.key().startsWith("batch_");
    }

    /** A client's entry, if it belongs to this row. */
    Optional<Entry> entry(ClientId id) {
        boolean belongs = !isApartByForm() || isColumnar() == (id.form() == Form.COLUMNS);
        return belongs ? comparison.entry(id) : Optional.empty();
    }

    /** Whether there is anything but single operations in it. */
    boolean isBatch() {
        return isApartByForm() || comparison.key().equals("query");
    }
}
