package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Closes everything that belongs together in every order, and goes on using what is left after each
 * step: rows of results that are half read, statements, views. A process of its own, since native
 * code that reads freed memory ends it.
 */
final class ClosingOrders {
    private static final int RECORDS = 3_000;
    private static final String SET = "closing";
    private static final Schema SCHEMA =
            new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));

    private ClosingOrders() {}

    public static void main(String[] arguments) throws Exception {
        int orders = 0;
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).start()) {
            String hosts = String.join(",", cluster.hosts());
            try (AerospikeClient client = AerospikeClient.connect(hosts)) {
                for (long i = 0; i < RECORDS; i++) {
                    client.put(Key.of("test", SET, i), Bin.of("n", i));
                }
            }
            for (List<Integer> order : permutations(Round.PARTS)) {
                new Round(hosts).closeIn(order);
                orders++;
            }
        }
        System.out.println(orders + " orders");
    }

    private static List<List<Integer>> permutations(int count) {
        List<List<Integer>> result = new ArrayList<>(List.of(List.of()));
        for (int element = 0; element < count; element++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> shorter : result) {
                for (int at = 0; at <= shorter.size(); at++) {
                    List<Integer> one = new ArrayList<>(shorter);
                    one.add(at, element);
                    longer.add(one);
                }
            }
            result = longer;
        }
        return result;
    }

    /** What is open at the same time, and how to use and to close each part. */
    private static final class Round {
        static final int PARTS = 5;

        private final BufferAllocator allocator = new RootAllocator();
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final ColumnarClient client;

        /** A connection has one streamed result at a time, so there are two. */
        private final Connection connection;

        private final Connection viewConnection;
        private final AerospikeDuckDb aerospike;
        private final AerospikeDuckDb views;
        private final StreamView unread;
        private final StreamView halfRead;
        private final PreparedStatement scan;
        private final ResultSet scanRows;
        private final PreparedStatement viewQuery;
        private final ResultSet viewRows;

        Round(String hosts) throws Exception {
            client = ColumnarClient.connect(hosts);
            Properties streaming = new Properties();
            streaming.setProperty("jdbc_stream_results", "true");
            connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
            viewConnection = DriverManager.getConnection("jdbc:duckdb:", streaming);
            aerospike = AerospikeDuckDb.over(connection, client);
            views = AerospikeDuckDb.over(viewConnection, client);
            StreamOptions options =
                    StreamOptions.builder()
                            .readOptions(ReadOptions.builder().allocator(allocator).build())
                            .rowsPerRecordBatch(500)
                            .build();
            aerospike.registerFunctions(
                    FunctionOptions.builder().schema(SetName.of("test", SET), SCHEMA).stream(
                                    options)
                            .build());
            unread = views.createView("unread", reader(options));
            halfRead = views.createView("half", reader(options));
            scan = connection.prepareStatement("FROM aerospike_scan('test', '" + SET + "')");
            scanRows = scan.executeQuery();
            scanRows.next();
            viewQuery = viewConnection.prepareStatement("FROM half");
            viewRows = viewQuery.executeQuery();
            viewRows.next();
        }

        private ScanReader reader(StreamOptions options) {
            return client.scan(QuerySpec.of(SetName.of("test", SET)), SCHEMA, options);
        }

        void closeIn(List<Integer> order) throws Exception {
            List<AutoCloseable> parts =
                    List.of(
                            () -> {
                                aerospike.close();
                                views.close();
                            },
                            client,
                            () -> {
                                connection.close();
                                viewConnection.close();
                            },
                            () -> {
                                unread.close();
                                halfRead.close();
                            },
                            () -> {
                                scanRows.close();
                                viewRows.close();
                                scan.close();
                                viewQuery.close();
                            });
            for (int part : order) {
                attempt(parts.get(part)::close);
                useWhatIsLeft();
            }
            for (AutoCloseable part : parts) {
                attempt(part::close);
            }
            if (allocator.getAllocatedMemory() != 0) {
                throw new IllegalStateException(
                        "order " + order + " leaves memory: " + allocator.toVerboseString());
            }
            allocator.close();
        }

        private void useWhatIsLeft() {
            attempt(scanRows::next);
            attempt(() -> scanRows.getLong(1));
            attempt(viewRows::next);
            attempt(() -> viewRows.getLong(1));
            attempt(scan::executeQuery);
            attempt(viewQuery::executeQuery);
            attempt(() -> Sql.run(viewConnection, "SELECT sum(n) FROM unread"));
            attempt(() -> Sql.run(connection, "FROM aerospike_scan('test', '" + SET + "')"));
            attempt(
                    () ->
                            Sql.run(
                                    connection,
                                    "FROM aerospike_lookup('test', '"
                                            + SET
                                            + "', 'FROM range(10)')"));
        }

        /** Something that may fail, as long as it says so. */
        @FunctionalInterface
        private interface Step {
            void run() throws Exception;
        }

        private void attempt(Step step) {
            try {
                step.run();
                outcomes.merge("fine", 1, Integer::sum);
            } catch (Exception e) {
                outcomes.merge(e.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
    }
}
