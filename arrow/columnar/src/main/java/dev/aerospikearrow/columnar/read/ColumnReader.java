package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.client.execute.Call;
import dev.aerospikearrow.client.execute.ClientAccess;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.client.execute.ReplyStream;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnGroup;
import dev.aerospikearrow.columnar.ColumnGroups;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The reader of records into columns through a client; {@link
 * dev.aerospikearrow.columnar.ColumnarClient} calls it, and has the contracts. Schemas are checked
 * and columns made before a method returns; nothing is sent until the call is run. Thread-safe.
 */
public final class ColumnReader {
    private final AerospikeClient client;
    private final Function<ReadOptions, BufferAllocator> allocators;
    private final PlanCache plans;
    private final DigestBlocks digestBlocks;

    /**
     * @param client stays the caller's
     * @param allocators says what is charged for a read; refuses if there can be none
     */
    public ColumnReader(AerospikeClient client, Function<ReadOptions, BufferAllocator> allocators) {
        this(client, allocators, new PlanCache(), new DigestBlocks());
    }

    private ColumnReader(
            AerospikeClient client,
            Function<ReadOptions, BufferAllocator> allocators,
            PlanCache plans,
            DigestBlocks digestBlocks) {
        this.client = client;
        this.allocators = allocators;
        this.plans = plans;
        this.digestBlocks = digestBlocks;
    }

    /** The same over a view of the client. */
    public ColumnReader over(AerospikeClient view) {
        return new ColumnReader(view, allocators, plans, digestBlocks);
    }

    private CommandExecutor executor() {
        return ClientAccess.executorOf(client);
    }

    /** See {@link ReadOptions#check}. */
    public static void check(Schema schema, ReadOptions options) {
        ReadPlan.of(schema, options);
    }

    /** A read of keys whose digests may be used again. */
    public Call<ColumnarBatch> batch(RowKeys keys, Schema schema, ReadOptions options) {
        return batch(keys, DigestLease.NONE, schema, options);
    }

    /** A read of integer keys of one set, whose digests are made for it alone. */
    public Call<ColumnarBatch> batch(SetName set, long[] keys, Schema schema, ReadOptions options) {
        DigestLease lease = digestBlocks.borrow(keys.length);
        try {
            return batch(RowKeys.of(set, keys, lease), lease, schema, options);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    private Call<ColumnarBatch> batch(
            RowKeys keys, DigestLease lease, Schema schema, ReadOptions options) {
        ReadPlan plan = plans.plan(schema, options);
        List<RowTemplate> templates = keys.templates(plan.template());
        int[] templateOfIndex = keys.templateOfIndex();
        BatchRequest request =
                templateOfIndex == null
                        ? BatchRequest.of(keys.digests(), templates.get(0))
                        : BatchRequest.of(keys.digests(), templates, templateOfIndex);
        BufferAllocator allocator = allocators.apply(options);
        return call(request, new VectorAnswer(plan, keys, lease, allocator, Instant.now()));
    }

    /**
     * A read of several groups.
     *
     * @param keys the keys that the user keys are in a group's set
     */
    public Call<ColumnGroups> groups(
            Function<ColumnGroup, RowKeys> keys, List<ColumnGroup> groups, ReadOptions options) {
        GroupsAnswer answer =
                new GroupsAnswer(
                        groups,
                        keys,
                        schema -> plans.plan(schema, options),
                        allocators.apply(options));
        BatchRequest request;
        try {
            request = answer.request();
        } catch (RuntimeException | Error e) {
            answer.close();
            throw e;
        }
        return call(request, answer);
    }

    /** The one way in which columns are read by keys: the call owns the answer. */
    private <T> Call<T> call(BatchRequest request, Answer<T> answer) {
        return executor().batch(request, answer, client.config().batchPolicy());
    }

    /** Starts a scan or query. */
    public ScanReader scan(QuerySpec spec, Schema schema, StreamOptions options) {
        ReadPlan plan = plans.plan(schema, options.readOptions());
        BufferAllocator allocator = allocators.apply(options.readOptions());
        ScanAnswer rows = new ScanAnswer(plan, options.rowsPerRecordBatch(), allocator);
        try {
            ReplyStream replies =
                    executor()
                            .pull(
                                    executor()
                                            .query(
                                                    spec,
                                                    selection(plan),
                                                    rows,
                                                    client.config().queryPolicy()));
            return new PulledScan(spec, schema, options, allocator, rows, replies);
        } catch (RuntimeException | Error e) {
            rows.release();
            throw e;
        }
    }

    private static BinSelection selection(ReadPlan plan) {
        return plan.bins().isEmpty()
                ? new BinSelection.None()
                : new BinSelection.PerOperation(plan.reads());
    }

    /**
     * A reader of any number of keys.
     *
     * @param rows the keys as a read takes them
     */
    public RecordBatchReader stream(
            KeyStream keys,
            Function<BatchKeys, RowKeys> rows,
            Schema schema,
            StreamOptions options) {
        ReadOptions readOptions = options.readOptions();
        plans.plan(schema, readOptions);
        return new BatchReadAhead(
                keys,
                schema,
                options,
                allocators.apply(readOptions),
                batch ->
                        PendingRead.start(
                                executor(), batch(rows.apply(batch), schema, readOptions)));
    }
}
