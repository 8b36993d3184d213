package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.ReadCoalescer;
import dev.aerospikearrow.data.Key;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads of single records that travel together. What is asked for while earlier reads are under way
 * is gathered and sent as one batch when a node has answered; a node that has nothing to do is
 * asked at once. So a lone read is as fast as it is without this, nothing waits for a timer, and
 * the more reads there are at once, the larger the batches become and the less each costs client
 * and server. For programs with many reads at once that come from many places; who has all keys in
 * one place uses {@link AsyncClient#batchRead}.
 *
 * <p>Reads of one namespace with the same policy object go together, whatever their sets and bins.
 *
 * <p><b>Each read keeps its own</b> result, result code, total time and cancellation, and completes
 * when its row is there, in no particular order. What is wrong with one record fails one read. What
 * differs from {@link AsyncClient}:
 *
 * <ul>
 *   <li>A node that is silent, or a connection that breaks, concerns all reads of a request: they
 *       are tried again together, without those that are answered, and if that fails they fail with
 *       one exception, whose message names the request.
 *   <li>{@link ReadPolicy#totalTimeout()} counts from the call, {@link ReadPolicy#socketTimeout()}
 *       from when the read was sent. Both are checked about every 10 milliseconds, as always.
 *   <li>Reads with {@link ReplicaPolicy#ANY} take turns by the request.
 *   <li>A read that is cancelled after it was sent is still answered, in vain.
 *   <li>Two reads of one record that are in one request may be answered in any order.
 * </ul>
 *
 * <p>Thread-safe; made by {@link AsyncClient#coalescing()} and closed with the client. As with all
 * asynchronous calls, what is chained to a result runs on a thread of the client, unless there is a
 * {@link ClientConfig#completionExecutor()}: it must be short, and must not wait for other results.
 */
public final class CoalescingClient {
    private final ReadCoalescer coalescer;
    private final Commands commands;

    CoalescingClient(ReadCoalescer coalescer, Commands commands) {
        this.coalescer = coalescer;
        this.commands = commands;
    }

    /**
     * A view with another policy: its reads are gathered with those of this one, as far as their
     * policies allow. Costs next to nothing to make.
     */
    public CoalescingClient with(ReadPolicy policy) {
        return new CoalescingClient(coalescer, commands.with(policy));
    }

    /**
     * Reads a record.
     *
     * @param binNames the bins to read; none for all
     * @return the record; empty if there is none, or the policy's filter leaves it out
     */
    public CompletableFuture<Optional<StoredRecord>> get(Key key, String... binNames) {
        return coalescer.read(key, commands.reads().get(commands.config().readPolicy(), binNames));
    }

    /**
     * Reads generation and expiry of a record.
     *
     * @return what was read; empty if there is no record, or the policy's filter leaves it out
     */
    public CompletableFuture<Optional<RecordHeader>> header(Key key) {
        return coalescer.read(key, commands.reads().header(commands.config().readPolicy()));
    }

    /**
     * Tells whether there is a record.
     *
     * @return whether there is, and the policy's filter does not leave it out
     */
    public CompletableFuture<Boolean> exists(Key key) {
        return coalescer.read(key, commands.reads().exists(commands.config().readPolicy()));
    }
}
