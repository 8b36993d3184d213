package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.stream.KeyStream;
import dev.aerospikearrow.columnar.stream.RecordBatchReader;
import dev.aerospikearrow.columnar.stream.ScanSpec;
import dev.aerospikearrow.columnar.write.ColumnarWriteOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;

/** The columnar client: integer keys made anew, a schema that was checked before. */
final class ColumnarContestant implements Contestant {
    private final ColumnarClient client;
    private final ReadOptions options;
    private final List<WriteColumns> owned = new ArrayList<>();

    ColumnarContestant(String hosts, BatchPolicy batchPolicy) {
        client = ColumnarClient.connect(hosts);
        options = ReadOptions.builder().batchPolicy(batchPolicy).build();
    }

    @Override
    public Optional<Call> prepare(Work work) {
        SampleTable table = SampleTable.stored(work.shape());
        Schema schema = table.schema();
        if (work instanceof Work.BatchRead read) {
            return Optional.of(first -> batchRead(table, first, read.keys(), schema));
        }
        if (work instanceof Work.KeyStream stream) {
            return Optional.of(first -> keyStream(table, stream.keys(), schema));
        }
        if (work instanceof Work.ColumnWrite write) {
            WriteColumns columns = own(WriteColumns.of(table, write.rows()));
            ColumnarWriteOptions writeOptions =
                    ColumnarWriteOptions.keyedBy(WriteColumns.KEY)
                            .namespace(SampleTable.NAMESPACE)
                            .setName(table.setName())
                            .build();
            return Optional.of(
                    first -> client.batchWrite(columns.root(), writeOptions).writtenCount());
        }
        if (work instanceof Work.Scan) {
            return Optional.of(
                    first ->
                            count(
                                    client.scan(
                                            ScanSpec.of(SampleTable.NAMESPACE, table.setName()),
                                            schema)));
        }
        return Optional.empty();
    }

    private WriteColumns own(WriteColumns columns) {
        owned.add(columns);
        return columns;
    }

    private int keyStream(SampleTable table, int keys, Schema schema) throws Exception {
        PrimitiveIterator.OfLong userKeys =
                LongStream.range(0, keys).map(key -> key % table.rowCount()).iterator();
        return count(
                client.batchReadStream(
                        KeyStream.ofIntegers(SampleTable.NAMESPACE, table.setName(), userKeys),
                        schema));
    }

    private static int count(RecordBatchReader opened) throws Exception {
        try (RecordBatchReader reader = opened) {
            int rows = 0;
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
            return rows;
        }
    }

    private ColumnarBatch read(SampleTable table, int first, int count, Schema schema) {
        long[] userKeys = SampleTable.userKeys(first, count);
        return client.batchRead(SampleTable.NAMESPACE, table.setName(), userKeys, schema, options);
    }

    private int batchRead(SampleTable table, int first, int count, Schema schema) {
        try (ColumnarBatch batch = read(table, first, count, schema)) {
            return batch.counts().found();
        }
    }

    @Override
    public List<Map<String, Object>> cells(SampleTable table, int firstRow, int count) {
        List<Map<String, Object>> cells = new ArrayList<>();
        try (ColumnarBatch batch = read(table, firstRow, count, table.schema())) {
            for (int row = 0; row < batch.rowCount(); row++) {
                Map<String, Object> record = new LinkedHashMap<>();
                for (FieldVector vector : batch.root().getFieldVectors()) {
                    Object value = vector.getObject(row);
                    if (value != null) {
                        record.put(
                                vector.getName(), value instanceof Text ? value.toString() : value);
                    }
                }
                cells.add(record);
            }
        }
        return cells;
    }

    @Override
    public void close() {
        owned.forEach(WriteColumns::close);
        client.close();
    }
}
