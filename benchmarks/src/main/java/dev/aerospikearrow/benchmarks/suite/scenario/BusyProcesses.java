package dev.aerospikearrow.benchmarks.suite.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes that compute for as long as they are let, each on one processor. */
final class BusyProcesses implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    private BusyProcesses() {}

    static BusyProcesses start(int count) {
        BusyProcesses busy = new BusyProcesses();
        for (int i = 0; i < count; i++) {
            busy.processes.add(process());
        }
        return busy;
    }

    private static Process process() {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Spin.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("A busy process could not be started.", e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    /** The program of such a process; ends when whoever started it is gone. */
    static final class Spin {
        private Spin() {}

        /** Takes no arguments. */
        public static void main(String[] arguments) throws IOException {
            Thread worker =
                    new Thread(
                            () -> {
                                double value = 1;
                                while (value > 0) {
                                    value = Math.sqrt(value) + 1;
                                }
                            });
            worker.setDaemon(true);
            worker.start();
            // Ends with the pipe.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
