package dev.aerospikearrow.client;

import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.execute.Call;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.client.transport.LoopBrokenException;
import dev.aerospikearrow.client.transport.Machine;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A client of one cluster, for records as maps of bins. Thread-safe; one is enough for a program.
 * Close it at the end.
 *
 * <pre>{@code
 * try (AerospikeClient client = AerospikeClient.connect("localhost:3000")) {
 *     Key key = Key.of("test", "flights", 1);
 *     client.put(key, Bin.of("origin", "JFK"), Bin.of("delay", 12));
 *     Optional<StoredRecord> record = client.get(key);
 * }
 * }</pre>
 *
 * <p>Every call waits for its result, in the thread that makes it; {@link #async()} has the same
 * calls without waiting. Bad input is refused before anything is sent, by {@link
 * IllegalArgumentException}, {@link NullPointerException} or {@link UnknownNamespaceException};
 * whatever else goes wrong is an {@link AerospikeException}.
 */
public final class AerospikeClient implements AutoCloseable {
    static final Duration INFO_TIMEOUT = Duration.ofSeconds(5);

    static {
        ClientAccess.grant(client -> client.executor);
    }

    private final CommandExecutor executor;
    private final Commands commands;
    private final AsyncClient async;

    private final Ownership ownership;

    private enum Ownership {
        OWNER,
        VIEW
    }

    private AerospikeClient(Commands commands, Ownership ownership) {
        executor = commands.executor();
        this.commands = commands;
        async = new AsyncClient(commands);
        this.ownership = ownership;
    }

    /**
     * Connects to the cluster of these seeds, with every default.
     *
     * @param seeds {@code host:port,host:port,…}
     * @throws NoSeedReachableException if none of them leads to a cluster; it says why not, for
     *     each
     */
    public static AerospikeClient connect(String seeds) {
        return connect(ClientConfig.builder(seeds).build());
    }

    /**
     * Connects to a cluster. That takes ten times {@link ClientConfig#connectTimeout()} at most,
     * the look-up of host names included; nodes that are not found by then are looked for
     * afterwards.
     *
     * @throws NoSeedReachableException if no seed leads to one; it says why not, for each
     * @throws LoginException if {@link ClientConfig#credentials()} have no password to show
     */
    public static AerospikeClient connect(ClientConfig config) {
        return connect(Machine.THIS, config);
    }

    static AerospikeClient connect(Machine machine, ClientConfig config) {
        try {
            return new AerospikeClient(
                    new Commands(new CommandExecutor(machine, config), config), Ownership.OWNER);
        } catch (LoopBrokenException e) {
            throw new ConnectionException(
                    "Connecting to " + config.seeds() + ": " + e.getMessage(), e.getCause(), false);
        }
    }

    /** The same calls without waiting. */
    public AsyncClient async() {
        return async;
    }

    /** The cluster's users and roles. */
    public SecurityAdmin security() {
        return new SecurityAdmin(executor);
    }

    /**
     * How the client's threads are, for whoever watches a program: whether the cluster is being
     * tended, and what has failed in the background.
     */
    public ClientHealth health() {
        return executor.health();
    }

    /**
     * What was counted and measured since the client was made: calls, requests to each node,
     * connections, bytes and rows. Of two moments, the difference is {@link
     * ClientStatistics#minus}.
     */
    public ClientStatistics statistics() {
        return executor.statistics();
    }

    /**
     * A view with another policy instead of the one of its kind: a {@link ReadPolicy}, {@link
     * WritePolicy}, {@link BatchPolicy} or {@link QueryPolicy}. Everything else is shared with this
     * client. A view costs next to nothing to make, need not be closed, and can be kept:
     *
     * <pre>{@code
     * AerospikeClient patient = client.with(ReadPolicy.builder().totalTimeout(Duration.ofSeconds(5)).build());
     * }</pre>
     */
    public AerospikeClient with(CommandPolicy policy) {
        return new AerospikeClient(commands.with(policy), Ownership.VIEW);
    }

    /**
     * The nodes that are known to be in the cluster at the moment, by id, and where they listen.
     */
    public Map<String, Host> nodes() {
        Map<String, Host> nodes = new TreeMap<>();
        for (Node node : executor.cluster().nodes()) {
            InetSocketAddress address = node.endpoint().address();
            nodes.put(node.id(), new Host(address.getHostString(), address.getPort()));
        }
        return nodes;
    }

    /** The seeds that led to no node when the client connected, and why; each as it was given. */
    public Map<String, String> unreachedSeeds() {
        return executor.cluster().unreachedSeeds();
    }

    /** The configuration, with the policies of this view. */
    public ClientConfig config() {
        return commands.config();
    }

    private <T> T result(Call<T> call) {
        return Objects.requireNonNull(executor.run(call));
    }

    /**
     * Reads a record.
     *
     * @param binNames the bins to read; none for all
     * @return the record; empty if there is none, or the policy's filter leaves it out
     */
    public Optional<StoredRecord> get(Key key, String... binNames) {
        return result(commands.get(key, binNames));
    }

    /**
     * Reads generation and expiry of a record.
     *
     * @return what was read; empty if there is no record, or the policy's filter leaves it out
     */
    public Optional<RecordHeader> header(Key key) {
        return result(commands.header(key));
    }

    /**
     * Tells whether there is a record.
     *
     * @return whether there is, and the policy's filter does not leave it out
     */
    public boolean exists(Key key) {
        return result(commands.exists(key));
    }

    /**
     * Writes bins of a record.
     *
     * @param bins one at least; a null value deletes the bin
     * @return the record's new generation and expiry
     */
    public RecordHeader put(Key key, Bin... bins) {
        return result(commands.put(key, bins));
    }

    /**
     * Writes bins of a record.
     *
     * @param bins values by name, one at least; a null value deletes the bin
     * @return the record's new generation and expiry
     */
    public RecordHeader put(Key key, Map<String, ?> bins) {
        return result(commands.put(key, bins));
    }

    /**
     * Renews a record's expiry and raises its generation.
     *
     * @return whether there was a record
     */
    public boolean touch(Key key) {
        return result(commands.touch(key));
    }

    /**
     * Deletes a record.
     *
     * @return whether there was a record
     */
    public boolean delete(Key key) {
        return result(commands.delete(key));
    }

    /**
     * Carries out operations on a record, in order and atomically.
     *
     * @param operations one at least
     * @return one value per operation, and the values by bin
     */
    public OperateResult operate(Key key, Operation... operations) {
        return result(commands.operate(key, operations));
    }

    /**
     * Reads many records.
     *
     * @param keys of any namespaces and sets; may repeat
     * @param binNames the bins to read; none for all
     * @return one row per key, in the order of the keys
     */
    public List<BatchRow> batchRead(List<Key> keys, String... binNames) {
        return result(commands.batchRead(keys, binNames));
    }

    /**
     * Reads many records, each in its own way.
     *
     * @return one row per read, in their order
     */
    public List<BatchRow> batchReadEach(List<BatchRead> reads) {
        return result(commands.batchReadEach(reads));
    }

    /**
     * Writes or deletes many records, each in its own way, in no particular order.
     *
     * @return one row per write, in their order; a row that failed has its code
     */
    public List<BatchRow> batchWrite(List<BatchWrite> writes) {
        return result(commands.batchWrite(writes));
    }

    /**
     * Deletes many records.
     *
     * @return one row per key, in their order; NOT_FOUND where there was no record
     */
    public List<BatchRow> batchDelete(List<Key> keys) {
        return result(commands.batchDelete(keys));
    }

    /**
     * Carries out the same operations on many records.
     *
     * @return one row per key, in their order, with one value per operation
     */
    public List<BatchRow> batchOperate(List<Key> keys, Operation... operations) {
        return result(commands.batchOperate(keys, operations));
    }

    /**
     * Reads, writes, operates on, deletes, or calls functions on many records, each in its own way,
     * in one request to each node. Rows of one record are carried out in no particular order.
     *
     * @return one answer per row, in their order; a row that failed has its code
     */
    public List<BatchRow> batch(List<? extends BatchCommand> rows) {
        return result(commands.batch(rows));
    }

    /**
     * Calls a function on a record, or on a key that has none. Only nodes on which functions are
     * registered know them: {@link #registerFunctions}.
     *
     * @return what the function returned; empty for {@code nil}
     */
    public Optional<Object> call(Key key, FunctionCall function) {
        return result(commands.call(key, function));
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
    public BackgroundJob background(BackgroundWrite write) {
        return result(commands.background(write));
    }

    /**
     * Asks all nodes how far a background job has come.
     *
     * @param id {@link BackgroundJob#id()}
     * @return what they say
     */
    public BackgroundJob job(long id) {
        return result(commands.job(INFO_TIMEOUT, id));
    }

    /**
     * Waits until none of the nodes is at work at a background job any more.
     *
     * @param timeout how long to wait; the job goes on after that. Zero for any time
     * @return what the nodes say at the end
     */
    public BackgroundJob awaitJob(BackgroundJob job, Duration timeout) {
        return result(commands.awaitJob(timeout, job));
    }

    /**
     * Stops a background job. What it has changed stays changed.
     *
     * @param id {@link BackgroundJob#id()}
     * @return whether a node was at work at it
     */
    public boolean abortJob(long id) {
        return result(commands.abortJob(INFO_TIMEOUT, id));
    }

    /**
     * Sends an info command to any node.
     *
     * @return the answer as it came, errors too
     */
    public String info(String command) {
        return result(commands.info(INFO_TIMEOUT, command));
    }

    /**
     * Sends an info command to one node.
     *
     * @return the answer as it came, errors too
     */
    public String info(String nodeId, String command) {
        return result(commands.info(INFO_TIMEOUT, nodeId, command));
    }

    /**
     * Sends an info command to all nodes.
     *
     * @return the answers as they came, by node id
     */
    public Map<String, String> infoOfAll(String command) {
        return result(commands.infoOfAll(INFO_TIMEOUT, command));
    }

    /**
     * Lists the secondary indexes of a namespace, as any one node sees them.
     *
     * @return the indexes
     */
    public List<IndexInfo> listIndexes(String namespace) {
        return result(commands.listIndexes(INFO_TIMEOUT, namespace));
    }

    /**
     * Creates a secondary index and waits until every node can use it. Nothing happens if it exists
     * already.
     *
     * @param timeout how long to wait; the index goes on being built after that
     */
    public void createIndex(IndexDefinition index, Duration timeout) {
        executor.run(commands.createIndex(timeout, index));
    }

    /**
     * Deletes a secondary index and waits until every node has forgotten it. Nothing happens if
     * there is none.
     *
     * @param timeout how long to wait
     */
    public void dropIndex(String namespace, String indexName, Duration timeout) {
        executor.run(commands.dropIndex(timeout, namespace, indexName));
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
    public void registerFunctions(String fileName, String source, Duration timeout) {
        executor.run(commands.registerFunctions(timeout, fileName, source));
    }

    /**
     * Removes a module of functions and waits until every node has forgotten it. Nothing happens if
     * there is none.
     *
     * @param timeout how long to wait
     */
    public void removeFunctions(String fileName, Duration timeout) {
        executor.run(commands.removeFunctions(timeout, fileName));
    }

    /**
     * Lists the modules of functions that are registered, as any one node sees them.
     *
     * @return the modules
     */
    public List<FunctionModule> listFunctions() {
        return result(commands.listFunctions(INFO_TIMEOUT));
    }

    /**
     * Deletes all records of a set that were last written before now. Nodes hear of it one after
     * the other, in the moments after this call.
     */
    public void truncate(SetName set) {
        executor.run(commands.truncate(INFO_TIMEOUT, set, Optional.empty()));
    }

    /**
     * Deletes all records of a set that were last written before an instant. Nodes hear of it one
     * after the other, in the moments after this call.
     *
     * @param before not in the future
     */
    public void truncate(SetName set, Instant before) {
        executor.run(commands.truncate(INFO_TIMEOUT, set, Optional.of(before)));
    }

    /**
     * Deletes all records of a namespace that were last written before now. Nodes hear of it one
     * after the other, in the moments after this call.
     */
    public void truncateNamespace(String namespace) {
        executor.run(commands.truncateNamespace(INFO_TIMEOUT, namespace, Optional.empty()));
    }

    /**
     * Deletes all records of a namespace that were last written before an instant. Nodes hear of it
     * one after the other, in the moments after this call.
     *
     * @param before not in the future
     */
    public void truncateNamespace(String namespace, Instant before) {
        executor.run(commands.truncateNamespace(INFO_TIMEOUT, namespace, Optional.of(before)));
    }

    /**
     * Reads all records of a set, or of a namespace.
     *
     * @param binNames the bins to read, none for all; a record that has none of them is left out
     * @return the records; to be closed
     */
    public RecordStream scan(SetName set, String... binNames) {
        return query(QuerySpec.of(set), binNames);
    }

    /**
     * Reads the records of a scan or query.
     *
     * @param binNames the bins to read, none for all; a record that has none of them is left out
     * @return the records; to be closed
     */
    public RecordStream query(QuerySpec spec, String... binNames) {
        return stream(spec, selection(binNames));
    }

    /**
     * Reads something of the records of a scan or query.
     *
     * @param reads what to read of each, such as a part of a list; none for keys and metadata only.
     *     A record for which none has a result is left out
     * @return the records; to be closed
     */
    public RecordStream query(QuerySpec spec, List<Operation> reads) {
        return stream(spec, selection(reads));
    }

    private RecordStream stream(QuerySpec spec, BinSelection bins) {
        return new RecordStream(
                buffered ->
                        executor.pull(
                                executor.query(
                                        spec,
                                        bins,
                                        keyRecords(spec, bins, buffered::add),
                                        commands.config().queryPolicy())));
    }

    static BinSelection selection(String... binNames) {
        return binNames.length == 0
                ? new BinSelection.All()
                : BinSelection.named(List.of(binNames));
    }

    static BinSelection selection(List<Operation> reads) {
        return reads.isEmpty() ? new BinSelection.None() : new BinSelection.Named(reads);
    }

    static KeyRecords keyRecords(QuerySpec spec, BinSelection bins, Consumer<KeyRecord> target) {
        BinNames names =
                bins instanceof BinSelection.Named named
                        ? BinNames.requested(
                                named.reads().stream().map(Operation::binName).distinct().toList())
                        : BinNames.discovered();
        return new KeyRecords(spec.set().namespace(), names, target);
    }

    /**
     * Ends all calls, threads and connections. Calls that are running fail with {@link
     * ClientClosedException}, and so do those that come later. Waits at most for {@link
     * ClientConfig#closeTimeout()}. May be called twice. Closing a view ({@link #with}) closes
     * nothing.
     */
    @Override
    public void close() {
        if (ownership == Ownership.OWNER) {
            executor.close();
        }
    }
}
