package dev.aerospikearrow.columnar;

import static dev.aerospikearrow.expression.Expressions.add;
import static dev.aerospikearrow.expression.Expressions.hllBin;
import static dev.aerospikearrow.expression.Expressions.intBin;
import static dev.aerospikearrow.expression.Expressions.literal;
import static dev.aerospikearrow.expression.Expressions.stringBin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.HllExpression;
import dev.aerospikearrow.operation.HllOperation;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Columns of what the nodes compute. */
@ExtendWith(TestClusterExtension.class)
class ComputedColumnsIT extends ColumnTest {
    private static final ArrowType INT64 = new ArrowType.Int(64, true);
    private static final HllOperation VISITORS = HllOperation.on("visitors");
    private static final Expression COUNT = HllExpression.of(hllBin("visitors")).getCount();

    private final SetName set;
    private final AerospikeClient maps;
    private final ColumnarClient columns;
    private final ReadOptions options;

    ComputedColumnsIT(TestCluster cluster) {
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
        options = ReadOptions.builder().allocator(allocator).build();
    }

    @AfterEach
    void closeClients() {
        columns.close();
        maps.close();
    }

    private static Field computed(String name, ArrowType type, Expression expression) {
        Map<String, String> metadata = Map.of(FieldMetadata.EXPRESSION, expression.toBase64());
        return new Field(name, new FieldType(true, type, null, metadata), List.of());
    }

    private Key key(int number) {
        return set.key(number);
    }

    private void visit(int key, int first, int count) {
        List<Object> visitors =
                IntStream.range(first, first + count)
                        .mapToObj(i -> "visitor" + i)
                        .collect(Collectors.toList());
        maps.operate(key(key), VISITORS.add(visitors, 12));
    }

    private static List<Object> values(FieldVector vector) {
        return IntStream.range(0, vector.getValueCount())
                .mapToObj(row -> String.valueOf(vector.getObject(row)))
                .collect(Collectors.toList());
    }

    @Test
    void countsOfSketchesAreIntegerColumnsAndTheSketchesStayWhereTheyAre() {
        visit(0, 0, 3);
        visit(1, 0, 1000);
        maps.put(key(2), Bin.of("a", 1));
        Schema schema = new Schema(List.of(computed("visitor_count", INT64, COUNT)));
        try (ColumnarBatch batch =
                columns.batchRead(set, new long[] {0, 1, 2, 3}, schema, options)) {
            Object many = maps.operate(key(1), VISITORS.getCount()).bin("visitors");
            assertEquals(
                    List.of("3", String.valueOf(many), "null", "null"),
                    values(batch.root().getVector(0)));
            assertEquals(3, batch.counts().found());
        }
    }

    @Test
    void unionsAreCountedByTheNodes() {
        visit(0, 0, 5);
        visit(1, 3, 5);
        Object other = maps.get(key(1)).orElseThrow().bin("visitors");
        Expression union =
                HllExpression.of(hllBin("visitors")).getUnionCount(literal(List.of(other)));
        Schema schema = new Schema(List.of(computed("both", INT64, union)));
        try (ColumnarBatch batch = columns.batchRead(set, new long[] {0, 1}, schema, options)) {
            assertEquals(List.of("8", "5"), values(batch.root().getVector(0)));
        }
    }

    @Test
    void computedColumnsStandBesideBinsAlsoInScans() throws Exception {
        maps.put(key(0), Bin.of("a", 20), Bin.of("name", "x"));
        maps.put(key(1), Bin.of("a", 30));
        Schema schema =
                new Schema(
                        List.of(
                                Field.nullable("a", INT64),
                                computed(
                                        "a_name_longer_than_that_of_a_bin",
                                        INT64,
                                        add(intBin("a"), literal(1))),
                                computed("copy", ArrowType.Utf8.INSTANCE, stringBin("name"))));
        TreeSet<String> rows = new TreeSet<>();
        StreamOptions stream = StreamOptions.builder().readOptions(options).build();
        try (ArrowReader reader = columns.scan(QuerySpec.of(set), schema, stream)) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                for (int row = 0; row < root.getRowCount(); row++) {
                    List<Object> cells = new ArrayList<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        cells.add(String.valueOf(vector.getObject(row)));
                    }
                    rows.add(cells.toString());
                }
            }
        }
        assertEquals(List.of("[20, 21, x]", "[30, 31, null]"), List.copyOf(rows));
    }

    @Test
    void valuesThatDoNotFitTheFieldAreMismatches() {
        maps.put(key(0), Bin.of("name", "x"));
        Schema schema = new Schema(List.of(computed("number", INT64, stringBin("name"))));
        Exception e =
                assertThrows(
                        TypeMismatchException.class,
                        () -> columns.batchRead(set, new long[] {0}, schema, options));
        assertTrue(e.getMessage().contains("number"), e.getMessage());
    }

    @Test
    void aFieldIsFilledInOneWay() {
        Map<String, String> both =
                Map.of(FieldMetadata.EXPRESSION, COUNT.toBase64(), FieldMetadata.BIN, "visitors");
        Field field = new Field("n", new FieldType(true, INT64, null, both), List.of());
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                columns.batchRead(
                                        set, new long[] {0}, new Schema(List.of(field)), options));
        assertTrue(
                e.getMessage().contains("aerospike.bin and aerospike.expression"), e.getMessage());
        Field broken =
                new Field(
                        "n",
                        new FieldType(true, INT64, null, Map.of(FieldMetadata.EXPRESSION, "??")),
                        List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> columns.batchRead(set, new long[] {0}, new Schema(List.of(broken)), options));
    }
}
