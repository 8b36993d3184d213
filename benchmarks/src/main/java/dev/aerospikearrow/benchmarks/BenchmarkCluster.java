package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cluster that clients are compared on: one that is there, or an embedded one in a process of
 * its own, so that its cost is not the client's.
 */
public final class BenchmarkCluster implements AutoCloseable {
    private static final String READY = " ready at ";

    private final String hosts;
    private final Optional<Process> server;

    private BenchmarkCluster(String hosts, Optional<Process> server) {
        this.hosts = hosts;
        this.server = server;
    }

    /** A cluster that is there, {@code host:port,…}. */
    public static BenchmarkCluster at(String hosts) {
        return new BenchmarkCluster(hosts, Optional.empty());
    }

    /** An embedded cluster of one node in a process of its own. */
    public static BenchmarkCluster start() {
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
                                    "1")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            // Also when this process is told to end.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new BenchmarkCluster(readHosts(process), Optional.of(process));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded server could not be started.", e);
        }
    }

    private static String readHosts(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The embedded server ended before it was ready.");
            }
            int ready = line.indexOf(READY);
            if (ready >= 0) {
                return line.substring(ready + READY.length()).strip();
            }
        }
    }

    /** Where the nodes are, {@code host:port,…}. */
    public String hosts() {
        return hosts;
    }

    /** For the head of a table. */
    public String describe() {
        return server.isPresent()
                ? "one node in a process of its own on this machine"
                : "cluster at " + hosts;
    }

    @Override
    public void close() {
        server.ifPresent(Process::destroy);
    }
}
