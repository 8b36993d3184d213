package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.protocol.key.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the clients of the map API share: rows as they take them. */
final class ThisProject {
    static final String VERSION =
            "aerospike-arrow "
                    + Optional.ofNullable(
                                    AerospikeClient.class.getPackage().getImplementationVersion())
                            .orElse("of this commit");

    private ThisProject() {}

    /** The bins of each distinct row. */
    static Bin[][] bins(Dataset data) {
        int rows = Math.min(data.rows(), data.shape().distinctRows());
        return IntStream.range(0, rows)
                .mapToObj(
                        row ->
                                data.shape().record(row).entrySet().stream()
                                        .map(cell -> Bin.of(cell.getKey(), cell.getValue()))
                                        .toArray(Bin[]::new))
                .toArray(Bin[][]::new);
    }

    static Key key(Dataset data, String userKey) {
        return Key.of(Dataset.NAMESPACE, data.setName(), userKey);
    }

    static List<Key> keys(Dataset data, String[] userKeys, int first, int count) {
        List<Key> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(key(data, userKeys[first + i]));
        }
        return keys;
    }
}
