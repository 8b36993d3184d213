package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.CommandExecutor;

/** A cluster's client. Thread-safe; close it at the end. */
public final class AerospikeClient implements AutoCloseable {
    private final CommandExecutor executor = new CommandExecutor();

    private AerospikeClient() {}

    /** Connects to the cluster of the seeds {@code host:port,…}. */
    public static AerospikeClient connect(String seeds) {
        throw new UnsupportedOperationException(seeds);
    }

    /** The layer below, for adapters that bring their own sinks. */
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public void close() {}
}
