package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.BinKind;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Form;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.BinMapping;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.stream.RecordBatchReader;
import dev.aerospikearrow.columnar.stream.ScanSpec;
import dev.aerospikearrow.columnar.write.ColumnarWriteOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** This project's columnar client: text keys, a schema that was checked before. */
public final class ColumnarSuiteClient extends SyncClient {
    private final ColumnarClient client;
    private final BufferAllocator allocator = new RootAllocator();
    private final ReadOptions options = ReadOptions.builder().allocator(allocator).build();

    /** Connects. */
    public ColumnarSuiteClient(String hosts) {
        client = ColumnarClient.connect(hosts);
    }

    @Override
    public ClientId id() {
        return ClientId.COLUMNAR;
    }

    @Override
    public String version() {
        return ThisProject.VERSION;
    }

    @Override
    long peakDirectBytes() {
        return allocator.getPeakMemoryAllocation();
    }

    @Override
    Optional<Singles> singles(Dataset data) {
        return Optional.empty();
    }

    @Override
    Optional<Batch> batchRead(Work.BatchRead work) {
        if (work.form() != Form.COLUMNS) {
            return Optional.empty();
        }
        Dataset data = work.data();
        String[] userKeys = data.keys();
        BinMapping mapping = BinMapping.of(data.shape().schema());
        return Optional.of(
                firstRow -> {
                    String[] keys =
                            Arrays.copyOfRange(userKeys, firstRow, firstRow + work.keysPerBatch());
                    try (ColumnarBatch batch = read(data, keys, mapping)) {
                        double outcome = work.stage().ofColumns(data.shape(), batch.root());
                        return new BatchResult(batch.counts().found(), outcome);
                    }
                });
    }

    @Override
    Object held(Dataset data, String[] userKeys) {
        return read(data, userKeys, BinMapping.of(data.shape().schema()));
    }

    private ColumnarBatch read(Dataset data, String[] keys, BinMapping mapping) {
        return client.batchRead(
                BatchKeys.of(Dataset.NAMESPACE, data.setName(), keys), mapping, options);
    }

    @Override
    Optional<Batch> batchWrite(Work.BatchWrite work) {
        if (work.form() != Form.COLUMNS) {
            return Optional.empty();
        }
        Dataset data = work.data();
        ColumnarWriteOptions writeOptions =
                ColumnarWriteOptions.keyedBy(ColumnBatches.KEY)
                        .namespace(Dataset.NAMESPACE)
                        .setName(data.setName())
                        .build();
        ColumnBatches batches = new ColumnBatches(data, work.keysPerBatch(), allocator);
        return Optional.of(
                new Batch() {
                    @Override
                    public BatchResult run(int firstRow) {
                        return BatchResult.written(
                                client.batchWrite(batches.from(firstRow), writeOptions)
                                        .writtenCount());
                    }

                    @Override
                    public void close() {
                        batches.close();
                    }
                });
    }

    @Override
    Optional<Batch> query(Dataset data) {
        Schema schema = data.shape().columnsOnly().schema();
        ScanSpec spec = ScanSpec.of(Dataset.NAMESPACE, data.setName());
        return Optional.of(
                firstRow -> {
                    int found = 0;
                    try (RecordBatchReader reader = client.scan(spec, schema)) {
                        while (reader.loadNextBatch()) {
                            found += reader.getVectorSchemaRoot().getRowCount();
                        }
                    }
                    return new BatchResult(found, 0);
                });
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(
            Dataset data, Form form, int firstRow, int count) {
        String[] keys = Arrays.copyOfRange(data.keys(), firstRow, firstRow + count);
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        try (ColumnarBatch batch = read(data, keys, BinMapping.of(data.shape().schema()))) {
            for (int row = 0; row < batch.rowCount(); row++) {
                cells.add(batch.resultCode(row) == 0 ? record(data, batch, row) : null);
            }
        }
        return cells;
    }

    private static Map<String, Object> record(Dataset data, ColumnarBatch batch, int row) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (BinColumn column : data.shape().columns()) {
            FieldVector vector = batch.vector(column.name());
            Object value = vector.getObject(row);
            if (value instanceof Text text) {
                record.put(column.name(), text.toString());
            } else if (column.kind() == BinKind.VECTOR && value instanceof List<?> floats) {
                record.put(column.name(), packed(floats));
            } else if (value != null) {
                record.put(column.name(), value);
            }
        }
        return record;
    }

    private static byte[] packed(List<?> floats) {
        ByteBuffer bytes =
                ByteBuffer.allocate(floats.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        floats.forEach(number -> bytes.putFloat((Float) number));
        return bytes.array();
    }

    @Override
    public void close() {
        client.close();
        allocator.close();
    }
}
