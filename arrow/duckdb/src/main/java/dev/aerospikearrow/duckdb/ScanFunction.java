package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/** {@code aerospike_scan}: the records of a set, some ranges of partitions at the same time. */
final class ScanFunction
        extends QuietFunction<ScanFunction.Plan, ScanFunction.Work, ScanFunction.Worker> {
    private final FunctionSlot slot;

    ScanFunction(FunctionSlot slot) {
        super("aerospike_scan");
        this.slot = slot;
    }

    /**
     * What one call reads.
     *
     * @param functions the definition that was valid when the query was bound
     * @param filter what the nodes let pass; empty for all
     * @param maxRecords empty for all
     */
    record Plan(
            TableFunctions functions,
            FunctionTable table,
            Optional<Expression> filter,
            Optional<Long> maxRecords) {
        /** DuckDB guesses a fifth for a filter of its own. */
        private static final long ASSUMED_SELECTIVITY = 5;

        private long estimatedRows(long records) {
            long passing = filter.isPresent() ? records / ASSUMED_SELECTIVITY : records;
            return Math.min(passing, maxRecords.orElse(Long.MAX_VALUE));
        }

        /** Asks the nodes for a range. */
        private ScanReader scan(QuerySpec range, Schema schema) {
            return table.over(functions.client()).scan(range, schema, table.options());
        }
    }

    /**
     * What the threads of one query share: the ranges, all of which the nodes are asked for at
     * once. Whoever has handed out a record batch gives its range back and goes on with the one
     * that has waited longest, so that one thread, as fills a table whose rows keep their order,
     * reads all ranges while the nodes answer. DuckDB closes it.
     */
    static final class Work implements DuckDBTableFunctionState {
        private final Queue<ChunkSource> waiting;

        private Work(Queue<ChunkSource> waiting) {
            this.waiting = waiting;
        }

        /**
         * Asks the nodes.
         *
         * @param schema the columns that the query uses
         */
        static Work start(Plan plan, Schema schema, List<QuerySpec> ranges) {
            Work work = new Work(new ArrayDeque<>(ranges.size()));
            try {
                for (QuerySpec range : ranges) {
                    work.giveBack(
                            new ChunkSource(
                                    plan.scan(range, schema),
                                    plan.functions().options().mismatchListener()));
                }
                return work;
            } catch (RuntimeException | Error e) {
                try (work) {
                    throw e;
                }
            }
        }

        /** The next range, which the caller gives back or closes; null if none waits. */
        synchronized @Nullable ChunkSource take() {
            return waiting.poll();
        }

        synchronized void giveBack(ChunkSource source) {
            waiting.add(source);
        }

        @Override
        public synchronized void close() {
            try (ChunkSource source = waiting.poll()) {
                if (source != null) {
                    close();
                }
            }
        }
    }

    /** One thread's part. DuckDB closes it, at the end or when the query is given up. */
    static final class Worker implements DuckDBTableFunctionState {
        private @Nullable ChunkSource source;

        /**
         * Fills a chunk.
         *
         * @return how many rows; 0 when nothing is left for this thread
         */
        int next(Work work, DuckDBDataChunkWriter chunk) {
            while (true) {
                if (source == null) {
                    source = work.take();
                }
                if (source == null) {
                    return 0;
                }
                int rowCount = source.next(chunk);
                if (rowCount == 0) {
                    close();
                    continue;
                }
                if (source.isBatchDone()) {
                    work.giveBack(source);
                    source = null;
                }
                return rowCount;
            }
        }

        @Override
        public void close() {
            if (source != null) {
                source.close();
                source = null;
            }
        }
    }

    @Override
    Plan bindCall(DuckDBTableFunctionBindInfo info) throws Exception {
        TableFunctions functions = slot.current();
        FunctionArguments arguments = new FunctionArguments(info);
        SetName set = SetName.of(arguments.text(0, "namespace"), arguments.text(1, "set"));
        functions.requireThere(set, arguments);
        List<Field> extra = new ArrayList<>();
        arguments.key().map(ScanFunction::keyField).ifPresent(extra::add);
        if (arguments.metadata()) {
            extra.addAll(TableFunctions.metadata());
        }
        FunctionTable table =
                new FunctionTable(
                        set,
                        functions.fields(set, extra),
                        arguments.applyTo(functions.options().stream()),
                        arguments.retryTime());
        table.declareColumns(info);
        Plan plan = new Plan(functions, table, arguments.filter(), arguments.maxRecords());
        functions
                .estimatedRecords(set)
                .ifPresent(records -> info.setCardinality(plan.estimatedRows(records), false));
        return plan;
    }

    private static Field keyField(String type) {
        ArrowType arrowType =
                switch (type.toUpperCase(Locale.ROOT)) {
                    case "BIGINT" -> new ArrowType.Int(Long.SIZE, true);
                    case "VARCHAR" -> ArrowType.Utf8.INSTANCE;
                    default ->
                            throw new IllegalArgumentException(
                                    "key is 'BIGINT' or 'VARCHAR', but found '" + type + "'.");
                };
        return Field.nullable(MetadataColumn.KEY.fieldName(), arrowType);
    }

    @Override
    Work start(DuckDBTableFunctionInitInfo info) {
        Plan plan = info.getBindData();
        FunctionTable table = plan.table();
        QuerySpec set = QuerySpec.of(table.set());
        QuerySpec all = plan.filter().map(set::withFilter).orElse(set);
        List<QuerySpec> ranges =
                plan.maxRecords()
                        .map(limit -> List.of(all.withMaxRecords(limit)))
                        .orElseGet(() -> all.split(plan.functions().options().scanThreads()));
        info.setMaxThreads(ranges.size());
        return Work.start(plan, table.projected(info), ranges);
    }

    @Override
    Worker startThread(DuckDBTableFunctionInitInfo info) {
        return new Worker();
    }

    @Override
    long fill(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Work work = info.getInitData();
        Worker worker = info.getLocalInitData();
        return worker.next(work, chunk);
    }
}
