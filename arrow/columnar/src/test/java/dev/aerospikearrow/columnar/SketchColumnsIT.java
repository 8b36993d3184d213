package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.expression.HllExpression;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.HllOperation;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Columns of HyperLogLogs and of their counts. */
@ExtendWith(TestClusterExtension.class)
class SketchColumnsIT extends ColumnTest {
    private final String namespace;
    private final String set;
    private final AerospikeClient maps;
    private final ColumnarClient columns;

    SketchColumnsIT(TestCluster cluster) {
        namespace = cluster.namespace();
        set = cluster.uniqueSet();
        maps = AerospikeClient.connect(String.join(",", cluster.hosts()));
        columns = ColumnarClient.over(maps);
    }

    @AfterEach
    void closeClients() {
        columns.close();
        maps.close();
    }

    private Key key(int number) {
        return Key.of(namespace, set, number);
    }

    @Test
    void sketchesAreBinaryAndTheirCountsIntegersOnceTheyAreWritten() {
        for (int key = 0; key < 3; key++) {
            List<Integer> visitors = IntStream.range(0, 1 + 40 * key).boxed().toList();
            maps.operate(key(key), HllOperation.on("visitors").add(visitors, 12));
        }
        maps.put(key(3), Bin.of("other", 1));
        List<Key> keys = IntStream.range(0, 4).mapToObj(this::key).toList();
        maps.batchOperate(
                keys,
                ExpressionOperation.write(
                        "count",
                        HllExpression.of(Expressions.hllBin("visitors")).getCount(),
                        ExpressionOperation.Flag.NO_FAIL_ON_UNKNOWN));

        Schema schema =
                new Schema(
                        List.of(
                                Field.nullable("visitors", new ArrowType.Binary()),
                                Field.nullable("count", new ArrowType.Int(64, true))));
        ReadOptions options = ReadOptions.builder().allocator(allocator).build();
        try (ColumnarBatch batch =
                columns.batchRead(
                        BatchKeys.of(SetName.of(namespace, set), new long[] {0, 1, 2, 3}),
                        schema,
                        options)) {
            for (int row = 0; row < 3; row++) {
                RawParticle sketch = (RawParticle) maps.get(key(row)).orElseThrow().bin("visitors");
                assertArrayEquals(
                        sketch.bytes(), (byte[]) batch.root().getVector("visitors").getObject(row));
                assertEquals(
                        maps.operate(key(row), HllOperation.on("visitors").getCount()).value(0),
                        batch.root().getVector("count").getObject(row));
            }
            assertNull(batch.root().getVector("visitors").getObject(3));
            assertNull(batch.root().getVector("count").getObject(3));
        }
    }
}
