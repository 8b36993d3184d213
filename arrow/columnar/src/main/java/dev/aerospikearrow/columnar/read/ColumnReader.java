package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.QueryPolicy;
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
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.ReadExplanation;
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
            long start = executor().clock();
            RowKeys rows = RowKeys.of(set, keys, lease);
            long digested = executor().clock() - start;
            Call<ColumnarBatch> call = batch(rows, lease, schema, options);
            call.digested(digested);
            return call;
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    private Call<ColumnarBatch> batch(
            RowKeys keys, DigestLease lease, Schema schema, ReadOptions options) {
        ReadPlan plan = plans.plan(schema, options);
        BatchRequest request = request(plan, keys);
        BufferAllocator allocator = allocators.apply(options);
        return call(
                request,
                new VectorAnswer(plan, keys, lease, allocator, Instant.now(), this::noteMisfits));
    }

    private static BatchRequest request(ReadPlan plan, RowKeys keys) {
        List<RowTemplate> templates = keys.templates(plan.template());
        int[] templateOfIndex = keys.templateOfIndex();
        return templateOfIndex == null
                ? BatchRequest.of(keys.digests(), templates.get(0))
                : BatchRequest.of(keys.digests(), templates, templateOfIndex);
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
                        allocators.apply(options),
                        this::noteMisfits);
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

    private void noteMisfits(List<MismatchReport> reports) {
        long nulled = 0;
        long coerced = 0;
        for (MismatchReport report : reports) {
            nulled += report.nullCount();
            coerced += report.coercedCount();
        }
        executor().noteMisfits(nulled, coerced);
    }

    /** What a read of keys would do. */
    public ReadExplanation explain(RowKeys keys, Schema schema, ReadOptions options) {
        ReadPlan plan = plans.plan(schema, options);
        BatchPolicy policy = client.config().batchPolicy();
        return ReadExplainer.batch(
                plan, keys, executor().shares(request(plan, keys), policy), policy);
    }

    /** What a scan or query would do. */
    public ReadExplanation explain(QuerySpec spec, Schema schema, ReadOptions options) {
        ReadPlan plan = plans.plan(schema, options);
        QueryPolicy policy = client.config().queryPolicy();
        return ReadExplainer.scan(plan, spec, executor().shares(spec, policy), policy);
    }

    /** Starts a scan or query. */
    public ScanReader scan(QuerySpec spec, Schema schema, StreamOptions options) {
        ReadPlan plan = plans.plan(schema, options.readOptions());
        BufferAllocator allocator = allocators.apply(options.readOptions());
        ScanAnswer rows =
                new ScanAnswer(plan, options.rowsPerRecordBatch(), allocator, this::noteMisfits);
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
