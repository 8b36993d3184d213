package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Help and versions that cannot be written: a disk is full, or nobody reads. */
class HelpOutputTest {
    static Stream<String> commands() {
        return Stream.of(
                "",
                "--help",
                "--version",
                "help",
                "help export",
                "export --help",
                "serve --version",
                "generate-completion");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whereNothingCanBeWrittenTheCommandFailsWithTheReason(String command) {
        CommandRun run = run(command, "No space left on device");
        assertEquals(6, run.status());
        assertTrue(run.errors().contains("No space left on device"), run.errors());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofAClosedPipeNothingIsSaid(String command) {
        CommandRun run = run(command, "Broken pipe");
        assertEquals(141, run.status());
        assertEquals("", run.errors());
    }

    private static CommandRun run(String command, String reason) {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException(reason);
                    }
                };
        return CommandRun.builder()
                .output(failing)
                .run(command.isEmpty() ? new String[0] : command.split(" "));
    }
}
