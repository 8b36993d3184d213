package dev.aerospikearrow.duckdb;

import java.util.concurrent.Callable;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table function whose failures reach the query as messages, and the log with their traces.
 *
 * @param <B> what is found out when a query is bound
 * @param <G> what the threads of a running query share
 * @param <L> what each of them has
 */
abstract class QuietFunction<B, G, L> implements DuckDBTableFunction<B, G, L> {
    private static final Logger LOG = LoggerFactory.getLogger(QuietFunction.class);

    private final String name;

    QuietFunction(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    abstract B bindCall(DuckDBTableFunctionBindInfo info) throws Exception;

    abstract G start(DuckDBTableFunctionInitInfo info) throws Exception;

    abstract L startThread(DuckDBTableFunctionInitInfo info) throws Exception;

    abstract long fill(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
            throws Exception;

    @Override
    public final B bind(DuckDBTableFunctionBindInfo info) {
        return quietly(() -> bindCall(info));
    }

    @Override
    public final G init(DuckDBTableFunctionInitInfo info) {
        return quietly(() -> start(info));
    }

    @Override
    public final L localInit(DuckDBTableFunctionInitInfo info) {
        return quietly(() -> startThread(info));
    }

    @Override
    public final long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter output) {
        return quietly(() -> fill(info, output));
    }

    private <T> T quietly(Callable<T> step) {
        try {
            return step.call();
        } catch (Exception e) {
            LOG.debug("{} failed", name, e);
            throw new FunctionFailure(name + ": " + e.getMessage());
        }
    }
}
