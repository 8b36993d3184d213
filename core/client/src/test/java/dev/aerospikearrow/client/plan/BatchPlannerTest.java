package dev.aerospikearrow.client.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.Endpoint;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
    private static final Node[] NODES = {node("A"), node("B"), node("C")};

    private static Node node(String id) {
        return new Node(id, new Endpoint(new InetSocketAddress("127.0.0.1", 3000), 1));
    }

    private static BitSet rows(int... rows) {
        BitSet open = new BitSet();
        Arrays.stream(rows).forEach(open::set);
        return open;
    }

    private static int[] rowsOf(NodeRequest request) {
        return IntStream.range(0, request.rowCount()).map(request::row).toArray();
    }

    @Test
    void rowsAreGroupedByNodeInTheirOrder() {
        List<NodeRequest> requests =
                BatchPlanner.plan(rows(0, 1, 2, 3, 4, 6), row -> NODES[row % 3], 1);

        assertEquals(3, requests.size());
        assertSame(NODES[0], requests.get(0).node());
        assertArrayEquals(new int[] {0, 3, 6}, rowsOf(requests.get(0)));
        assertArrayEquals(new int[] {1, 4}, rowsOf(requests.get(1)));
        assertArrayEquals(new int[] {2}, rowsOf(requests.get(2)));
    }

    @Test
    void answeredRowsAreLeftOut() {
        List<NodeRequest> requests = BatchPlanner.plan(rows(5, 70), row -> NODES[0], 1);

        assertEquals(1, requests.size());
        assertArrayEquals(new int[] {5, 70}, rowsOf(requests.get(0)));
    }

    @Test
    void noOpenRowNeedsNoRequest() {
        assertEquals(List.of(), BatchPlanner.plan(rows(), row -> NODES[0], 4));
    }

    @Test
    void oneNodesRowsAreSplitEvenly() {
        BitSet open = new BitSet();
        open.set(0, 2001);

        List<NodeRequest> requests = BatchPlanner.plan(open, row -> NODES[1], 4);

        assertEquals(
                List.of(500, 500, 500, 501), requests.stream().map(NodeRequest::rowCount).toList());
        assertEquals(500, requests.get(1).row(0));
        assertEquals(2000, requests.get(3).row(500));
    }

    @Test
    void fewRowsAreNotSplit() {
        BitSet open = new BitSet();
        open.set(0, 99);

        assertEquals(1, BatchPlanner.plan(open, row -> NODES[1], 8).size());
    }
}
