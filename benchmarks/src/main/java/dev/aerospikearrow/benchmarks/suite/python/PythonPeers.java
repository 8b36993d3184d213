package dev.aerospikearrow.benchmarks.suite.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.Roster;
import dev.aerospikearrow.benchmarks.suite.client.SuiteClient;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The source of the Python clients. */
public final class PythonPeers implements Roster.Elsewhere {
    private static final int READS_FOR_MEMORY = 5;

    private final Path sources;
    private final Path environment;
    private final String interpreter;
    private final String hosts;
    private final Consumer<String> log;
    private @Nullable Path python;
    private @Nullable IOException failure;

    /**
     * Nothing is started yet.
     *
     * @param sources the folder of the driver
     * @param environment where its virtual environment is, or will be made
     * @param interpreter the Python to make it with
     * @param hosts {@code host:port,…}
     * @param log is told what takes long and what fails
     */
    public PythonPeers(
            Path sources,
            Path environment,
            String interpreter,
            String hosts,
            Consumer<String> log) {
        this.sources = sources;
        this.environment = environment;
        this.interpreter = interpreter;
        this.hosts = hosts;
        this.log = log;
    }

    @Override
    public SuiteClient connect(ClientId id) throws IOException, InterruptedException {
        return start(id);
    }

    /** What a client occupies that does nothing but such reads. */
    public JsonNode memory(ClientId id, Dataset data, int keysPerBatch)
            throws IOException, InterruptedException {
        try (PythonSuiteClient client = start(id)) {
            return client.memory(
                    Work.BatchRead.ofKeys(
                            data,
                            keysPerBatch,
                            Extent.ofCalls(READS_FOR_MEMORY),
                            1,
                            Stage.RAW_READ));
        }
    }

    private PythonSuiteClient start(ClientId id) throws IOException, InterruptedException {
        PythonDriver driver = new PythonDriver(python(), sources);
        try {
            return new PythonSuiteClient(id, driver, hosts);
        } catch (IOException e) {
            driver.close();
            throw e;
        }
    }

    private Path python() throws IOException, InterruptedException {
        if (failure != null) {
            throw failure;
        }
        if (python == null) {
            try {
                if (!Files.exists(sources.resolve("driver.py"))) {
                    throw new IOException("There is no driver.py in " + sources);
                }
                python = new PythonEnvironment(sources, environment).make(interpreter, log);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        return python;
    }
}
