package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster that clients are compared on: one that is there, or an embedded one in a process of
 * its own, so that its cost is not the client's.
 */
public final class BenchmarkCluster implements AutoCloseable {
    private static final String READY = " ready at ";
    private static final String NOT_STARTED = "The embedded server could not be started.";

    private final ClusterAddress address;
    private final Optional<Process> server;

    private BenchmarkCluster(ClusterAddress address, Optional<Process> server) {
        this.address = address;
        this.server = server;
    }

    /** A cluster that is there, {@code host:port,…}. */
    public static BenchmarkCluster at(String hosts) {
        return new BenchmarkCluster(ClusterAddress.plain(hosts), Optional.empty());
    }

    /** An embedded cluster of one node in a process of its own. */
    public static BenchmarkCluster start() {
        try {
            Process process = start(List.of());
            return new BenchmarkCluster(
                    ClusterAddress.plain(readHosts(process)), Optional.of(process));
        } catch (IOException e) {
            throw new UncheckedIOException(NOT_STARTED, e);
        }
    }

    /** The same, whose connections are secured with a certificate of this run. */
    public static BenchmarkCluster startSecured() {
        try {
            NodeCertificate node = NodeCertificate.make();
            Process process =
                    start(
                            List.of(
                                    "--tls-certfile",
                                    node.certificate().toString(),
                                    "--tls-keyfile",
                                    node.key().toString(),
                                    "--tls-name",
                                    NodeCertificate.NAME));
            return new BenchmarkCluster(
                    new ClusterAddress(readHosts(process), Optional.of(node.certificate())),
                    Optional.of(process));
        } catch (IOException e) {
            throw new UncheckedIOException(NOT_STARTED, e);
        }
    }

    private static Process start(List<String> further) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerMain.class.getName(),
                                "--port",
                                "0",
                                "--nodes",
                                "1"));
        command.addAll(further);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        // Also when this process is told to end.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
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

    /** Where the nodes are. */
    public ClusterAddress address() {
        return address;
    }

    /** The same as {@code host:port,…}. */
    public String hosts() {
        return address.hosts();
    }

    /** For the head of a table. */
    public String describe() {
        return server.isPresent()
                ? "one node in a process of its own on this machine"
                        + (address.certificate().isPresent() ? ", over TLS" : "")
                : "cluster at " + hosts();
    }

    @Override
    public void close() {
        server.ifPresent(Process::destroy);
    }
}
