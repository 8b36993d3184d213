package dev.aerospikearrow.benchmarks;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.BatchRecord;
import com.aerospike.client.BatchWrite;
import com.aerospike.client.Bin;
import com.aerospike.client.Key;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.Value;
import dev.aerospikearrow.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that clients are compared on: the one that the system property {@value #HOSTS} names,
 * or an embedded one in a process of its own, so that its cost is not the client's.
 */
public final class BenchmarkCluster implements AutoCloseable {
    /** {@code host:port,…} of a real cluster. */
    static final String HOSTS = "aerospike.hosts";

    /** How many nodes the embedded cluster has. */
    static final String NODES = "benchmarks.nodes";

    private static final int RECORDS_PER_REQUEST = 5_000;
    private static final String READY = " ready at ";

    private final String hosts;
    private final Optional<Process> server;

    private BenchmarkCluster(String hosts, Optional<Process> server) {
        this.hosts = hosts;
        this.server = server;
    }

    /** The cluster of this process's system properties. */
    static BenchmarkCluster open() {
        String hosts = System.getProperty(HOSTS, "");
        return hosts.isEmpty() ? start(Integer.getInteger(NODES, 1)) : at(hosts);
    }

    /** A cluster that is there, {@code host:port,…}. */
    public static BenchmarkCluster at(String hosts) {
        return new BenchmarkCluster(hosts, Optional.empty());
    }

    /** An embedded cluster in a process of its own. */
    public static BenchmarkCluster start(int nodeCount) {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ServerMain.class.getName(),
                                    "--port",
                                    "0",
                                    "--nodes",
                                    Integer.toString(nodeCount))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            // Also when this process is told to end.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new BenchmarkCluster(readHosts(process, nodeCount), Optional.of(process));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded server could not be started.", e);
        }
    }

    private static String readHosts(Process process, int nodeCount) throws IOException {
        BufferedReader lines = process.inputReader();
        List<String> hosts = new ArrayList<>();
        while (hosts.size() < nodeCount) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The embedded server ended before it was ready.");
            }
            int ready = line.indexOf(READY);
            if (ready >= 0) {
                hosts.add(line.substring(ready + READY.length()).strip());
            }
        }
        return String.join(",", hosts);
    }

    /** Where the nodes are, {@code host:port,…}. */
    public String hosts() {
        return hosts;
    }

    /** For the head of a table. */
    public String describe() {
        return server.isPresent()
                ? "embedded cluster of "
                        + Integer.getInteger(NODES, 1)
                        + " node(s), in a process of its own on this machine"
                : "cluster at " + hosts;
    }

    /** Writes those records of the table that are missing or not as they should be. */
    void store(SampleTable table) {
        try (AerospikeClient client = OfficialContestant.connect(hosts)) {
            for (int first = 0; first < table.rowCount(); first += RECORDS_PER_REQUEST) {
                int end = Math.min(table.rowCount(), first + RECORDS_PER_REQUEST);
                write(client, wrong(client, table, first, end));
            }
        }
    }

    private static List<BatchRecord> wrong(
            AerospikeClient client, SampleTable table, int first, int end) {
        Key[] keys = new Key[end - first];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Key(SampleTable.NAMESPACE, table.setName(), first + i);
        }
        @Nullable Record[] found = client.get(null, keys);
        List<BatchRecord> writes = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            Map<String, Object> cells = table.cells(first + i);
            Record record = found[i];
            if (record == null || !cells.equals(record.bins)) {
                writes.add(new BatchWrite(keys[i], puts(cells)));
            }
        }
        return writes;
    }

    private static Operation[] puts(Map<String, Object> cells) {
        return cells.entrySet().stream()
                .map(cell -> new Bin(cell.getKey(), Value.get(cell.getValue())))
                .map(Operation::put)
                .toArray(Operation[]::new);
    }

    private static void write(AerospikeClient client, List<BatchRecord> writes) {
        if (!writes.isEmpty() && !client.operate(null, writes)) {
            throw new IllegalStateException("Not all records could be written.");
        }
    }

    @Override
    public void close() {
        server.ifPresent(Process::destroy);
    }
}
