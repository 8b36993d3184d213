package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.console.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of options that there are not. */
class UnknownOptionTest {
    @Test
    void theNearestOptionOfTheCommandIsNamedAndItsValueIsNoOption() {
        assertEquals(
                "There is no option --lmit. Did you mean --limit?\n"
                        + "Try 'aerospike-arrow export --help'.\n",
                refused("export", "test.flights", "--lmit", "3"));
        assertEquals(
                "There is no option --outptu. Did you mean --output?\n"
                        + "Try 'aerospike-arrow export --help'.\n",
                refused("export", "test.flights", "--outptu=flights.csv"));
    }

    @Test
    void anOptionThatIsLikeNoneHasNoQuestion() {
        assertEquals(
                "There is no option --quetzalcoatl.\nTry 'aerospike-arrow info --help'.\n",
                refused("info", "--quetzalcoatl"));
    }

    private static String refused(String... arguments) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        Set.of(),
                        Map.of(),
                        prompt -> null);
        int status = AerospikeArrow.commandLine(console, new Interruption()).execute(arguments);
        assertEquals(ExitCode.USAGE.status(), status);
        return errors.toString(StandardCharsets.UTF_8);
    }
}
