package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link AerospikeClient} without waiting. Thread-safe; made by {@link
 * AerospikeClient#async()} and closed with it.
 *
 * <p>Results come on the client's own threads. What is chained to them with {@code thenApply} and
 * its like runs there, too: it must be short and must not wait for other results of this client;
 * use {@code thenApplyAsync} for more, or a {@link ClientConfig#completionExecutor()}. Bad input is
 * refused at once, by an exception; what only shows when the call runs, an unknown namespace too,
 * completes the future exceptionally. A future that is cancelled gives the call up.
 */
public final class AsyncClient {
    private static final Duration INFO_TIMEOUT = AerospikeClient.INFO_TIMEOUT;

    private final CommandExecutor executor;
    private final Commands commands;

    AsyncClient(Commands commands) {
        executor = commands.executor();
        this.commands = commands;
    }

    /**
     * A view with another policy instead of the one of its kind; everything else is shared. Costs
     * next to nothing to make.
     */
    public AsyncClient with(CommandPolicy policy) {
        return new AsyncClient(commands.with(policy));
    }

    /** Single reads that are sent together: {@link #coalescing(CoalescingPolicy)} by default. */
    public CoalescingClient coalescing() {
        return coalescing(CoalescingPolicy.DEFAULT);
    }

    /**
     * Another way to make single reads: those that are asked for while earlier ones are under way
     * are sent together, as batches. Keep what is returned: only reads that are asked of the same
     * one are sent together.
     */
    public CoalescingClient coalescing(CoalescingPolicy policy) {
        return new CoalescingClient(executor.coalescer(policy.limits()), commands);
    }

    /**
     * Reads a record.
     *
     * @param binNames the bins to read; none for all
     * @return the record; empty if there is none, or the policy's filter leaves it out
     */
    public CompletableFuture<Optional<StoredRecord>> get(Key key, String... binNames) {
        return executor.runAsync(commands.get(key, binNames));
    }

    /**
     * Reads generation and expiry of a record.
     *
     * @return what was read; empty if there is no record, or the policy's filter leaves it out
     */
    public CompletableFuture<Optional<RecordHeader>> header(Key key) {
        return executor.runAsync(commands.header(key));
    }

    /**
     * Tells whether there is a record.
     *
     * @return whether there is, and the policy's filter does not leave it out
     */
    public CompletableFuture<Boolean> exists(Key key) {
        return executor.runAsync(commands.exists(key));
    }

    /**
     * Writes bins of a record.
     *
     * @param bins one at least; a null value deletes the bin
     * @return the record's new generation and expiry
     */
    public CompletableFuture<RecordHeader> put(Key key, Bin... bins) {
        return executor.runAsync(commands.put(key, bins));
    }

    /**
     * Writes bins of a record.
     *
     * @param bins values by name, one at least; a null value deletes the bin
     * @return the record's new generation and expiry
     */
    public CompletableFuture<RecordHeader> put(Key key, Map<String, ?> bins) {
        return executor.runAsync(commands.put(key, bins));
    }

    /**
     * Renews a record's expiry and raises its generation.
     *
     * @return whether there was a record
     */
    public CompletableFuture<Boolean> touch(Key key) {
        return executor.runAsync(commands.touch(key));
    }

    /**
     * Deletes a record.
     *
     * @return whether there was a record
     */
    public CompletableFuture<Boolean> delete(Key key) {
        return executor.runAsync(commands.delete(key));
    }

    /**
     * Carries out operations on a record, in order and atomically.
     *
     * @param operations one at least
     * @return one value per operation, and the values by bin
     */
    public CompletableFuture<OperateResult> operate(Key key, Operation... operations) {
        return executor.runAsync(commands.operate(key, operations));
    }

    /**
     * Reads many records.
     *
     * @param keys of any namespaces and sets; may repeat
     * @param binNames the bins to read; none for all
     * @return one row per key, in the order of the keys
     */
    public CompletableFuture<List<BatchRow>> batchRead(List<Key> keys, String... binNames) {
        return executor.runAsync(commands.batchRead(keys, binNames));
    }

    /**
     * Reads many records, each in its own way.
     *
     * @return one row per read, in their order
     */
    public CompletableFuture<List<BatchRow>> batchReadEach(List<BatchRead> reads) {
        return executor.runAsync(commands.batchReadEach(reads));
    }

    /**
     * Writes or deletes many records, each in its own way, in no particular order.
     *
     * @return one row per write, in their order; a row that failed has its code
     */
    public CompletableFuture<List<BatchRow>> batchWrite(List<BatchWrite> writes) {
        return executor.runAsync(commands.batchWrite(writes));
    }

    /**
     * Deletes many records.
     *
     * @return one row per key, in their order; NOT_FOUND where there was no record
     */
    public CompletableFuture<List<BatchRow>> batchDelete(List<Key> keys) {
        return executor.runAsync(commands.batchDelete(keys));
    }

    /**
     * Carries out the same operations on many records.
     *
     * @return one row per key, in their order, with one value per operation
     */
    public CompletableFuture<List<BatchRow>> batchOperate(List<Key> keys, Operation... operations) {
        return executor.runAsync(commands.batchOperate(keys, operations));
    }

    /**
     * Reads, writes, operates on, deletes, or calls functions on many records, each in its own way,
     * in one request to each node. Rows of one record are carried out in no particular order.
     *
     * @return one answer per row, in their order; a row that failed has its code
     */
    public CompletableFuture<List<BatchRow>> batch(List<? extends BatchCommand> rows) {
        return executor.runAsync(commands.batch(rows));
    }

    /**
     * Calls a function on a record, or on a key that has none. Only nodes on which functions are
     * registered know them: {@link #registerFunctions}.
     *
     * @return what the function returned; empty for {@code nil}
     */
    public CompletableFuture<Optional<Object>> call(Key key, FunctionCall function) {
        return executor.runAsync(commands.call(key, function));
    }

    /**
     * Starts a change of all records that a query finds, which the nodes carry out by themselves.
     * The {@link QueryPolicy} says how long starting it may take, and has the filter if the query
     * has none; {@link #awaitJob} waits for the end.
     *
     * @return the job, which has begun on every node
     * @throws IllegalArgumentException if the query names no set, and {@link
     *     BackgroundWrite#inWholeNamespace()} does not say that this is meant
     */
    public CompletableFuture<BackgroundJob> background(BackgroundWrite write) {
        return executor.runAsync(commands.background(write));
    }

    /**
     * Asks all nodes how far a background job has come.
     *
     * @param id {@link BackgroundJob#id()}
     * @return what they say
     */
    public CompletableFuture<BackgroundJob> job(long id) {
        return executor.runAsync(commands.job(INFO_TIMEOUT, id));
    }

    /**
     * Waits until none of the nodes is at work at a background job any more.
     *
     * @param timeout how long to wait; the job goes on after that. Zero for any time
     * @return what the nodes say at the end
     */
    public CompletableFuture<BackgroundJob> awaitJob(BackgroundJob job, Duration timeout) {
        return executor.runAsync(commands.awaitJob(timeout, job));
    }

    /**
     * Stops a background job. What it has changed stays changed.
     *
     * @param id {@link BackgroundJob#id()}
     * @return whether a node was at work at it
     */
    public CompletableFuture<Boolean> abortJob(long id) {
        return executor.runAsync(commands.abortJob(INFO_TIMEOUT, id));
    }

    /**
     * Sends an info command to any node.
     *
     * @return the answer as it came, errors too
     */
    public CompletableFuture<String> info(String command) {
        return executor.runAsync(commands.info(INFO_TIMEOUT, command));
    }

    /**
     * Sends an info command to one node.
     *
     * @return the answer as it came, errors too
     */
    public CompletableFuture<String> info(String nodeId, String command) {
        return executor.runAsync(commands.info(INFO_TIMEOUT, nodeId, command));
    }

    /**
     * Sends an info command to all nodes.
     *
     * @return the answers as they came, by node id
     */
    public CompletableFuture<Map<String, String>> infoOfAll(String command) {
        return executor.runAsync(commands.infoOfAll(INFO_TIMEOUT, command));
    }

    /**
     * Lists the secondary indexes of a namespace, as any one node sees them.
     *
     * @return the indexes
     */
    public CompletableFuture<List<IndexInfo>> listIndexes(String namespace) {
        return executor.runAsync(commands.listIndexes(INFO_TIMEOUT, namespace));
    }

    /**
     * Creates a secondary index and waits until every node can use it. Nothing happens if it exists
     * already.
     *
     * @param timeout how long to wait; the index goes on being built after that
     */
    public CompletableFuture<@Nullable Void> createIndex(IndexDefinition index, Duration timeout) {
        return executor.runAsync(commands.createIndex(timeout, index));
    }

    /**
     * Deletes a secondary index and waits until every node has forgotten it. Nothing happens if
     * there is none.
     *
     * @param timeout how long to wait
     */
    public CompletableFuture<@Nullable Void> dropIndex(
            String namespace, String indexName, Duration timeout) {
        return executor.runAsync(commands.dropIndex(timeout, namespace, indexName));
    }

    /**
     * Registers a module of functions in Lua, in the place of one of the same name, and waits until
     * every node has it.
     *
     * @param fileName such as {@code discounts.lua}, whose functions are called {@code
     *     FunctionCall.of("discounts", …)}
     * @param source the module's text
     * @param timeout how long to wait
     * @throws ServerException if the source is no Lua; it says where
     */
    public CompletableFuture<@Nullable Void> registerFunctions(
            String fileName, String source, Duration timeout) {
        return executor.runAsync(commands.registerFunctions(timeout, fileName, source));
    }

    /**
     * Removes a module of functions and waits until every node has forgotten it. Nothing happens if
     * there is none.
     *
     * @param timeout how long to wait
     */
    public CompletableFuture<@Nullable Void> removeFunctions(String fileName, Duration timeout) {
        return executor.runAsync(commands.removeFunctions(timeout, fileName));
    }

    /**
     * Lists the modules of functions that are registered, as any one node sees them.
     *
     * @return the modules
     */
    public CompletableFuture<List<FunctionModule>> listFunctions() {
        return executor.runAsync(commands.listFunctions(INFO_TIMEOUT));
    }

    /**
     * Deletes all records of a set that were last written before now. Nodes hear of it one after
     * the other, in the moments after this call.
     */
    public CompletableFuture<@Nullable Void> truncate(SetName set) {
        return executor.runAsync(commands.truncate(INFO_TIMEOUT, set, Optional.empty()));
    }

    /**
     * Deletes all records of a set that were last written before an instant. Nodes hear of it one
     * after the other, in the moments after this call.
     *
     * @param before not in the future
     */
    public CompletableFuture<@Nullable Void> truncate(SetName set, Instant before) {
        return executor.runAsync(commands.truncate(INFO_TIMEOUT, set, Optional.of(before)));
    }

    /**
     * Deletes all records of a namespace that were last written before now. Nodes hear of it one
     * after the other, in the moments after this call.
     */
    public CompletableFuture<@Nullable Void> truncateNamespace(String namespace) {
        return executor.runAsync(
                commands.truncateNamespace(INFO_TIMEOUT, namespace, Optional.empty()));
    }

    /**
     * Deletes all records of a namespace that were last written before an instant. Nodes hear of it
     * one after the other, in the moments after this call.
     *
     * @param before not in the future
     */
    public CompletableFuture<@Nullable Void> truncateNamespace(String namespace, Instant before) {
        return executor.runAsync(
                commands.truncateNamespace(INFO_TIMEOUT, namespace, Optional.of(before)));
    }

    /**
     * Reads the records of a scan or query.
     *
     * @param target gets the records on a thread of the client; how fast it takes them is how fast
     *     they are read
     * @param binNames the bins to read, none for all; a record that has none of them is left out
     * @return completes when all have been read
     */
    public CompletableFuture<@Nullable Void> query(
            QuerySpec spec, Consumer<KeyRecord> target, String... binNames) {
        return push(spec, AerospikeClient.selection(binNames), target);
    }

    /**
     * Reads something of the records of a scan or query.
     *
     * @param reads what to read of each, such as a part of a list; none for keys and metadata only.
     *     A record for which none has a result is left out
     * @param target gets the records on a thread of the client; how fast it takes them is how fast
     *     they are read
     * @return completes when all have been read
     */
    public CompletableFuture<@Nullable Void> query(
            QuerySpec spec, List<Operation> reads, Consumer<KeyRecord> target) {
        return push(spec, AerospikeClient.selection(reads), target);
    }

    private CompletableFuture<@Nullable Void> push(
            QuerySpec spec, BinSelection bins, Consumer<KeyRecord> target) {
        return executor.runAsync(
                executor.query(
                        spec,
                        bins,
                        AerospikeClient.keyRecords(spec, bins, target),
                        commands.config().queryPolicy()));
    }
}
