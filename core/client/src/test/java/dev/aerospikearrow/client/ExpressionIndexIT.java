package dev.aerospikearrow.client;

import static dev.aerospikearrow.expression.Expressions.add;
import static dev.aerospikearrow.expression.Expressions.binExists;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.listBin;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.setName;
import static dev.aerospikearrow.expression.Expressions.stringBin;
import static dev.aerospikearrow.expression.Expressions.when;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.exp.Exp;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.Filter;
import com.aerospike.client.query.IndexCollectionType;
import com.aerospike.client.query.IndexType;
import com.aerospike.client.query.RecordSet;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Indexes over what expressions give, and queries that name an expression or an index. */
@ExtendWith(TestClusterExtension.class)
class ExpressionIndexIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int COUNT = 300;
    private static final Expression SUM = add(intBin("a"), intBin("b"));

    private final TestCluster cluster;
    private final SetName set;
    private final List<String> indexes = new ArrayList<>();
    private AerospikeClient client;

    ExpressionIndexIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
    }

    @BeforeEach
    void load() {
        client = TestClients.connect(cluster);
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            writes.add(
                    BatchWrite.put(
                            set.key(i),
                            Bin.of("i", i),
                            Bin.of("a", 1000 * (i % 3)),
                            // A sum with a text is none, so these are not in its index.
                            i % 10 == 9 ? Bin.of("b", "text") : Bin.of("b", i),
                            Bin.of("s", "text " + i % 4),
                            Bin.of("l", List.of(i, -i))));
        }
        client.batchWrite(writes);
    }

    @AfterEach
    void close() {
        indexes.forEach(name -> client.dropIndex(set.namespace(), name, LIMIT));
        client.close();
    }

    private IndexDefinition create(IndexDefinition index) {
        client.createIndex(index, LIMIT);
        indexes.add(index.name());
        return index;
    }

    private Set<Long> query(IndexRange range) {
        Set<Long> found = new TreeSet<>();
        try (RecordStream records = client.query(QuerySpec.of(set).withIndexRange(range), "i")) {
            records.forEach(each -> assertTrue(found.add((Long) each.record().bin("i"))));
        }
        return found;
    }

    private static Set<Long> where(java.util.function.LongPredicate wanted) {
        return LongStream.range(0, COUNT)
                .filter(wanted)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean sumIsBetween(long i, long begin, long end) {
        long sum = 1000 * (i % 3) + i;
        return i % 10 != 9 && sum >= begin && sum <= end;
    }

    @Test
    void recordsAreFoundByWhatTheExpressionGives() {
        IndexDefinition index =
                create(
                        IndexDefinition.of(
                                set, set.name() + "n", SUM, IndexDefinition.Type.NUMERIC));
        assertEquals(
                where(i -> sumIsBetween(i, 1010, 1100)),
                query(IndexRange.of(SUM).between(1010, 1100)));
        assertEquals(
                where(i -> sumIsBetween(i, 1010, 1100)),
                query(IndexRange.ofIndex(index.name()).between(1010, 1100)));
        assertEquals(Set.of(2L), query(IndexRange.of(SUM).equal(2002)));
        assertTrue(
                client.listIndexes(set.namespace()).stream()
                        .anyMatch(found -> found.definition().equals(Optional.of(index))));

        client.put(set.key(2), Bin.of("b", 7));
        assertEquals(Set.of(), query(IndexRange.of(SUM).equal(2002)));
        assertEquals(Set.of(2L), query(IndexRange.of(SUM).equal(2007)));
        client.put(set.key(2), Bin.of("b", null));
        assertEquals(Set.of(), query(IndexRange.of(SUM).equal(2007)));
    }

    @Test
    void textsAndListElementsOfExpressionsAreIndexed() {
        Expression text = when(binExists("s"), stringBin("s")).otherwise(literal("none"));
        create(IndexDefinition.of(set, set.name() + "s", text, IndexDefinition.Type.STRING));
        Expression list = listBin("l");
        create(
                IndexDefinition.of(set, set.name() + "l", list, IndexDefinition.Type.NUMERIC)
                        .in(IndexRange.Collection.LIST_ELEMENTS));
        assertEquals(where(i -> i % 4 == 3), query(IndexRange.of(text).equal("text 3")));
        assertEquals(
                where(i -> i >= 290),
                query(
                        IndexRange.of(list)
                                .between(-1000, -290)
                                .in(IndexRange.Collection.LIST_ELEMENTS)));
    }

    @Test
    void theSameIsAskedWithoutWaiting() {
        create(IndexDefinition.of(set, set.name() + "n", SUM, IndexDefinition.Type.NUMERIC));
        for (IndexRange range :
                List.of(
                        IndexRange.of(SUM).between(1010, 1100),
                        IndexRange.ofIndex(set.name() + "n").between(1010, 1100))) {
            Set<Long> found = new ConcurrentSkipListSet<>();
            client.async()
                    .query(
                            QuerySpec.of(set).withIndexRange(range),
                            each -> found.add((Long) each.record().bin("i")),
                            "i")
                    .join();
            assertEquals(where(i -> sumIsBetween(i, 1010, 1100)), found);
        }
    }

    @Test
    void anotherExpressionHasNoIndex() {
        create(IndexDefinition.of(set, set.name() + "n", SUM, IndexDefinition.Type.NUMERIC));
        for (IndexRange range :
                List.of(
                        IndexRange.of(add(intBin("b"), intBin("a"))).between(0, 9),
                        IndexRange.ofIndex(set.name() + "x").between(0, 9),
                        IndexRange.between("a", 0, 9))) {
            ServerException e = assertThrows(ServerException.class, () -> query(range));
            assertEquals(ResultCode.INDEX_NOT_FOUND.code(), e.resultCode());
        }
    }

    @Test
    void anIndexOverABinIsAskedByItsName() {
        create(IndexDefinition.of(set, set.name() + "b", "a", IndexDefinition.Type.NUMERIC));
        create(IndexDefinition.of(set, set.name() + "t", "s", IndexDefinition.Type.STRING));
        create(
                IndexDefinition.of(set, set.name() + "l", "l", IndexDefinition.Type.NUMERIC)
                        .in(IndexRange.Collection.LIST_ELEMENTS));
        create(
                IndexDefinition.of(set, set.name() + "p", "l", IndexDefinition.Type.NUMERIC)
                        .at(CollectionPath.root().listIndex(0)));
        assertEquals(
                where(i -> i % 3 == 1), query(IndexRange.ofIndex(set.name() + "b").equal(1000)));
        assertEquals(
                where(i -> i % 4 == 1),
                query(IndexRange.ofIndex(set.name() + "t").equal("text 1")));
        assertEquals(
                where(i -> i >= 290),
                query(IndexRange.ofIndex(set.name() + "l").between(-1000, -290)));
        assertEquals(where(i -> i <= 5), query(IndexRange.ofIndex(set.name() + "p").between(0, 5)));
    }

    @Test
    void expressionsThatCannotBeIndexedAreRefused() {
        record Case(Expression expression, IndexDefinition.Type type) {}
        for (Case each :
                List.of(
                        // Of another type than is asked for.
                        new Case(SUM, IndexDefinition.Type.STRING),
                        new Case(stringBin("s"), IndexDefinition.Type.NUMERIC),
                        // About no bin, but about what changes by itself.
                        new Case(setName(), IndexDefinition.Type.STRING),
                        new Case(literal(5), IndexDefinition.Type.NUMERIC))) {
            ServerException e =
                    assertThrows(
                            ServerException.class,
                            () ->
                                    client.createIndex(
                                            IndexDefinition.of(
                                                    set,
                                                    set.name() + "r",
                                                    each.expression(),
                                                    each.type()),
                                            LIMIT));
            assertEquals(ResultCode.PARAMETER.code(), e.resultCode());
            assertTrue(e.getMessage().contains("bad 'exp'"), e.getMessage());
        }
    }

    @Test
    void whatDoesNotFitTogetherIsRefusedWhenItIsMade() {
        CollectionPath path = CollectionPath.root().listIndex(0);
        List<Runnable> wrong =
                List.of(
                        () -> IndexRange.of(SUM).between(5, 4),
                        () -> IndexRange.of(SUM).between(1, 4).at(path),
                        () -> IndexRange.ofIndex("i").between(1, 4).at(path),
                        () ->
                                IndexRange.ofIndex("i")
                                        .between(1, 4)
                                        .in(IndexRange.Collection.MAP_KEYS),
                        () -> IndexRange.ofIndex(""),
                        () ->
                                IndexDefinition.of(set, "i", SUM, IndexDefinition.Type.NUMERIC)
                                        .at(path));
        wrong.forEach(each -> assertThrows(IllegalArgumentException.class, each::run));
    }

    @Test
    void bothClientsUseEachOthersIndexes() {
        Exp theirSum = Exp.add(Exp.intBin("a"), Exp.intBin("b"));
        try (com.aerospike.client.AerospikeClient official =
                new com.aerospike.client.AerospikeClient(
                        new ClientPolicy(),
                        com.aerospike.client.Host.parseHosts(
                                String.join(",", cluster.hosts()), 3000))) {
            String name = set.name() + "o";
            official.createIndex(
                            null,
                            set.namespace(),
                            set.name(),
                            name,
                            IndexType.NUMERIC,
                            IndexCollectionType.DEFAULT,
                            Exp.build(theirSum))
                    .waitTillComplete(20);
            indexes.add(name);
            Set<Long> expected = where(i -> sumIsBetween(i, 500, 1200));
            assertEquals(expected, query(IndexRange.of(SUM).between(500, 1200)));
            assertEquals(
                    expected, official(official, Filter.range(Exp.build(theirSum), 500, 1200)));
            assertEquals(expected, official(official, Filter.rangeByIndex(name, 500, 1200)));
        }
    }

    private Set<Long> official(com.aerospike.client.AerospikeClient official, Filter filter) {
        Statement statement = new Statement();
        statement.setNamespace(set.namespace());
        statement.setSetName(set.name());
        statement.setBinNames("i");
        statement.setFilter(filter);
        Set<Long> found = new TreeSet<>();
        try (RecordSet records = official.query(null, statement)) {
            while (records.next()) {
                found.add(records.getRecord().getLong("i"));
            }
        }
        return found;
    }
}
