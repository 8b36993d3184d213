package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import java.util.Map;
import java.util.TreeMap;

/** What the clocks of nodes say, by which they note when a record was written last. */
public final class NodeClocks {
    private static final String CLOCK = "current_time";

    private NodeClocks() {}

    /**
     * Whole seconds since 2010, by node.
     *
     * @param facts what the nodes say of a namespace, by node
     * @throws AerospikeException if one does not say what its clock says
     */
    public static Map<String, Long> secondsSince2010(Map<String, String> facts) {
        Map<String, Long> clocks = new TreeMap<>();
        facts.forEach((node, text) -> clocks.put(node, clock(node, text)));
        return clocks;
    }

    private static long clock(String node, String facts) {
        for (String fact : facts.split(";")) {
            if (fact.startsWith(CLOCK + "=")) {
                return Long.parseLong(fact.substring(CLOCK.length() + 1));
            }
        }
        throw new AerospikeException(
                "Node "
                        + node
                        + " does not say what its clock says: "
                        + CLOCK
                        + " is wanted among the facts of the namespace, but found \""
                        + facts
                        + "\".",
                null,
                false);
    }
}
