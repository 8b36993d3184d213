package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.RecordCommand;
import java.util.function.Supplier;

/** The limit that some nodes have for lists and maps inside one another, in what they are sent. */
final class NestingLimit {
    private NestingLimit() {}

    /**
     * Checks what a node is about to be sent.
     *
     * @param call the call, in messages
     * @throws IllegalArgumentException if it would refuse a value
     */
    static void check(RecordCommand command, Node node, Supplier<String> call) {
        int limit = node.endpoint().build().maxNestingDepth();
        if (limit == Integer.MAX_VALUE || !command.writes()) {
            return;
        }
        for (Operation operation : command.operations()) {
            int depth = operation.nestingDepth();
            if (depth > limit) {
                throw new IllegalArgumentException(
                        call.get()
                                + ": bin "
                                + operation.binName()
                                + " holds lists or maps nested "
                                + depth
                                + " levels deep, but node "
                                + node
                                + ", a server of build "
                                + node.endpoint().build()
                                + ", takes at most "
                                + limit
                                + ". Nothing was sent. Split the value into several bins or"
                                + " records.");
            }
        }
    }
}
