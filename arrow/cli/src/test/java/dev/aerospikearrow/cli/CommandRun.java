package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.Console;
import dev.aerospikearrow.cli.console.Console.Stream;
import dev.aerospikearrow.cli.console.Interruption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that ran in this process.
 *
 * @param status its exit code
 * @param bytes what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record CommandRun(int status, byte[] bytes, String errors) {

    /** Standard output as text. */
    String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A command without terminals and without input. */
    static CommandRun of(String... arguments) {
        return builder().run(arguments);
    }

    static Builder builder() {
        return new Builder();
    }

    /** How a command is run. */
    static final class Builder {
        private final Set<Stream> terminals = EnumSet.noneOf(Stream.class);
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = collected;
        private Interruption interruption = new Interruption();
        private Map<String, String> environment = Map.of("TERM", "xterm", "LANG", "C.UTF-8");
        private char @Nullable [] secret;

        Builder environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        /** What a person writes who is asked for a password. */
        Builder secret(String text) {
            secret = text.toCharArray();
            return this;
        }

        Builder input(String text) {
            in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Builder output(OutputStream stream) {
            out = stream;
            return this;
        }

        Builder terminal(Stream stream) {
            terminals.add(stream);
            return this;
        }

        Builder interruption(Interruption signals) {
            interruption = signals;
            return this;
        }

        CommandRun run(String... arguments) {
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            Console console =
                    new Console(
                            in,
                            out,
                            new PrintStream(errors, true, StandardCharsets.UTF_8),
                            terminals,
                            environment,
                            prompt -> secret);
            int status = AerospikeArrow.run(console, interruption, arguments);
            interruption.commandFinished();
            return new CommandRun(
                    status, collected.toByteArray(), errors.toString(StandardCharsets.UTF_8));
        }
    }
}
