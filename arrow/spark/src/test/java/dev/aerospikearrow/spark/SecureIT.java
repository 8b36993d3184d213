package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.network.NodeTls.Clients;
import dev.aerospikearrow.server.security.SecuritySettings;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.testkit.TestCertificates;
import dev.aerospikearrow.testkit.TestCertificates.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with TLS and users is read and written, and nobody sees the password. */
@ExtendWith(LocalSpark.class)
class SecureIT {
    private static final String PASSWORD = "correct-horse-battery";
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @TempDir static Path folder;
    private static EmbeddedCluster cluster;
    private final SparkSession spark;

    SecureIT(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void start() {
        cluster =
                EmbeddedCluster.builder()
                        .nodes(2)
                        .tls(CERTIFICATES.nodeTls(Owner.NODE, Clients.WITH_CERTIFICATE))
                        .security(
                                SecuritySettings.builder()
                                        .role(
                                                Role.of(
                                                        "flights",
                                                        Privilege.parse("read-write.test.flights")))
                                        .user("ann", PASSWORD, "flights")
                                        .certificateUser("client", "read")
                                        .build())
                        .start();
    }

    @AfterAll
    static void stop() {
        ExecutorClients.closeUnused();
        cluster.close();
    }

    @AfterEach
    void forget() {
        spark.conf().unset("aerospike.password");
    }

    private static Map<String, String> options(String set, String... more) {
        Map<String, String> options = new HashMap<>();
        options.put("aerospike.seedhost", String.join(",", cluster.hosts()));
        options.put("aerospike.connecttimeout", "20000");
        options.put("aerospike.namespace", "test");
        options.put("aerospike.set", set);
        options.put("aerospike.tls.cafile", CERTIFICATES.authority().toString());
        options.put("aerospike.tls.certfile", CERTIFICATES.certificatesOf(Owner.CLIENT).toString());
        options.put("aerospike.tls.keyfile", CERTIFICATES.keyOf(Owner.CLIENT).toString());
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private void write(Map<String, String> options) {
        spark.range(100)
                .withColumn("v", functions.col("id").multiply(2))
                .write()
                .format("aerospike")
                .options(options)
                .option("aerospike.updateByKey", "id")
                .mode("append")
                .save();
    }

    private Dataset<Row> read(Map<String, String> options) {
        return spark.read().format("aerospike").options(options).schema("v LONG").load();
    }

    @Test
    void passwordsFilesOfThemAndCertificatesLogIn() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Map<String, String> byFile =
                options(
                        "flights",
                        "aerospike.user",
                        "ann",
                        "aerospike.password-file",
                        file.toString());

        write(byFile);

        assertEquals(100, read(byFile).count());
        assertEquals(
                100,
                read(options("flights", "aerospike.user", "ann", "aerospike.password", PASSWORD))
                        .count());
        assertEquals(100, read(options("flights", "aerospike.authmode", "pki")).count());
        Exception e =
                assertThrows(
                        Exception.class,
                        () ->
                                read(options(
                                                "flights",
                                                "aerospike.user",
                                                "ann",
                                                "aerospike.password",
                                                "wrong"))
                                        .count());
        assertTrue(causes(e).contains("INVALID_CREDENTIAL"), causes(e));
    }

    @Test
    void nobodySeesThePassword() throws Exception {
        Map<String, String> options =
                options("flights", "aerospike.user", "ann", "aerospike.password", PASSWORD);
        StringBuffer seen = new StringBuffer();
        SparkListener listener =
                new SparkListener() {
                    @Override
                    public void onOtherEvent(SparkListenerEvent event) {
                        seen.append(event);
                    }
                };
        spark.sparkContext().addSparkListener(listener);
        try {
            write(options);
            Dataset<Row> rows = read(options);
            List<Row> found = rows.where("v > 10").collectAsList();
            spark.conf().set("aerospike.password", PASSWORD);
            Map<String, String> others = options("flights", "aerospike.user", "ann");
            others.remove("aerospike.password");
            read(others).collectAsList();
            seen.append(rows.queryExecution()).append(found).append(rows);
            Exception e =
                    assertThrows(
                            Exception.class,
                            () ->
                                    read(options(
                                                    "others",
                                                    "aerospike.user",
                                                    "ann",
                                                    "aerospike.password",
                                                    PASSWORD))
                                            .collectAsList());
            seen.append(causes(e));
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            spark.sparkContext().removeSparkListener(listener);
        }
        assertTrue(seen.toString().contains("SQLExecutionStart"), "events were seen");
        assertTrue(seen.toString().contains("ROLE_VIOLATION"), seen.toString());
        assertFalse(seen.toString().contains(PASSWORD), seen.toString());
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
