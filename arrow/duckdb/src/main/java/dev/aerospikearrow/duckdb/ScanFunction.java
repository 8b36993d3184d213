package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    }

    /**
     * What the threads of one query share.
     *
     * @param schema the columns that the query uses
     * @param ranges what is not read yet
     */
    record Work(Plan plan, Schema schema, Queue<QuerySpec> ranges) {}

    /** One thread's scan of a range. DuckDB closes it, at the end or when the query is given up. */
    static final class Worker implements DuckDBTableFunctionState {
        @Nullable ChunkSource source;

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
        return new Work(plan, table.projected(info), new ConcurrentLinkedQueue<>(ranges));
    }

    @Override
    Worker startThread(DuckDBTableFunctionInitInfo info) {
        return new Worker();
    }

    @Override
    long fill(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws Exception {
        Work work = info.getInitData();
        Worker worker = info.getLocalInitData();
        while (true) {
            if (worker.source == null) {
                QuerySpec range = work.ranges().poll();
                if (range == null) {
                    return 0;
                }
                worker.source =
                        new ChunkSource(
                                scan(work, range),
                                work.plan().functions().options().mismatchListener());
            }
            int rowCount = worker.source.next(chunk);
            if (rowCount > 0) {
                return rowCount;
            }
            worker.close();
        }
    }

    private static ScanReader scan(Work work, QuerySpec range) {
        Plan plan = work.plan();
        return plan.table()
                .over(plan.functions().client())
                .scan(range, work.schema(), plan.table().options());
    }
}
