package dev.aerospikearrow.client;

import dev.aerospikearrow.client.PreparedReads.Selection;
import dev.aerospikearrow.client.cluster.PartitionMap;
import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.client.execute.Call;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.client.execute.InfoStep;
import dev.aerospikearrow.client.execute.PreparedCommand;
import dev.aerospikearrow.client.execute.ReadChoice;
import dev.aerospikearrow.client.execute.RecordResult;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.FunctionCall;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.LatestTemplate;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.query.BackgroundRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the map API, made once for both of its views: {@link AerospikeClient} runs them in
 * the caller's thread, {@link AsyncClient} on the client's own.
 */
final class Commands {
    private final CommandExecutor executor;
    private final ClientConfig config;
    private final PreparedReads reads;

    Commands(CommandExecutor executor, ClientConfig config) {
        this(executor, config, new PreparedReads());
    }

    private Commands(CommandExecutor executor, ClientConfig config, PreparedReads reads) {
        this.executor = executor;
        this.config = config;
        this.reads = reads;
    }

    /** The same calls with another policy of its kind. */
    Commands with(CommandPolicy policy) {
        return new Commands(executor, config.with(policy), reads);
    }

    CommandExecutor executor() {
        return executor;
    }

    ClientConfig config() {
        return config;
    }

    /** What gets, headers and exists read, however they are sent. */
    PreparedReads reads() {
        return reads;
    }

    Call<Optional<StoredRecord>> get(Key key, String... binNames) {
        return executor.record(key, reads.get(config.readPolicy(), binNames));
    }

    Call<Optional<RecordHeader>> header(Key key) {
        return executor.record(key, reads.header(config.readPolicy()));
    }

    Call<Boolean> exists(Key key) {
        return executor.record(key, reads.exists(config.readPolicy()));
    }

    Call<RecordHeader> put(Key key, Bin... bins) {
        return put(
                key,
                Arrays.stream(bins).map(bin -> Operation.put(bin.name(), bin.value())).toList());
    }

    Call<RecordHeader> put(Key key, Map<String, ?> bins) {
        List<Operation> operations = new ArrayList<>(bins.size());
        bins.forEach((name, value) -> operations.add(Operation.put(name, value)));
        return put(key, operations);
    }

    private Call<RecordHeader> put(Key key, List<Operation> operations) {
        requireSome(operations, "put", key);
        return write(
                key,
                RecordCommand.write(config.writePolicy().options().mode(), operations),
                Replies::header);
    }

    private static void requireSome(List<Operation> operations, String what, Key key) {
        if (operations.isEmpty()) {
            throw new IllegalArgumentException(
                    "A " + what + " of " + key + " names no bin. Name one at least.");
        }
    }

    Call<Boolean> touch(Key key) {
        return write(key, RecordCommand.touch(), Replies.EXISTED);
    }

    Call<Boolean> delete(Key key) {
        return write(key, RecordCommand.delete(), Replies.EXISTED);
    }

    private <T> Call<T> write(Key key, RecordCommand command, RecordResult<T> result) {
        return write(key, command, BinNames.NONE, result);
    }

    private <T> Call<T> write(
            Key key, RecordCommand command, BinNames names, RecordResult<T> result) {
        return executor.record(
                key,
                PreparedCommand.write(
                        filtered(
                                config.writePolicy().options().applyTo(command),
                                config.writePolicy()),
                        config.writePolicy(),
                        () -> names,
                        result));
    }

    Call<OperateResult> operate(Key key, Operation... operations) {
        List<Operation> list = List.of(operations);
        requireSome(list, "operate", key);
        RecordCommand command = RecordCommand.operate(config.writePolicy().options().mode(), list);
        if (Replies.isPositional(list)) {
            command = command.withResultPerOperation();
        } else if (!command.writes()) {
            command = readingAll(list, command);
        }
        BinNames names = BinNames.discovered();
        if (!command.writes()) {
            return executor.record(
                    key,
                    PreparedCommand.read(
                            filtered(command, config.writePolicy()),
                            config.writePolicy(),
                            ReadChoice.of(config.readPolicy()),
                            () -> names,
                            Replies.operate(list)));
        }
        return write(key, command, names, Replies.operate(list));
    }

