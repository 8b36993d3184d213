package dev.aerospikearrow.benchmarks.suite.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** A process of the driver: commands and answers are lines of JSON. */
final class PythonDriver implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /** Starts the driver of a folder. */
    PythonDriver(Path interpreter, Path sources) throws IOException {
        process =
                new ProcessBuilder(interpreter.toAbsolutePath().toString(), "-u", "-B", "driver.py")
                        .directory(sources.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        commands = process.outputWriter();
        answers = process.inputReader();
    }

    static ObjectNode command(String name) {
        return JSON.createObjectNode().put("command", name);
    }

    /**
     * Carries a command out.
     *
     * @throws IOException if the driver cannot; the message is the driver's
     */
    JsonNode ask(ObjectNode command) throws IOException {
        commands.write(JSON.writeValueAsString(command));
        commands.write('\n');
        commands.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The Python driver has ended.");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IOException(answer.get("error").asText());
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
