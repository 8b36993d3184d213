package dev.aerospikearrow.benchmarks.suite.client;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Bin;
import com.aerospike.client.Host;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.ResultCode;
import com.aerospike.client.Value;
import com.aerospike.client.policy.BatchPolicy;
import com.aerospike.client.policy.ClientPolicy;
import com.aerospike.client.query.Statement;
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The common part of the ways of using the official Java client. */
public final class Official {
    /** The artifacts that it may come from: the second one where the JDK is new enough. */
    private static final List<String> ARTIFACTS =
            List.of("aerospike-client-jdk8", "aerospike-client-jdk21");

    /**
     * The number of connections it may have; with its default it refuses 500 operations at once.
     */
    private static final int MAX_CONNECTIONS = 1_100;

    static final int DEFAULT_PORT = 3000;

    private Official() {}

    /** Which one is on the class path. */
    public static String version() {
        for (String artifact : ARTIFACTS) {
            String path = "/META-INF/maven/com.aerospike/" + artifact + "/pom.properties";
            try (InputStream file = AerospikeClient.class.getResourceAsStream(path)) {
                if (file != null) {
                    Properties properties = new Properties();
                    properties.load(file);
                    return artifact + " " + properties.getProperty("version");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "the official Java client, version unknown";
    }

    static ClientPolicy policy() {
        ClientPolicy policy = new ClientPolicy();
        policy.maxConnsPerNode = MAX_CONNECTIONS;
        policy.asyncMaxConnsPerNode = MAX_CONNECTIONS;
        return policy;
    }

    /** A client without event loops. */
    public static AerospikeClient connect(ClusterAddress cluster) {
        return connect(cluster, policy());
    }

    static AerospikeClient connect(ClusterAddress cluster, ClientPolicy policy) {
        cluster.secure(policy);
        return new AerospikeClient(policy, Host.parseHosts(cluster.hosts(), DEFAULT_PORT));
    }

    /** All nodes at once; its default is one after the other. */
    public static BatchPolicy inParallel(BatchPolicy policy) {
        policy.maxConcurrentThreads = 0;
        return policy;
    }

    /** All records of the set. */
    static Statement scan(Dataset data) {
        Statement statement = new Statement();
        statement.setNamespace(Dataset.NAMESPACE);
        statement.setSetName(data.setName());
        return statement;
    }

    /** The key of a row, made anew each time. */
    static IntFunction<Key> keys(Dataset data) {
        if (data.keys().areIntegers()) {
            long first = data.keys().first();
            return row -> new Key(Dataset.NAMESPACE, data.setName(), first + row);
        }
        String[] texts = data.texts();
        return row -> new Key(Dataset.NAMESPACE, data.setName(), texts[row]);
    }

    static Key[] keys(IntFunction<Key> keys, int first, int count) {
        Key[] array = new Key[count];
        for (int i = 0; i < count; i++) {
            array[i] = keys.apply(first + i);
        }
        return array;
    }

    /** The bins of each distinct row. */
    static IntFunction<Bin[]> bins(Dataset data) {
        Bin[][] distinct =
                IntStream.range(0, Math.min(data.rows(), data.shape().distinctRows()))
                        .mapToObj(row -> bins(data.shape().record(row)))
                        .toArray(Bin[][]::new);
        return row -> distinct[row % distinct.length];
    }

    /** The same for single operations, most of which need none. */
    static IntFunction<Bin[]> bins(Verb verb, Dataset data) {
        return verb == Verb.PUT ? bins(data) : row -> new Bin[0];
    }

    private static Bin[] bins(Map<String, Object> record) {
        return record.entrySet().stream()
                .map(cell -> new Bin(cell.getKey(), Value.get(cell.getValue())))
                .toArray(Bin[]::new);
    }

    static List<BatchRecord> writes(
            IntFunction<Key> keys, IntFunction<Bin[]> bins, int firstRow, int count) {
        List<BatchRecord> writes = new ArrayList<>(count);
        for (int row = firstRow; row < firstRow + count; row++) {
            Bin[] cells = bins.apply(row);
            Operation[] puts = new Operation[cells.length];
            for (int i = 0; i < puts.length; i++) {
                puts[i] = Operation.put(cells[i]);
            }
            writes.add(new BatchWrite(keys.apply(row), puts));
        }
        return writes;
    }

    static ClientCall.Result written(List<BatchRecord> records) {
        int written = 0;
        for (BatchRecord record : records) {
            written += record.resultCode == ResultCode.OK ? 1 : 0;
        }
        return ClientCall.Result.found(written);
    }

    static ClientCall.Result read(Stage.OnShape stage, @Nullable Record[] records) {
        int found = 0;
        for (Record record : records) {
            found += record == null ? 0 : 1;
        }
        return new ClientCall.Result(
                found, stage.ofMaps(records.length, i -> binsOrNull(records[i])));
    }

    private static @Nullable Map<String, Object> binsOrNull(@Nullable Record record) {
        return record == null ? null : record.bins;
    }

    static List<@Nullable Map<String, Object>> cells(@Nullable Record[] records) {
        List<@Nullable Map<String, Object>> cells = new ArrayList<>();
        for (Record record : records) {
            cells.add(binsOrNull(record));
        }
        return cells;
    }
}
