package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Scans and queries of one node (docs/docs/internals/wire.md, section 9). Each runs on the thread
 * that calls; records are read while others write. Queries that write run on threads of their own.
 */
public final class NodeQueries implements QueryService {
    private final QueryRegistry registry = new QueryRegistry();
    private final Executor background = QueryThreads.named("aerospike-background-query");
    private final BinOperator operator;

    /**
     * @param operator carries out the read operations of rows
     */
    public NodeQueries(BinOperator operator) {
        this.operator = operator;
    }

    @Override
    public void run(QueryTarget target, RequestMessage request, FrameSink frames)
            throws IOException {
        QueryPlan plan = new QueryPlanReader(target, request, operator).read();
        RecordUpdateRequest update = plan.update();
        if (update != null) {
            startInBackground(target, plan, update, frames);
            return;
        }
        RowWriter rows = new RowWriter(plan, frames);
        if (plan.isShort()) {
            new QueryRun(target, plan, new RunningQuery(0, plan), rows).run();
            return;
        }
        carryOut(target, plan, registry.start(plan), rows);
    }

    /** Answers at once; the work goes on without the connection. */
    private void startInBackground(
            QueryTarget target, QueryPlan plan, RecordUpdateRequest update, FrameSink frames)
            throws IOException {
        RunningQuery query = registry.start(plan);
        RecordUpdater updater = new RecordUpdater(plan.store(), update, target.commands());
        try {
            background.execute(
                    () -> {
                        try {
                            carryOut(target, plan, query, updater);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (RejectedExecutionException e) {
            registry.forget(query);
            throw new RequestException(ResultCode.FORBIDDEN);
        }
        new RowWriter(plan, frames).end(0);
    }

    private void carryOut(QueryTarget target, QueryPlan plan, RunningQuery query, QueryTaker taker)
            throws IOException {
        String how = "response-error";
        try {
            int code = new QueryRun(target, plan, query, taker).run();
            how = code == ResultCode.QUERY_ABORTED.code() ? "user-aborted" : "ok";
        } finally {
            registry.finish(query, how);
        }
    }

    @Override
    public List<String> show() {
        return registry.show();
    }

    @Override
    public int abortAll() {
        return registry.abortAll();
    }

    @Override
    public boolean abort(long queryId) {
        return registry.abort(queryId);
    }
}
