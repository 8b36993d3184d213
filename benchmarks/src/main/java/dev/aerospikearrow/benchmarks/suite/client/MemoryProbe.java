package dev.aerospikearrow.benchmarks.suite.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.rounds.AllocationMeter;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The program of a process that does nothing but batch reads with one client, and prints what that
 * occupies as one line of JSON. Nothing is timed here, so collections may be asked for.
 */
public final class MemoryProbe {
    private static final int WARM_UP_READS = 10;
    private static final int COUNTED_READS = 5;
    private static final int FURTHER_READS = 20;
    private static final int COLLECTIONS = 3;

    private MemoryProbe() {}

    /** Takes hosts, client, set, key prefix, kind and number of bins, keys per batch. */
    public static void main(String[] arguments) throws Exception {
        ClusterAddress cluster = ClusterAddress.plain(arguments[0]);
        int bins = Integer.parseInt(arguments[5]);
        int keys = Integer.parseInt(arguments[6]);
        RecordLayout shape =
                arguments[4].equals("doubles")
                        ? RecordLayout.doubles(bins)
                        : RecordLayout.mix(bins);
        Dataset data = Dataset.of(arguments[2], arguments[3], shape, keys);
        try (JavaClient client = client(arguments[1], cluster)) {
            System.out.println(new ObjectMapper().writeValueAsString(measure(client, data)));
        }
    }

    private static JavaClient client(String key, ClusterAddress cluster) {
        return switch (key) {
            case "columnar" -> new ColumnarSuiteClient(ClientId.COLUMNAR, cluster);
            case "map_sync" -> new MapSyncClient(cluster);
            case "official_sync" -> new OfficialSyncClient(cluster);
            default -> throw new IllegalArgumentException("There is no probe for " + key + ".");
        };
    }

    private static ObjectNode measure(JavaClient client, Dataset data) throws Exception {
        read(client, data, WARM_UP_READS);
        long before = heapAfterCollection();
        Object result = client.held(data, data.rows());
        long heldBytes = heapAfterCollection() - before;
        close(result);
        long allocated = AllocationMeter.allocatedBytes();
        read(client, data, COUNTED_READS);
        long allocatedBytes = (AllocationMeter.allocatedBytes() - allocated) / COUNTED_READS;
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        read(client, data, FURTHER_READS);
        ObjectNode figures = new ObjectMapper().createObjectNode();
        figures.put("allocated_bytes", allocatedBytes);
        figures.put("held_bytes", heldBytes);
        figures.put(
                "peak_bytes", heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
        figures.put("direct_bytes", client.peakDirectBytes() + directBytes());
        figures.put("resident_bytes", peakResidentBytes());
        return figures;
    }

    private static void read(JavaClient client, Dataset data, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            close(client.held(data, data.rows()));
        }
    }

    private static void close(Object result) throws Exception {
        if (result instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** The most memory that the process had, where Linux tells it; 0 elsewhere. */
    private static long peakResidentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
