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
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the ways of using the official Java client share. */
public final class Official {
    /** The artifacts that it may come from: the second one where the JDK is new enough. */
    private static final List<String> ARTIFACTS =
            List.of("aerospike-client-jdk8", "aerospike-client-jdk21");

    /**
     * The number of connections it may have; with its default it refuses 500 operations at once.
     */
    private static final int MAX_CONNECTIONS = 1_100;

    private static final int DEFAULT_PORT = 3000;

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
    public static AerospikeClient connect(String hosts) {
        return connect(hosts, policy());
    }

    static AerospikeClient connect(String hosts, ClientPolicy policy) {
        return new AerospikeClient(policy, Host.parseHosts(hosts, DEFAULT_PORT));
    }

    /** All nodes at once; its default is one after the other. */
    public static BatchPolicy inParallel(BatchPolicy policy) {
        policy.maxConcurrentThreads = 0;
        return policy;
    }

    static Key key(Dataset data, String userKey) {
        return new Key(Dataset.NAMESPACE, data.setName(), userKey);
    }

    static Key[] keys(Dataset data, String[] userKeys, int first, int count) {
        Key[] keys = new Key[count];
        for (int i = 0; i < count; i++) {
            keys[i] = key(data, userKeys[first + i]);
        }
        return keys;
    }

    /** The bins of each distinct row. */
    static Bin[][] bins(Dataset data) {
        int rows = Math.min(data.rows(), data.shape().distinctRows());
        return IntStream.range(0, rows)
                .mapToObj(row -> bins(data.shape().record(row)))
                .toArray(Bin[][]::new);
    }

    private static Bin[] bins(Map<String, Object> record) {
        return record.entrySet().stream()
                .map(cell -> new Bin(cell.getKey(), Value.get(cell.getValue())))
                .toArray(Bin[]::new);
    }

    static List<BatchRecord> writes(
            Dataset data, String[] userKeys, Bin[][] bins, int firstRow, int count) {
        List<BatchRecord> writes = new ArrayList<>(count);
        for (int row = firstRow; row < firstRow + count; row++) {
            Bin[] cells = bins[row % bins.length];
            Operation[] puts = new Operation[cells.length];
            for (int i = 0; i < puts.length; i++) {
                puts[i] = Operation.put(cells[i]);
            }
            writes.add(new BatchWrite(key(data, userKeys[row]), puts));
        }
        return writes;
    }

    static BatchResult written(List<BatchRecord> records) {
        int written = 0;
        for (BatchRecord record : records) {
            written += record.resultCode == ResultCode.OK ? 1 : 0;
        }
        return BatchResult.written(written);
    }

    static BatchResult result(Work.BatchRead work, @Nullable Record[] records) {
        int found = 0;
        for (Record record : records) {
            found += record == null ? 0 : 1;
        }
        double outcome =
                work.stage()
                        .ofMaps(work.data().shape(), records.length, i -> binsOrNull(records[i]));
        return new BatchResult(found, outcome);
    }

    static @Nullable Map<String, Object> binsOrNull(@Nullable Record record) {
        return record == null ? null : record.bins;
    }
}
