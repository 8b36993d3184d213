package dev.aerospikearrow.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.info.InfoFields;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.server.collection.Recording;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Info commands, beside what a real server answers. */
class RecordedInfoTest {
    private EmbeddedCluster cluster;
    private RawConnection connection;

    @BeforeEach
    void start() throws IOException {
        cluster =
                EmbeddedCluster.builder()
                        .clusterName("arrows")
                        .idleLimit(Duration.ofHours(1))
                        .start();
        connection = new RawConnection(cluster.node(0));
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        cluster.close();
    }

    @Test
    void commandsAreAnsweredAsByTheRealServer() throws IOException {
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (String[] row : Recording.load("info.tsv")) {
            if (row[0].startsWith("#")) {
                continue;
            }
            cases++;
            String expected = row.length == 2 ? row[1] : "";
            String found = connection.info(row[0]);
            if (!found.equals(expected)) {
                differences.add(row[0] + "\n  real " + expected + "\n  this " + found);
            }
        }
        assertTrue(cases > 100, "the recording is incomplete");
        assertEquals(List.of(), differences);
    }

    @Test
    void fieldsHaveTheNamesOfTheRealServer() throws IOException {
        for (String[] row : Recording.load("info-fields.tsv")) {
            if (!row[0].startsWith("#")) {
                Set<String> found = new HashSet<>(fields(row[0]).keySet());
                assertTrue(found.size() > 2, row[0]);
                found.removeAll(Arrays.asList(row[1].split(" ")));
                assertEquals(Set.of(), found, row[0]);
            }
        }
    }

    private Map<String, String> fields(String command) throws IOException {
        return InfoFields.parse(connection.info(command));
    }

    @Test
    void settingsAndStatisticsAreThoseOfTheNode() throws IOException {
        assertEquals("arrows", connection.info("cluster-name"));
        assertEquals("arrows", fields("get-config:context=service").get("cluster-name"));
        assertEquals("3600000", fields("get-config").get("proto-fd-idle-ms"));
        assertEquals(
                Integer.toString(cluster.node(0).port()),
                fields("get-config:context=network").get("service.port"));
        assertEquals("1", fields("statistics").get("client_connections"));
        assertEquals(cluster.node(0).host(), connection.info("service"));
        assertEquals("0", connection.info("objects"));
    }

    @Test
    void anEmptyRequestIsAnsweredWithASummary() throws IOException {
        byte[] header = new byte[FrameDescriptor.HEADER_LENGTH];
        Bytes.putLong(header, 0, FrameDescriptor.header(FrameDescriptor.TYPE_INFO, 0));
        byte[] frame = connection.send(header).receive();
        List<String> commands = new ArrayList<>();
        Bytes.getUtf8(frame, header.length, frame.length - header.length)
                .lines()
                .forEach(line -> commands.add(line.substring(0, line.indexOf('\t'))));
        assertEquals(
                List.of(
                        "features",
                        "node",
                        "compatibility-id",
                        "edition",
                        "build_arch",
                        "build_os",
                        "build",
                        "version",
                        "statistics",
                        "services-alumni",
                        "services",
                        "partition-generation"),
                commands);
    }

    @Test
    void featuresAreThoseThatAreThere() throws IOException {
        List<String> features = Arrays.asList(connection.info("features").split(";"));
        assertTrue(
                features.containsAll(List.of("batch-any", "blob-bits", "geo")), features::toString);
        for (String absent : List.of("udf")) {
            assertTrue(!features.contains(absent), absent);
        }
    }

    @Test
    void replicasAreToldInTheOlderFormsToo() throws IOException {
        String all = "/".repeat(682) + "8=";
        assertEquals("test:" + all + ";bar:" + all, connection.info("replicas-master"));
        assertEquals("test:1," + all + ";bar:1," + all, connection.info("replicas-all"));
    }

    @Test
    void aNamespaceHasALimitedNumberOfIndexes() throws IOException {
        for (int i = 0; i < 256; i++) {
            assertEquals(
                    "ok",
                    connection.info(
                            "sindex-create:namespace=bar;indexname=i"
                                    + i
                                    + ";bin=b"
                                    + i
                                    + ";type=numeric"));
        }
        assertEquals(
                "ERROR:206:already at sindex definition limit",
                connection.info("sindex-create:namespace=bar;indexname=i;bin=b;type=numeric"));
    }
}
