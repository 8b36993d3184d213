package dev.aerospikearrow.examples.quickstart;

import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An embedded server in a process of its own, so that what it costs is not the client's. It ends
 * when its standard input does, and so whenever this process ends, however that comes.
 */
final class ServerProcess implements AutoCloseable {
    private static final long SECONDS_TO_END = 10;

    private final Process process;
    private final String hosts;

    private ServerProcess(Process process, String hosts) {
        this.process = process;
        this.hosts = hosts;
    }

    /** The program of the other process: prints where it is, and runs to the input's end. */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedCluster server = EmbeddedCluster.builder().nodes(1).start()) {
            System.out.println(String.join(",", server.hosts()));
            while (System.in.read() >= 0) {
                // Nobody says anything; only the end counts.
            }
        }
    }

    static ServerProcess start() {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ServerProcess.class.getName())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            BufferedReader lines = process.inputReader();
            String hosts = lines.readLine();
            if (hosts == null) {
                throw new IllegalStateException("The embedded server ended before it was ready.");
            }
            return new ServerProcess(process, hosts);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded server could not be started.", e);
        }
    }

    /** Where the server is, {@code host:port,…}. */
    String hosts() {
        return hosts;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It does not listen any more, so it is ended below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
