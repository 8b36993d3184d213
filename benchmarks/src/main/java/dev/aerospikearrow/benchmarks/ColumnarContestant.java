package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;

/** The columnar client: integer keys made anew, a schema that was checked before. */
final class ColumnarContestant implements Contestant {
    private final ColumnarClient client;
    private final ReadOptions options;

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
        return Optional.empty();
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
        client.close();
    }
}
