package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.BinKind;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.data.SetName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** This project's columnar client: keys made anew, one schema for all calls. */
final class ColumnarSuiteClient extends JavaClient {
    private final ColumnarClient client;
    private final BufferAllocator allocator = new RootAllocator();
    private final ReadOptions options = ReadOptions.builder().allocator(allocator).build();

    /** Connects, to wait for each call or not. */
    ColumnarSuiteClient(ClientId id, ClusterAddress cluster) {
        super(id);
        client = ColumnarClient.connect(cluster.config());
    }

    @Override
    public String version() {
        return ThisProject.VERSION;
    }

    @Override
    long peakDirectBytes() {
        return allocator.getPeakMemoryAllocation();
    }

    /** The keys of rows that follow one another. */
    @FunctionalInterface
    private interface Keys {
        BatchKeys of(int first, int rows);
    }

    private static Keys keys(Dataset data) {
        String setName = data.setName();
        if (data.keys().areIntegers()) {
            long firstKey = data.keys().first();
            return (first, rows) -> {
                long[] keys = new long[rows];
                for (int i = 0; i < rows; i++) {
                    keys[i] = firstKey + first + i;
                }
                return BatchKeys.of(SetName.of(Dataset.NAMESPACE, setName), keys);
            };
        }
        String[] texts = data.texts();
        return (first, rows) ->
                BatchKeys.of(
                        SetName.of(Dataset.NAMESPACE, setName),
                        Arrays.copyOfRange(texts, first, first + rows));
    }

    @Override
    Optional<ClientCall> batchRead(Work.BatchRead work) {
        Dataset data = work.data();
        Keys keys = keys(data);
        Schema schema = data.shape().schema();
        Stage.OnShape stage = work.stage().of(data.shape());
        if (id().mode() == Mode.ASYNC) {
            ClientCall.Started call =
                    (first, rows, completion) ->
                            relay(
                                    client.batchReadAsync(keys.of(first, rows), schema, options),
                                    completion,
                                    batch -> result(stage, batch));
            return Optional.of(call);
        }
        ClientCall.Waiting call =
                (first, rows) ->
                        result(stage, client.batchRead(keys.of(first, rows), schema, options));
        return Optional.of(call);
    }

    private static ClientCall.Result result(Stage.OnShape stage, ColumnarBatch opened) {
        try (ColumnarBatch batch = opened) {
            return new ClientCall.Result(batch.counts().found(), stage.ofColumns(batch.root()));
        }
    }

    @Override
    Object held(Dataset data, int rows) {
        return read(data, 0, rows);
    }

    private ColumnarBatch read(Dataset data, int first, int rows) {
        return client.batchRead(keys(data).of(first, rows), data.shape().schema(), options);
    }

    @Override
    Optional<ClientCall> batchWrite(Work.BatchWrite work) {
        Dataset data = work.data();
        ColumnarWriteOptions writeOptions =
                ColumnarWriteOptions.keyedBy(ColumnBatches.KEY)
                        .set(SetName.of(Dataset.NAMESPACE, data.setName()))
                        .build();
        ColumnBatches batches = new ColumnBatches(data, work.mostRows(), allocator);
        ClientCall.Waiting waiting =
                new ClientCall.Waiting() {
                    @Override
                    public ClientCall.Result run(int first, int rows) {
                        return ClientCall.Result.found(
                                client.batchWrite(batches.from(first), writeOptions)
                                        .writtenCount());
                    }

                    @Override
                    public void close() {
                        batches.close();
                    }
                };
        ClientCall.Started started =
                new ClientCall.Started() {
                    @Override
                    public void start(int first, int rows, ClientCall.Completion completion) {
                        relay(
                                client.batchWriteAsync(batches.from(first), writeOptions),
                                completion,
                                result -> ClientCall.Result.found(result.writtenCount()));
                    }

                    @Override
                    public void close() {
                        batches.close();
                    }
                };
        return Optional.of(id().mode() == Mode.ASYNC ? started : waiting);
    }

    @Override
    Optional<ClientCall> query(Dataset data) {
        Schema schema = data.shape().columnsOnly().schema();
        QuerySpec spec = QuerySpec.of(SetName.of(Dataset.NAMESPACE, data.setName()));
        ClientCall.Waiting call = (first, rows) -> count(client.scan(spec, schema));
        return Optional.of(call);
    }

    @Override
    Optional<ClientCall> keyStream(Work.KeyStream work) {
        Dataset data = work.data();
        Schema schema = data.shape().schema();
        ClientCall.Waiting call =
                (first, rows) -> count(client.batchReadStream(keys(work, rows), schema));
        return Optional.of(call);
    }

    private static KeyStream keys(Work.KeyStream work, int rows) {
        Dataset data = work.data();
        if (data.keys().areIntegers()) {
            long firstKey = data.keys().first();
            return KeyStream.ofIntegers(
                    SetName.of(Dataset.NAMESPACE, data.setName()),
                    LongStream.range(0, rows).map(i -> firstKey + work.row(i)).iterator());
        }
        Stream<String> texts =
                IntStream.range(0, rows).mapToObj(i -> (String) data.key(work.row(i)));
        return KeyStream.ofTexts(SetName.of(Dataset.NAMESPACE, data.setName()), texts.iterator());
    }

    private static ClientCall.Result count(RecordBatchReader opened) throws Exception {
        try (RecordBatchReader reader = opened) {
            int rows = 0;
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
            return ClientCall.Result.found(rows);
        }
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int first, int count) {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        try (ColumnarBatch batch = read(data, first, count)) {
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
