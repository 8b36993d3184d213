package dev.aerospikearrow.server.query;

import dev.aerospikearrow.protocol.wire.ResultCode;
import dev.aerospikearrow.server.engine.CollectionOperator;
import dev.aerospikearrow.server.engine.FrameSink;
import dev.aerospikearrow.server.engine.QueryService;
import dev.aerospikearrow.server.engine.QueryTarget;
import dev.aerospikearrow.server.engine.RequestMessage;
import java.io.IOException;
import java.util.List;

/**
 * Scans and queries of one node (docs/wire.md, section 9). Each runs on the thread that calls;
 * records are read while others write. Queries that write in the background are refused.
 */
public final class NodeQueries implements QueryService {
    private final QueryRegistry registry = new QueryRegistry();
    private final CollectionOperator operator;

    /**
     * @param operator carries out the read operations of rows
     */
    public NodeQueries(CollectionOperator operator) {
        this.operator = operator;
    }

    @Override
    public void run(QueryTarget target, RequestMessage request, FrameSink frames)
            throws IOException {
        QueryPlan plan = new QueryPlanReader(target, request, operator).read();
        RowWriter rows = new RowWriter(plan, frames);
        if (plan.isShort()) {
            new QueryRun(target, plan, new RunningQuery(0, plan), rows).run();
            return;
        }
        RunningQuery query = registry.start(plan);
        String how = "response-error";
        try {
            int code = new QueryRun(target, plan, query, rows).run();
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
    public boolean abort(long queryId) {
        return registry.abort(queryId);
    }
}
