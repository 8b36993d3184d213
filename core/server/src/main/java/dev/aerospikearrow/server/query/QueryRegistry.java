package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.message.RequestException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The long queries of a node that run or ran recently. Thread-safe. */
final class QueryRegistry {
    private static final int MOST_DONE = 100;

    private final Map<Long, RunningQuery> queries = new LinkedHashMap<>();
    private final Deque<RunningQuery> done = new ArrayDeque<>();

    /**
     * Registers a query.
     *
     * @throws RequestException PARAMETER if its id is taken
     */
    synchronized RunningQuery start(QueryPlan plan) {
        long queryId = plan.queryId();
        while (queryId == 0 || plan.queryId() == 0 && queries.containsKey(queryId)) {
            queryId = ThreadLocalRandom.current().nextLong();
        }
        if (queries.containsKey(queryId)) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        RunningQuery query = new RunningQuery(queryId, plan);
        queries.put(queryId, query);
        return query;
    }

    synchronized void finish(RunningQuery query, String how) {
        query.finish(how);
        done.addLast(query);
        if (done.size() > MOST_DONE) {
            queries.remove(done.removeFirst().queryId());
        }
    }

    /** Takes back the registration of a query that was not started. */
    synchronized void forget(RunningQuery query) {
        queries.remove(query.queryId());
    }

    synchronized List<String> show() {
        List<String> lines = new ArrayList<>(queries.size());
        queries.values().forEach(query -> lines.add(query.describe()));
        return lines;
    }

    synchronized int abortAll() {
        int count = 0;
        for (long queryId : queries.keySet()) {
            count += abort(queryId) ? 1 : 0;
        }
        return count;
    }

    synchronized boolean abort(long queryId) {
        RunningQuery query = queries.get(queryId);
        if (query == null || query.isDone()) {
            return false;
        }
        query.abort();
        return true;
    }
}
