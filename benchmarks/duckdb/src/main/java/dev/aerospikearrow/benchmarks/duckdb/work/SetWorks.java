package dev.aerospikearrow.benchmarks.duckdb.work;

import com.aerospike.client.exp.Exp;
import com.aerospike.client.query.Filter;
import dev.aerospikearrow.benchmarks.contest.Contestant;
import dev.aerospikearrow.benchmarks.contest.Work;
import dev.aerospikearrow.benchmarks.duckdb.official.BinColumn;
import dev.aerospikearrow.benchmarks.duckdb.official.BinColumn.Kind;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.data.IndexRange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** Work with the records of one shape. */
final class SetWorks {
    private static final String FED = "fed";
    private static final String KEYS = "keys";
    private static final String ROWS = "rows";
    private static final int FILTERED_SHARE = 100;
    private static final int LOOKED_UP_SHARE = 4;
    private static final int WRITTEN_SHARE = 4;
    private static final long LOOKED_UP_MOST = 100_000;

    /** Spreads keys over a set; a prime number, so that none comes twice. */
    private static final long SPREAD = 7_919;

    private final Database database;
    private final RecordShape shape;
    private final BenchmarkSet stored;
    private final BenchmarkSet writtenByUs;
    private final BenchmarkSet writtenByHand;
    private final long count;
    private boolean areStored;

    /**
     * Nothing is stored before a work is prepared.
     *
     * @param hosts {@code host:port,…}
     * @param count how many records there are
     */
    SetWorks(Database database, String hosts, RecordShape shape, long count) {
        this.database = database;
        this.shape = shape;
        this.count = count;
        stored = new BenchmarkSet(database, hosts, shape, "read");
        writtenByUs = new BenchmarkSet(database, hosts, shape, "ours");
        writtenByHand = new BenchmarkSet(database, hosts, shape, "by_hand");
    }

    List<BenchmarkSet> sets() {
        return List.of(stored, writtenByUs, writtenByHand);
    }

    List<Work> all() {
        return isIndexed()
                ? List.of(sum(), table(), lookup(), filter(), index(), write())
                : List.of(sum(), table(), lookup(), filter(), write());
    }

    private void store() throws Exception {
        if (!areStored) {
            database.truncate(stored.setName());
            stored.write(shape.records(count));
            areStored = true;
        }
    }

    private Work sum() {
        List<BinColumn> summed = List.of(shape.column(shape.summedBin()));
        String sum = "SELECT sum(" + shape.summedBin() + ") AS s FROM ";
        return work(
                "sum of a column",
                count,
                this::store,
                List.of(
                        ours("aerospike_scan", sum + stored.scan("")),
                        made("createView", () -> sumOfView(sum, schemaOf(summed)))),
                byHand(
                        () -> {
                            database.createEmpty(FED, summed);
                            stored.official().scan(FED, summed, null);
                            database.run(result(sum + FED));
                        }));
    }

    private void sumOfView(String sum, Schema summed) throws Exception {
        var rows = database.columns().scan(QuerySpec.of(stored.setName()), summed);
        try (var view = database.aerospike().createView(FED + "_view", rows)) {
            database.run(result(sum + view.name()));
        }
    }

    private Work table() {
        return work(
                "table of all columns",
                count,
                this::store,
                List.of(
                        ours("aerospike_scan", "FROM " + stored.scan("")),
                        made(
                                "aerospike_scan, in any order",
                                () -> inAnyOrder(result("FROM " + stored.scan("")))),
                        copied(QuerySpec.of(stored.setName()))),
                byHand(
                        () -> {
                            database.createEmpty(Database.RESULT, shape.columns());
                            stored.official().scan(Database.RESULT, shape.columns(), null);
                        }));
    }

    /** DuckDB fills a table with one thread, unless rows may come in any order. */
    private void inAnyOrder(String sql) throws SQLException {
        database.run("SET preserve_insertion_order = false");
        try {
            database.run(sql);
        } finally {
            database.run("RESET preserve_insertion_order");
        }
    }

