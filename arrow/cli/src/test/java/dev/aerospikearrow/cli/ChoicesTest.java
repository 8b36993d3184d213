package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.Interruption;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options with a few values: what help names is what is read. */
class ChoicesTest {
    private static CommandLine commandLine() {
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new PrintStream(
                                OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        Set.of(),
                        Map.of(),
                        prompt -> null);
        return AerospikeArrow.commandLine(console, new Interruption());
    }

    /**
     * One value of an option.
     *
     * @param command the name of the command
     * @param option its longest name
     * @param spelling the value as help spells it
     */
    record Value(String command, OptionSpec option, String spelling) {
        @Override
        public String toString() {
            return command + " " + option.longestName() + " " + spelling;
        }
    }

    static Stream<Value> values() {
        List<Value> values = new ArrayList<>();
        commandLine()
                .getSubcommands()
                .forEach(
                        (name, command) -> {
                            for (OptionSpec option : command.getCommandSpec().options()) {
                                for (var converter : option.converters()) {
                                    if (converter instanceof Choice<?> choice) {
                                        choice.forEach(
                                                spelling ->
                                                        values.add(
                                                                new Value(name, option, spelling)));
                                    }
                                }
                            }
                        });
        return values.stream();
    }

    private static Object parsed(Value value, String text) throws Exception {
        return ((Choice<?>) value.option().converters()[0]).convert(text);
    }

    @Test
    void everyOptionOfSuchATypeIsAmongThem() {
        commandLine()
                .getSubcommands()
                .values()
                .forEach(
                        command ->
                                command.getCommandSpec().options().stream()
                                        .filter(option -> option.auxiliaryTypes()[0].isEnum())
                                        .forEach(
                                                option ->
                                                        assertEquals(
                                                                1,
                                                                option.converters().length,
                                                                option.longestName())));
        assertFalse(values().toList().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("values")
    void helpNamesTheValue(Value value) {
        String help = String.join(" ", value.option().description());
        assertTrue(help.matches("(?s).*\\b\\Q" + value.spelling() + "\\E\\b.*"), help);
    }

    @ParameterizedTest
    @MethodSource("values")
    void theValueIsReadAsHelpSpellsItAndInAnyCase(Value value) throws Exception {
        Object expected = parsed(value, value.spelling());
        assertEquals(expected, parsed(value, value.spelling().toUpperCase(Locale.ROOT)));
        assertEquals(expected, parsed(value, value.spelling().replace('-', '_')));
        assertEquals(expected, parsed(value, value.spelling().replace('_', '-')));
    }

    @ParameterizedTest
    @MethodSource("values")
    void completionSpellsItAlike(Value value) {
        List<String> offered = new ArrayList<>();
        value.option().completionCandidates().forEach(offered::add);
        assertTrue(offered.contains(value.spelling()), offered::toString);
    }

    @Test
    void anotherValueIsRefusedWithTheNearest() {
        CommandRun run = CommandRun.of("import", "a.csv", "test.a", "--mode", "upsert-replcae");
        assertEquals(2, run.status());
        assertTrue(
                run.errors()
                        .contains(
                                "\"upsert-replcae\" is none of upsert, create, update,"
                                        + " upsert-replace, replace. Did you mean upsert-replace?"),
                run.errors());
    }

    @Test
    void numbersAreRefusedInWordsOfThisCommandLine() {
        CommandRun limit = CommandRun.of("export", "test.a", "--limit", "-5");
        assertEquals(2, limit.status());
        assertTrue(limit.errors().contains("--limit is 0 or more, but found -5."), limit.errors());

        for (String[] refused :
                new String[][] {
                    {"head", "test.a", "-n", "-1", "--limit is 0 or more, but found -1."},
                    {"export", "test.a", "-n", "many", "\"many\" is no whole number."},
                    {"export", "test.a", "--sample", "0", "--sample is 1 or more, but found 0."},
                    {
                        "export",
                        "test.a",
                        "--rows-per-batch",
                        "0",
                        "--rows-per-batch is 1 or more, but found 0."
                    },
                    {"import", "a.csv", "test.a", "--skip", "1e3", "\"1e3\" is no whole number."},
                    {
                        "info",
                        "-q",
                        "--retry-for",
                        "0",
                        "--retry-for is a number of seconds, more than 0, but found 0."
                    },
                    {
                        "info",
                        "-q",
                        "--retry-for",
                        "NaN",
                        "--retry-for is a number of seconds, more than 0, but found NaN."
                    },
                    {
                        "info",
                        "-q",
                        "--connect-timeout",
                        "-2",
                        "--connect-timeout is a number of seconds, more than 0, but found -2."
                    },
                    {"info", "-q", "--connect-timeout", "soon", "\"soon\" is no number."},
                    {
                        "info",
                        "-q",
                        "--hosts",
                        "a:70000",
                        "--hosts: A port is a number from 1 to 65535, but found 70000 for host a."
                    },
                    {"info", "-q", "--hosts", "a:b", "--hosts: A host is written name, name:port,"},
                    {"serve", "-q", "--nodes", "0", "--nodes is 1 or more, but found 0."}
                }) {
            CommandRun run = CommandRun.of(Arrays.copyOf(refused, refused.length - 1));
            assertEquals(2, run.status(), run.errors());
            assertTrue(run.errors().contains(refused[refused.length - 1]), run.errors());
        }

        CommandRun port = CommandRun.of("serve", "--port", "70000");
        assertEquals(2, port.status());
        assertTrue(
                port.errors().contains("--port is from 0 to 65535, but found 70000."),
                port.errors());

        CommandRun last = CommandRun.of("serve", "--port", "65535", "--nodes", "2");
        assertEquals(2, last.status());
        assertTrue(last.errors().contains("beyond the last port"), last.errors());
    }

    @Test
    void helpIsBrokenWhereTheLinesOfTheTerminalEnd() {
        for (String command : List.of("export", "lookup", "head", "sql", "import", "schema")) {
            List<String> lines = CommandRun.of(command, "--help").out().lines().toList();
            int options = lines.indexOf("") < 0 ? lines.size() : lines.indexOf("");
            for (int i = 1; i + 1 < options; i++) {
                String line = lines.get(i);
                String next = lines.get(i + 1);
                boolean continues = next.startsWith(" ".repeat(29)) || !next.startsWith(" ");
                boolean onlyNames = line.strip().startsWith("-") && !line.strip().contains("  ");
                String word = next.strip().split(" ")[0];
                assertTrue(line.length() <= 80, line);
                assertTrue(
                        !continues || onlyNames || line.length() + 1 + word.length() >= 79,
                        command + ": " + line);
            }
        }
    }
}