    /** In a message that only reads, reading all bins is a flag and takes no operations. */
    private static RecordCommand readingAll(List<Operation> operations, RecordCommand command) {
        if (!operations.stream().allMatch(Operation::readsAllBins)) {
            throw new IllegalArgumentException(
                    "getAll stands beside other reads in " + command + ". Use them one at a time.");
        }
        return RecordCommand.readAll();
    }

    static RecordCommand filtered(RecordCommand command, CommandPolicy policy) {
        Optional<Expression> filter = policy.filter();
        return filter.isPresent() ? command.withFilter(filter.get().packed()) : command;
    }

    // Batches

    Call<List<BatchRow>> batchRead(List<Key> keys, String... binNames) {
        Selection selection = reads.selection(binNames);
        return sameForAll(keys, selection.template(), selection.names().get());
    }

    Call<List<BatchRow>> batchReadEach(List<BatchRead> reads) {
        return batchEach(copyOf(reads, "read"));
    }

    Call<List<BatchRow>> batchWrite(List<BatchWrite> writes) {
        return batchEach(copyOf(writes, "write"));
    }

    Call<List<BatchRow>> batch(List<? extends BatchCommand> commands) {
        return batchEach(copyOf(commands, "command"));
    }

    static RowTemplate template(BatchCommand row) {
        if (row instanceof BatchRead read) {
            return RowTemplate.of(read.key().namespace(), read.key().setName(), read.command());
        }
        BatchWrite write = (BatchWrite) row;
        return write.options().sendKey() == SendKey.WITH_USER_KEY
                ? RowTemplate.of(write.key(), SendKey.WITH_USER_KEY, write.command())
                : RowTemplate.of(write.key().namespace(), write.key().setName(), write.command());
    }

    Call<List<BatchRow>> batchDelete(List<Key> keys) {
        return sameForAll(keys, new LatestTemplate(RecordCommand.delete()), BinNames.discovered());
    }

    Call<List<BatchRow>> batchOperate(List<Key> keys, Operation... operations) {
        if (operations.length == 0) {
            throw new IllegalArgumentException(
                    "A batch operate names no operation. Name one at least.");
        }
        RecordCommand command = RecordCommand.operate(WriteMode.UPSERT, List.of(operations));
        return sameForAll(
                keys,
                new LatestTemplate(command.writes() ? command : command.withResultPerOperation()),
                BinNames.discovered());
    }

    private Call<List<BatchRow>> sameForAll(
            List<Key> keys, LatestTemplate template, BinNames names) {
        List<Key> copy = copyOf(keys, "key");
        if (areOfOneSet(copy)) {
            RowTemplate only = template.of(copy.get(0).namespace(), copy.get(0).setName());
            return call(copy, digests -> BatchRequest.of(digests, only), names);
        }
        List<RowTemplate> templates = new ArrayList<>();
        Map<SetName, Integer> known = new HashMap<>();
        int[] templateOfRow = new int[copy.size()];
        for (int row = 0; row < templateOfRow.length; row++) {
            Key key = copy.get(row);
            templateOfRow[row] =
                    known.computeIfAbsent(
                            key.set(),
                            set -> {
                                templates.add(template.of(set.namespace(), set.name()));
                                return templates.size() - 1;
                            });
        }
        return call(copy, digests -> BatchRequest.of(digests, templates, templateOfRow), names);
    }

    private static boolean areOfOneSet(List<Key> keys) {
        for (Key key : keys) {
            if (!key.setName().equals(keys.get(0).setName())
                    || !key.namespace().equals(keys.get(0).namespace())) {
                return false;
            }
        }
        return !keys.isEmpty();
    }

    private Call<List<BatchRow>> batchEach(List<? extends BatchCommand> rows) {
        List<Key> keys = new ArrayList<>(rows.size());
        List<RowTemplate> templates = new ArrayList<>(rows.size());
        int[] templateOfRow = new int[rows.size()];
        for (int row = 0; row < templateOfRow.length; row++) {
            keys.add(rows.get(row).key());
            templates.add(template(rows.get(row)));
            templateOfRow[row] = row;
        }
        return call(
                keys,
                digests -> BatchRequest.of(digests, templates, templateOfRow),
                BinNames.discovered());
    }

    private Call<List<BatchRow>> call(
            List<Key> keys, Function<DigestArray, BatchRequest> requestOf, BinNames names) {
        long start = executor.clock();
        DigestArray digests = DigestArray.of(keys);
        long digested = executor.clock() - start;
        BatchRequest request = requestOf.apply(digests);
        Call<List<BatchRow>> call =
                executor.batch(request, new BatchRows(keys, request, names), config.batchPolicy());
        call.digested(digested);
        return call;
    }