    private Work lookup() {
        long keys = Math.min(LOOKED_UP_MOST, count / LOOKED_UP_SHARE);
        String keyQuery = "SELECT k FROM " + KEYS;
        String names =
                shape.columns().stream().map(BinColumn::name).collect(Collectors.joining(", "));
        String place = "'" + stored.setName().namespace() + "', '" + stored.setName().name() + "'";
        return work(
                String.format(Locale.ROOT, "lookup of %,d keys", keys),
                keys,
                () -> {
                    store();
                    database.run(
                            String.format(
                                    Locale.ROOT,
                                    "CREATE OR REPLACE TABLE %s AS SELECT i * %d %% %d AS k FROM"
                                            + " range(%d) t(i)",
                                    KEYS,
                                    SPREAD,
                                    count,
                                    keys));
                },
                List.of(
                        ours(
                                "aerospike_lookup",
                                "SELECT "
                                        + names
                                        + " FROM aerospike_lookup("
                                        + place
                                        + ", '"
                                        + keyQuery
                                        + "')"),
                        ours(
                                "aerospike_get",
                                "SELECT unnest(r) FROM (SELECT aerospike_get("
                                        + place
                                        + ", k)::JSON::STRUCT("
                                        + shape.columns().stream()
                                                .map(BinColumn::sql)
                                                .collect(Collectors.joining(", "))
                                        + ") AS r FROM "
                                        + KEYS
                                        + ")")),
                byHand(
                        () -> {
                            database.createEmpty(Database.RESULT, shape.columns());
                            stored.official().get(Database.RESULT, shape.columns(), keyQuery);
                        }));
    }

    private Work filter() {
        return work(
                "1 % by a filter",
                count / FILTERED_SHARE,
                this::store,
                List.of(
                        ours(
                                "filter :=",
                                "FROM " + stored.scan(", filter := '" + shape.filter() + "'")),
                        ours("WHERE", "FROM " + stored.scan("") + " WHERE " + shape.filter())),
                byHand(
                        () -> {
                            database.createEmpty(Database.RESULT, shape.columns());
                            stored.official()
                                    .scan(
                                            Database.RESULT,
                                            shape.columns(),
                                            Exp.build(officialFilter()));
                        }));
    }

    private Exp officialFilter() {
        long value = RecordShape.FILTERED_VALUE;
        return isIndexed()
                ? Exp.eq(Exp.intBin(shape.filteredBin()), Exp.val(value))
                : Exp.eq(Exp.floatBin(shape.filteredBin()), Exp.val((double) value));
    }

    /** Indexes have integers, but no doubles. */
    private boolean isIndexed() {
        return shape.column(shape.filteredBin()).kind() == Kind.LONG;
    }

    private Work index() {
        String bin = shape.filteredBin();
        IndexRange filtered =
                IndexRange.between(bin, RecordShape.FILTERED_VALUE, RecordShape.FILTERED_VALUE);
        return work(
                "1 % by an index",
                count / FILTERED_SHARE,
                () -> {
                    store();
                    database.client()
                            .createIndex(
                                    IndexDefinition.of(
                                            stored.setName(),
                                            stored.setName().name() + "_i",
                                            bin,
                                            IndexDefinition.Type.NUMERIC),
                                    Duration.ofMinutes(2));
                },
                List.of(copied(QuerySpec.of(stored.setName()).withIndexRange(filtered))),
                byHand(
                        () -> {
                            database.createEmpty(Database.RESULT, shape.columns());
                            stored.official()
                                    .query(
                                            Database.RESULT,
                                            shape.columns(),
                                            Filter.equal(bin, RecordShape.FILTERED_VALUE));
                        }));
    }

    private Work write() {
        long rows = count / WRITTEN_SHARE;
        String query = "FROM " + ROWS;
        return work(
                "write of a query's rows",
                rows,
                () ->
                        database.run(
                                "CREATE OR REPLACE TABLE " + ROWS + " AS " + shape.records(rows)),
                List.of(
                        new SetWriter(
                                Work.OURS + ", write",
                                database,
                                writtenByUs,
                                () -> writtenByUs.write(query))),
                new SetWriter(
                        Work.BY_HAND,
                        database,
                        writtenByHand,
                        () -> writtenByHand.official().put(query, shape.columns())));
    }

    private static Schema schemaOf(List<BinColumn> columns) {
        return new Schema(columns.stream().map(BinColumn::field).toList());
    }

    private static String result(String query) {
        return "CREATE TABLE " + Database.RESULT + " AS " + query;
    }

    private Contestant ours(String way, String query) {
        return TableMaker.of(Work.OURS + ", " + way, database, query);
    }

    private Contestant made(String way, Work.Step step) {
        return new TableMaker(Work.OURS + ", " + way, database, step);
    }

    private Contestant copied(QuerySpec query) {
        return made(
                "createTable",
                () -> database.aerospike().createTable(Database.RESULT, query, shape.schema()));
    }

    private Contestant byHand(Work.Step step) {
        return new TableMaker(Work.BY_HAND, database, step);
    }

    private Work work(
            String what,
            long rows,
            Work.Step preparation,
            List<Contestant> others,
            Contestant official) {
        return new Work(what + ", " + shape.title(), rows, preparation, others, official);
    }
}
