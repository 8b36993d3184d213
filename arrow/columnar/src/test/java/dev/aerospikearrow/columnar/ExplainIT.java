package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.UnknownNamespaceException;
import dev.aerospikearrow.columnar.ReadExplanation.FieldSource;
import dev.aerospikearrow.columnar.ReadExplanation.NodeShare;
import dev.aerospikearrow.columnar.ReadExplanation.Unit;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A read is explained as it is then made. */
@ExtendWith(TestClusterExtension.class)
class ExplainIT {
    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            Field.nullable("delay", new ArrowType.Int(32, true)),
                            new Field(
                                    "trips",
                                    new FieldType(
                                            true,
                                            new ArrowType.Int(64, true),
                                            null,
                                            Map.of(
                                                    FieldMetadata.PATH,
                                                    "features.trips",
                                                    FieldMetadata.ON_MISMATCH,
                                                    "coerce")),
                                    null),
                            Field.nullable("__result_code", new ArrowType.Int(16, true))));

    private final SetName set;
    private final TestCluster cluster;
    private AerospikeClient client;
    private ColumnarClient columns;

    ExplainIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
    }

    @BeforeEach
    void connect() {
        client = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(client);
    }

    @AfterEach
    void close() {
        columns.close();
        client.close();
    }

    private BatchKeys keys(int count) {
        return BatchKeys.of(set, LongStream.range(0, count).toArray());
    }

    @Test
    void theSharesOfABatchAreThoseOfTheRead() {
        client.put(Key.of(set.namespace(), set.name(), 1), Bin.of("delay", 1));
        ReadExplanation explanation = columns.explain(keys(1000), SCHEMA);
        assertEquals(Unit.KEYS, explanation.unit());
        assertEquals(1000, explanation.count());

        ClientStatistics before = client.statistics();
        columns.batchRead(keys(1000), SCHEMA).close();

        assertEquals(
                requests(client.statistics().minus(before)),
                explanation.nodes().stream()
                        .collect(
                                Collectors.toMap(
                                        NodeShare::nodeId,
                                        share -> (long) share.requestCount(),
                                        Long::sum,
                                        TreeMap::new)));
    }

    private static Map<String, Long> requests(ClientStatistics statistics) {
        Map<String, Long> requests = new TreeMap<>();
        statistics
                .nodes()
                .forEach(
                        (id, node) -> {
                            long count =
                                    node.requests().values().stream()
                                            .mapToLong(each -> each.latency().count())
                                            .sum();
                            if (count > 0) {
                                requests.put(id, count);
                            }
                        });
        return requests;
    }

    @Test
    void nothingIsSent() {
        ClientStatistics before = client.statistics();

        columns.explain(keys(10), SCHEMA);
        columns.explain(QuerySpec.of(set), SCHEMA);

        ClientStatistics since = client.statistics().minus(before);
        assertEquals(Map.of(), requests(since));
        assertEquals(0, since.bytesSent());
    }

    @Test
    void fieldsSayWhereTheyComeFromAndWhatTheClientDoes() {
        List<FieldSource> fields = columns.explain(keys(10), SCHEMA).fields();

        assertEquals(
                List.of(
                        new FieldSource(
                                "delay",
                                "Int32",
                                "bin delay",
                                "missing becomes null; what does not fit fails the read"),
                        new FieldSource(
                                "trips",
                                "Int64",
                                "path features.trips",
                                "missing becomes null; what does not fit is converted or becomes"
                                        + " null, and is counted"),
                        new FieldSource(
                                "__result_code", "Int16", "the answer's code", "fills it in")),
                fields);
    }

    @Test
    void whatNodesAreAskedForIsSaid() {
        ColumnarClient filtered =
                columns.with(
                        BatchPolicy.builder()
                                .filter(
                                        Expressions.greater(
                                                Expressions.intBin("delay"),
                                                Expressions.literal(5)))
                                .build());

        List<String> plain = columns.explain(keys(10), SCHEMA).requested();
        List<String> requested = filtered.explain(keys(10), SCHEMA).requested();

        assertEquals("bins: delay; values inside bins: features.trips", requested.get(0));
        assertEquals("no filter", plain.get(1));
        assertTrue(requested.get(1).startsWith("filter: "), requested.get(1));
        assertTrue(requested.get(1).contains("delay"), requested.get(1));
    }

    @Test
    void aScanSaysThatPartitionsAreVisitedAndAQueryWhichIndexIsUsed() {
        ReadExplanation scan = columns.explain(QuerySpec.of(set).withMaxRecords(7), SCHEMA);
        ReadExplanation query =
                columns.explain(
                        QuerySpec.of(set).withIndexRange(IndexRange.between("delay", 1, 5)),
                        SCHEMA);

        assertEquals(Unit.PARTITIONS, scan.unit());
        assertEquals(QuerySpec.PARTITION_COUNT, scan.count());
        assertTrue(scan.subject().startsWith("Scan of "), scan.subject());
        assertTrue(
                scan.requested().contains("no index: all records of the partitions are visited"),
                scan.toString());
        assertTrue(scan.requested().contains("at most 7 records of all nodes together"));
        assertTrue(query.subject().startsWith("Query of "), query.subject());
        assertTrue(
                query.requested().stream().anyMatch(line -> line.startsWith("index: ")),
                query.toString());
    }

    @Test
    void noKeysAskNobody() {
        ReadExplanation explanation = columns.explain(keys(0), SCHEMA);

        assertEquals(List.of(), explanation.nodes());
        assertTrue(explanation.toString().contains("No node is asked."), explanation.toString());
    }

    @Test
    void whatCannotBeReadCannotBeExplained() {
        assertThrows(
                UnknownNamespaceException.class,
                () -> columns.explain(QuerySpec.of(SetName.of("nowhere", "x")), SCHEMA));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        columns.explain(
                                keys(1),
                                new Schema(
                                        List.of(
                                                Field.notNullable(
                                                        "delay", new ArrowType.Int(32, true))))));
    }
}
