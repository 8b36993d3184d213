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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.EventLoggingListener;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

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

    /** What Spark writes as the event log of a job. */
    private String eventLogOf(ThrowingRunnable job) throws Exception {
        SparkConf conf =
                spark.sparkContext()
                        .getConf()
                        .set("spark.eventLog.enabled", "true")
                        .set("spark.eventLog.compress", "false")
                        .set("spark.eventLog.rolling.enabled", "false");
        Path place = Files.createTempDirectory(folder, "events");
        EventLoggingListener log =
                new EventLoggingListener("secure", Option.empty(), place.toUri(), conf);
        log.start();
        spark.sparkContext().addSparkListener(log);
        try {
            job.run();
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            spark.sparkContext().removeSparkListener(log);
            log.stop();
        }
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    @Test
    void nobodySeesThePassword() throws Exception {
        Map<String, String> options =
                options(
                        "flights",
                        "aerospike.user",
                        "ann",
                        "aerospike.password",
                        PASSWORD,
                        "aerospike.allow-empty",
                        "true");
        StringBuffer seen = new StringBuffer();
        String[] events = {""};
        List<String> logged =
                LoggedMessages.during(
                        () -> {
                            try {
                                events[0] = eventLogOf(() -> runJobs(options, seen));
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        });

        assertTrue(events[0].contains("SparkListenerSQLExecutionStart"), "events were seen");
        assertTrue(events[0].contains("aerospike test.flights"), "plans were seen");
        assertFalse(logged.isEmpty());
        assertTrue(seen.toString().contains("ROLE_VIOLATION"), seen.toString());
        for (String text : List.of(events[0], logged.toString(), seen.toString())) {
            assertFalse(text.contains(PASSWORD), text);
        }
    }

    private void runJobs(Map<String, String> options, StringBuffer seen) {
        write(options);
        Dataset<Row> rows = read(options);
        seen.append(rows.where("v > 10").collectAsList());
        spark.conf().set("aerospike.password", PASSWORD);
        Map<String, String> others = new HashMap<>(options);
        others.remove("aerospike.password");
        read(others).collectAsList();
        seen.append(AerospikeLookup.join(spark.range(3).toDF("id"), "id", "v LONG", options));
        seen.append(
                AerospikeLookup.join(spark.range(3).toDF("id"), "id", "v LONG", others)
                        .queryExecution());
        for (String mode : List.of("extended", "codegen", "formatted")) {
            seen.append(rows.queryExecution().explainString(ExplainMode.fromString(mode)));
        }
        seen.append(rows);
        Map<String, String> refused = new HashMap<>(options);
        refused.put("aerospike.set", "others");
        seen.append(causes(assertThrows(Exception.class, () -> read(refused).collectAsList())));
        seen.append(causes(assertThrows(Exception.class, () -> write(refused))));
        Map<String, String> mistaken = new HashMap<>(options);
        mistaken.put("aerospike.pass-word", PASSWORD);
        seen.append(causes(assertThrows(Exception.class, () -> read(mistaken).collectAsList())));
    }

    @Test
    void storesOfJavaSecureConnectionsLikePemFiles() throws Exception {
        Path trust = folder.resolve("trust.jks");
        KeyStore trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", CERTIFICATES.authorityStore().getCertificate("ca"));
        try (OutputStream out = Files.newOutputStream(trust)) {
            trusted.store(out, "trust-secret".toCharArray());
        }
        Path keys = folder.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(keys)) {
            CERTIFICATES
                    .keyStoreOf(Owner.CLIENT, "key-secret")
                    .store(out, "store-secret".toCharArray());
        }
        Path storePassword = Files.writeString(folder.resolve("store-password"), "store-secret\n");
        Map<String, String> options =
                options(
                        "flights",
                        "aerospike.auth-mode",
                        "pki",
                        "aerospike.tls.truststore-store-file",
                        trust.toString(),
                        "aerospike.tls.truststore-password",
                        "trust-secret",
                        "aerospike.tls.keystore-store-file",
                        keys.toString(),
                        "aerospike.tls.keystore-store-password-file",
                        storePassword.toString(),
                        "aerospike.tls.keystore-key-password",
                        "key-secret",
                        "aerospike.allow-empty",
                        "true");
        List.of("cafile", "certfile", "keyfile")
                .forEach(it -> options.remove("aerospike.tls." + it));

        read(options).collectAsList();

        options.put("aerospike.tls.truststore-password", "wrong-secret");
        String message = causes(assertThrows(Exception.class, () -> read(options).collectAsList()));
        assertTrue(message.contains("trust.jks of aerospike.tls.truststore"), message);
        assertTrue(message.contains("password was incorrect"), message);
        assertFalse(message.contains("wrong-secret"), message);
        options.put("aerospike.tls.truststore-password", "trust-secret");
        options.put("aerospike.tls.keystore-key-password", "wrong-secret");
        String keyMessage =
                causes(assertThrows(Exception.class, () -> read(options).collectAsList()));
        assertTrue(keyMessage.contains("aerospike.tls.keystore-key-password"), keyMessage);
        assertFalse(keyMessage.contains("wrong-secret"), keyMessage);
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
