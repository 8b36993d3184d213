package dev.aerospikearrow.server.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Every operation alone, every two, and lists of four, beside what a real server made of them. With
 * {@code AEROSPIKE_HOSTS} in the environment the same is asked of that server; with {@code
 * -Doperate.record=FILE} what it answers is written down.
 */
class RecordedOperateTest {
    private static final String RECORDING = "/recorded/operate.tsv.gz";
    private static final int SHOWN = 40;

    @Test
    void everyCommandEndsAsItDidOnTheRealServer() throws IOException {
        List<String> found = new ArrayList<>();
        try (EmbeddedServer server = EmbeddedServer.start();
                OperateRun run = new OperateRun(node(server))) {
            for (OperateCases.Case each : OperateCases.all()) {
                found.add(run.carryOut(each));
            }
        }
        Optional<String> file = Optional.ofNullable(System.getProperty("operate.record"));
        if (file.isPresent()) {
            write(Path.of(file.get()), found);
            return;
        }
        List<String> expected = recorded();
        assertEquals(expected.size(), found.size());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                differences.add("real " + expected.get(i) + "\n  this " + found.get(i));
            }
        }
        assertEquals(
                0,
                differences.size(),
                () ->
                        String.join(
                                "\n", differences.subList(0, Math.min(SHOWN, differences.size()))));
    }

    private static InetSocketAddress node(EmbeddedServer server) {
        String host =
                Optional.ofNullable(System.getenv("AEROSPIKE_HOSTS"))
                        .filter(hosts -> !hosts.isBlank())
                        .map(hosts -> hosts.split(",")[0])
                        .orElse(server.host());
        int colon = host.lastIndexOf(':');
        return new InetSocketAddress(
                host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
    }

    private static List<String> recorded() throws IOException {
        InputStream in = RecordedOperateTest.class.getResourceAsStream(RECORDING);
        if (in == null) {
            throw new IOException("There is no recording " + RECORDING + ".");
        }
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        try (Writer writer =
                new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file)),
                        StandardCharsets.UTF_8)) {
            writer.write("# Commands carried out by Aerospike Community Edition 8.1.2.0.\n");
            writer.write("# Columns: record before, answers wanted, operations; code, generation");
            writer.write(" and answers; changes of the record.\n");
            for (String line : lines) {
                writer.write(line + "\n");
            }
        }
    }
}
