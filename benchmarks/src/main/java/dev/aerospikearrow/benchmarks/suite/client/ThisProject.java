package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.data.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The common part of the clients of this project: rows as they take them, and what comes back. */
final class ThisProject {
    static final String VERSION =
            "aerospike-arrow "
                    + Optional.ofNullable(
                                    AerospikeClient.class.getPackage().getImplementationVersion())
                            .orElse("of this commit");

    private ThisProject() {}

    /** The bins of each distinct row. */
    static IntFunction<Bin[]> bins(Dataset data) {
        Bin[][] distinct =
                IntStream.range(0, Math.min(data.rows(), data.shape().distinctRows()))
                        .mapToObj(
                                row ->
                                        data.shape().record(row).entrySet().stream()
                                                .map(cell -> Bin.of(cell.getKey(), cell.getValue()))
                                                .toArray(Bin[]::new))
                        .toArray(Bin[][]::new);
        return row -> distinct[row % distinct.length];
    }

    /** The same for single operations, most of which need none. */
    static IntFunction<Bin[]> bins(Verb verb, Dataset data) {
        return verb == Verb.PUT ? bins(data) : row -> new Bin[0];
    }

    /** The key of a row, made anew each time. */
    static IntFunction<Key> keys(Dataset data) {
        if (data.keys().areIntegers()) {
            long first = data.keys().first();
            return row -> Key.of(Dataset.NAMESPACE, data.setName(), first + row);
        }
        String[] texts = data.texts();
        return row -> Key.of(Dataset.NAMESPACE, data.setName(), texts[row]);
    }

    static List<Key> keys(IntFunction<Key> keys, int first, int count) {
        List<Key> list = new ArrayList<>(count);
        for (int row = first; row < first + count; row++) {
            list.add(keys.apply(row));
        }
        return list;
    }

    static List<BatchWrite> writes(
            IntFunction<Key> keys, IntFunction<Bin[]> bins, int first, int count) {
        List<BatchWrite> writes = new ArrayList<>(count);
        for (int row = first; row < first + count; row++) {
            writes.add(BatchWrite.put(keys.apply(row), bins.apply(row)));
        }
        return writes;
    }

    static ClientCall.Result read(Stage.OnShape stage, List<BatchRow> rows) {
        return new ClientCall.Result(
                okCount(rows), stage.ofMaps(rows.size(), i -> binsOrNull(rows.get(i))));
    }

    static ClientCall.Result written(List<BatchRow> rows) {
        return ClientCall.Result.found(okCount(rows));
    }

    private static int okCount(List<BatchRow> rows) {
        int count = 0;
        for (BatchRow row : rows) {
            count += row.isOk() ? 1 : 0;
        }
        return count;
    }

    private static @Nullable Map<String, Object> binsOrNull(BatchRow row) {
        Optional<StoredRecord> record = row.record();
        return record.isPresent() ? record.get().bins() : null;
    }

    static List<@Nullable Map<String, Object>> cells(List<BatchRow> rows) {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(binsOrNull(row)));
        return cells;
    }
}
