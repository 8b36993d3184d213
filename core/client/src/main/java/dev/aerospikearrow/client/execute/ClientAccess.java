package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeClient;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from a client to its executor, for modules that bring answers of their own. The client
 * itself does not show it: to users it is plumbing.
 */
public final class ClientAccess {
    private static volatile @Nullable Function<AerospikeClient, CommandExecutor> executorOf;

    private ClientAccess() {}

    /** Says how; called once, by the client's class when it is loaded. */
    public static void grant(Function<AerospikeClient, CommandExecutor> accessor) {
        executorOf = accessor;
    }

    /** The executor of a client, and of all its views. */
    public static CommandExecutor executorOf(AerospikeClient client) {
        return Objects.requireNonNull(executorOf, "loaded with the client").apply(client);
    }
}
