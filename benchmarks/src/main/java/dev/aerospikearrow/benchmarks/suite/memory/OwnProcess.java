package dev.aerospikearrow.benchmarks.suite.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.MemoryProbe;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs {@link MemoryProbe} with a heap of ordinary size and the JVM's own choice of
 * collector.
 */
public final class OwnProcess implements MemoryScenario.Probe {
    private static final String HEAP = "-Xmx1g";

    private final String hosts;

    /** On that cluster. */
    public OwnProcess(String hosts) {
        this.hosts = hosts;
    }

    @Override
    public JsonNode measure(ClientId id, Dataset data, String kind, int keysPerBatch)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add(HEAP);
        // What libraries need to run at all; nothing about heap and collector.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-D"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryProbe.class.getName(),
                        hosts,
                        id.key(),
                        data.setName(),
                        data.keys().prefix(),
                        kind,
                        Integer.toString(MemoryScenario.BINS),
                        Integer.toString(keysPerBatch)));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The process that measures memory ended without figures.");
            }
            return new ObjectMapper().readTree(line);
        } finally {
            process.destroy();
        }
    }
}