    private static <R> List<R> copyOf(List<? extends R> rows, String rowName) {
        Objects.requireNonNull(rows, rowName + "s");
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == null) {
                throw new NullPointerException(
                        rowName + " " + i + " of " + rows.size() + " is null");
            }
        }
        return List.copyOf(rows);
    }

    // Functions, and what runs in the background

    Call<Optional<Object>> call(Key key, FunctionCall function) {
        return write(key, RecordCommand.call(function), BinNames.discovered(), Replies.FUNCTION);
    }

    Call<BackgroundJob> background(BackgroundWrite write) {
        QueryPolicy policy = config.queryPolicy();
        QuerySpec spec = write.spec();
        Optional<Expression> filter = spec.filter().or(policy::filter);
        RecordCommand command = write.command();
        return executor.background(
                new BackgroundRequest(
                        spec.set(),
                        filter.isPresent() ? command.withFilter(filter.get().packed()) : command,
                        spec.indexRange(),
                        spec.recordsPerSecond(),
                        write.jobId()
                                .orElseGet(
                                        () ->
                                                ThreadLocalRandom.current()
                                                        .nextLong(1, Long.MAX_VALUE)),
                        (int) Math.min(Integer.MAX_VALUE, policy.socketTimeout().toMillis())),
                policy);
    }

    Call<BackgroundJob> job(Duration timeout, long id) {
        return executor.info(timeout, JobCommands.status(id));
    }

    Call<BackgroundJob> awaitJob(Duration timeout, BackgroundJob job) {
        return executor.info(timeout, JobCommands.end(job));
    }

    Call<Boolean> abortJob(Duration timeout, long id) {
        return executor.info(timeout, JobCommands.abort(id));
    }

    Call<@Nullable Void> registerFunctions(Duration timeout, String fileName, String source) {
        return executor.info(timeout, FunctionCommands.register(fileName, source));
    }

    Call<@Nullable Void> removeFunctions(Duration timeout, String fileName) {
        return executor.info(timeout, FunctionCommands.remove(fileName));
    }

    Call<List<FunctionModule>> listFunctions(Duration timeout) {
        return executor.info(timeout, FunctionCommands.list());
    }

    // Administration

    Call<String> info(Duration timeout, String command) {
        return executor.info(timeout, AdminCommands.info(command));
    }

    Call<String> info(Duration timeout, String nodeId, String command) {
        return executor.info(timeout, AdminCommands.info(nodeId, command));
    }

    Call<Map<String, String>> infoOfAll(Duration timeout, String command) {
        return executor.info(timeout, AdminCommands.infoOfAll(command));
    }

    Call<@Nullable Void> createIndex(Duration timeout, IndexDefinition index) {
        return admin(timeout, index.set().namespace(), AdminCommands.createIndex(index));
    }

    Call<@Nullable Void> dropIndex(Duration timeout, String namespace, String name) {
        return admin(timeout, namespace, AdminCommands.dropIndex(namespace, name));
    }

    Call<List<IndexInfo>> listIndexes(Duration timeout, String namespace) {
        return admin(timeout, namespace, AdminCommands.listIndexes(namespace));
    }

    Call<@Nullable Void> truncate(Duration timeout, SetName set, Optional<Instant> before) {
        if (set.isNamespace()) {
            throw new IllegalArgumentException(
                    "A truncation names no set, and would delete all records of "
                            + set
                            + ". Name the set; or, if they are meant, say so by"
                            + " truncateNamespace.");
        }
        return admin(timeout, set.namespace(), AdminCommands.truncate(set, before));
    }

    Call<@Nullable Void> truncateNamespace(
            Duration timeout, String namespace, Optional<Instant> before) {
        SetName all = SetName.of(namespace, "");
        return admin(timeout, namespace, AdminCommands.truncate(all, before));
    }

    /** The server takes these for a namespace that it does not have without a word. */
    private <T> Call<T> admin(Duration timeout, String namespace, List<InfoStep<T>> steps) {
        PartitionMap map = executor.cluster().partitions();
        if (map.namespace(namespace) == null && !map.namespaces().isEmpty()) {
            throw new UnknownNamespaceException(namespace, map.namespaces());
        }
        return executor.info(timeout, steps);
    }
}
