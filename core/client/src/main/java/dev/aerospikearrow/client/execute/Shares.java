package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordBlock;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shares of nodes in a call that is only planned. */
final class Shares {
    /** The answer of a call that is not made. */
    static final Answer<@Nullable Void> NONE =
            new Answer<>() {
                @Override
                public BinNames binNames() {
                    return BinNames.NONE;
                }

                @Override
                public void take(RecordBlock block) {
                    throw new IllegalStateException("The call was only planned.");
                }

                @Override
                public @Nullable Void result() {
                    return null;
                }
            };

    private final Map<Node, int[]> shares = new LinkedHashMap<>();

    /** A request of so many rows or partitions. */
    void add(Node node, int count) {
        int[] share = shares.computeIfAbsent(node, absent -> new int[2]);
        share[0]++;
        share[1] += count;
    }

    List<PlannedShare> list() {
        List<PlannedShare> list = new ArrayList<>();
        shares.forEach(
                (node, share) -> {
                    InetSocketAddress address = node.endpoint().address();
                    list.add(
                            new PlannedShare(
                                    node.id(),
                                    address.getHostString() + ":" + address.getPort(),
                                    share[0],
                                    share[1]));
                });
        list.sort((one, other) -> one.nodeId().compareTo(other.nodeId()));
        return List.copyOf(list);
    }
}
