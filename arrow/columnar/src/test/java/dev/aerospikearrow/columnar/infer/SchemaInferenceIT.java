package dev.aerospikearrow.columnar.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ClientConfig;
import dev.aerospikearrow.client.ClientStatistics;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Samples of a cluster's sets. */
@ExtendWith(TestClusterExtension.class)
class SchemaInferenceIT {
    private final TestCluster cluster;
    private final String namespace;
    private final AerospikeClient client;

    SchemaInferenceIT(TestCluster cluster) {
        this.cluster = cluster;
        namespace = cluster.namespace();
        client =
                AerospikeClient.connect(
                        ClientConfig.builder(String.join(",", cluster.hosts())).build());
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** Of every ten records one has a text as its age, and one no name. */
    private String users(int count) {
        String set = cluster.uniqueSet();
        List<BatchWrite> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Bin> bins = new ArrayList<>();
            bins.add(Bin.of("age", i % 10 == 0 ? (Object) "old" : Long.valueOf(i)));
            bins.add(Bin.of("embedding", List.of(0.5, 1.5, i)));
            bins.add(Bin.of("address", Map.of("city", "Ulm", "zip", 89_073)));
            if (i % 10 != 5) {
                bins.add(Bin.of("name", "user " + i));
            }
            writes.add(BatchWrite.put(Key.of(namespace, set, i), bins.toArray(new Bin[0])));
        }
        client.batchWrite(writes);
        return set;
    }

    private static Map<String, String> types(InferredSchema proposal) {
        return proposal.bins().stream()
                .collect(Collectors.toMap(InferredBin::binName, bin -> TypeNames.of(bin.field())));
    }

    private static final Map<String, String> USER_TYPES =
            Map.of(
                    "age", "Int64",
                    "embedding", "FixedSizeList<Float64>(3)",
                    "address", "Struct<city: Utf8, zip: Int64>",
                    "name", "Utf8");

    @Test
    void aSmallSetIsReadCompletely() {
        String set = users(500);
        InferredSchema proposal = SchemaInference.sample(client, SetName.of(namespace, set));
        assertEquals(500, proposal.sampledRecords());
        assertTrue(proposal.complete());
        assertEquals(USER_TYPES, types(proposal));
        Map<String, InferredBin> bins =
                proposal.bins().stream().collect(Collectors.toMap(InferredBin::binName, b -> b));
        assertEquals(Map.of("INTEGER", 450L, "STRING", 50L), bins.get("age").typeCounts());
        assertEquals(
                List.of(new InferredBin.Conflict("", "STRING", 50, 500, "Int64")),
                bins.get("age").conflicts());
        assertEquals(0.9, bins.get("name").coverage());
        assertEquals(1.0, bins.get("address").coverage());
        assertTrue(proposal.toString().contains("INTEGER 90.0%, STRING 10.0%"));
    }

    @Test
    void aSampleOfNoRecordsIsRefused() {
        SetName set = SetName.of(namespace, "any");
        assertThrows(IllegalArgumentException.class, () -> SchemaInference.sample(client, set, 0));
    }

    @Test
    void aSampleHasAsManyRecordsAsWereAskedFor() {
        String set = users(2_000);
        for (int limit : new int[] {1, 7, 100, 1_000, 1_999}) {
            InferredSchema proposal =
                    SchemaInference.sample(client, SetName.of(namespace, set), limit);
            assertEquals(limit, proposal.sampledRecords());
            assertFalse(proposal.complete());
            assertTrue(limit < 100 || types(proposal).equals(USER_TYPES), proposal.toString());
        }
    }

    @Test
    void aSampleIsReadByOneScan() {
        String set = users(2_000);
        ClientStatistics before = client.statistics();

        InferredSchema proposal = SchemaInference.sample(client, SetName.of(namespace, set), 100);

        assertEquals(100, proposal.sampledRecords());
        assertEquals(1, client.statistics().minus(before).calls().get("scan").count());
    }

    @Test
    void aSetWithoutRecordsHasNoBins() {
        InferredSchema proposal =
                SchemaInference.sample(client, SetName.of(namespace, cluster.uniqueSet()));
        assertEquals(0, proposal.sampledRecords());
        assertTrue(proposal.complete());
        assertEquals(List.of(), proposal.bins());
    }

    @Test
    void aFilterChoosesTheRecords() {
        String set = users(200);
        InferredSchema proposal =
                SchemaInference.sample(
                        client.with(
                                client.config().queryPolicy().toBuilder()
                                        .filter(Expressions.not(Expressions.binExists("name")))
                                        .build()),
                        SetName.of(namespace, set));
        assertEquals(20, proposal.sampledRecords());
        assertFalse(types(proposal).containsKey("name"));
    }

    @Test
    void theSetCanBeReadWithTheProposal() throws Exception {
        String set = users(300);
        InferredSchema proposal = SchemaInference.sample(client, SetName.of(namespace, set));
        StreamOptions options =
                StreamOptions.builder()
                        .readOptions(
                                ReadOptions.builder().onMismatch("age", OnMismatch.NULL).build())
                        .build();
        try (ColumnarClient columns = ColumnarClient.over(client);
                ScanReader reader =
                        columns.scan(
                                QuerySpec.of(SetName.of(namespace, set)),
                                proposal.schema(),
                                options)) {
            assertTrue(reader.loadNextBatch());
            assertEquals(300, reader.getVectorSchemaRoot().getRowCount());
            assertEquals(30, reader.getVectorSchemaRoot().getVector("age").getNullCount());
            assertEquals(30, reader.getVectorSchemaRoot().getVector("name").getNullCount());
            assertEquals(0, reader.getVectorSchemaRoot().getVector("embedding").getNullCount());
        }
    }
}
