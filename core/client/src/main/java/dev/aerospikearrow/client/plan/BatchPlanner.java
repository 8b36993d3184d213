package dev.aerospikearrow.client.plan;

import dev.aerospikearrow.client.cluster.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A planner that groups the rows of a batch by the node that owns them: a pure function of rows,
 * owners and policy.
 */
public final class BatchPlanner {
    /** Fewer rows than this are not worth a request of their own. */
    private static final int SMALLEST_SPLIT = 50;

    private BatchPlanner() {}

    /** Says which node a row goes to. */
    @FunctionalInterface
    public interface RowOwner {
        /** The node of the row with this index. */
        Node of(int row);
    }

    /**
     * The requests for the open rows.
     *
     * @param open the rows that are still unanswered; not changed
     * @param owner says which node a row goes to
     * @param requestsPerNode into how many requests one node's rows are split at most; a request
     *     never gets fewer than 50 rows for that
     * @return one request per node, or several; in the order in which the nodes first occur
     */
    public static List<NodeRequest> plan(BitSet open, RowOwner owner, int requestsPerNode) {
        List<Group> groups = new ArrayList<>(4);
        Group last = null;
        int expected = open.cardinality();
        for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
            Node node = owner.of(row);
            if (last == null || last.node != node) {
                last = groupOf(groups, node, expected);
            }
            last.add(row);
        }
        List<NodeRequest> requests = new ArrayList<>(groups.size() * requestsPerNode);
        for (Group group : groups) {
            split(group, requestsPerNode, requests);
        }
        return requests;
    }

    private static Group groupOf(List<Group> groups, Node node, int expected) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).node == node) {
                return groups.get(i);
            }
        }
        Group made = new Group(node, groups.isEmpty() ? expected : expected / 2 + 1);
        groups.add(made);
        return made;
    }

    private static void split(Group group, int requestsPerNode, List<NodeRequest> requests) {
        int parts = Math.max(1, Math.min(requestsPerNode, group.count / SMALLEST_SPLIT));
        int from = 0;
        for (int part = 0; part < parts; part++) {
            int to = (int) ((long) group.count * (part + 1) / parts);
            requests.add(new NodeRequest(group.node, group.rows, from, to - from));
            from = to;
        }
    }

    private static final class Group {
        private final Node node;
        private int[] rows;
        private int count;

        Group(Node node, int capacity) {
            this.node = node;
            rows = new int[Math.max(4, capacity)];
        }

        void add(int row) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, count * 2);
            }
            rows[count++] = row;
        }
    }
}
