package dev.aerospikearrow.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The three streams of a process, and which of them are a terminal.
 *
 * @param in standard input
 * @param out standard output, for data; unbuffered, its failures are seen
 * @param errors standard error, for people
 * @param terminals the streams that a person looks at
 * @param environment the variables of the environment
 * @param secrets asks a person for something that is not shown while it is written; null if there
 *     is nobody to ask
 */
public record Console(
        InputStream in,
        OutputStream out,
        PrintStream errors,
        Set<Stream> terminals,
        Map<String, String> environment,
        Function<String, char @Nullable []> secrets) {

    /** System property of the launcher: which streams are terminals, such as {@code out,err}. */
    static final String TERMINALS_PROPERTY = "aerospike-arrow.terminals";

    /** System property of the launcher: how wide the terminal is. */
    static final String WIDTH_PROPERTY = "aerospike-arrow.width";

    /** System property of the launcher: how many lines the terminal has. */
    static final String HEIGHT_PROPERTY = "aerospike-arrow.height";

    private static final int DEFAULT_WIDTH = 80;
    private static final int DEFAULT_HEIGHT = 24;
    private static final int MIN_WIDTH = 40;

    /** The streams of a process. */
    public enum Stream {
        IN("in"),
        OUT("out"),
        ERR("err");

        private final String shellName;

        Stream(String shellName) {
            this.shellName = shellName;
        }
    }

    /** Keeps copies. */
    public Console {
        terminals = Set.copyOf(terminals);
        environment = Map.copyOf(environment);
    }

    /** The streams of this process. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                terminalsOfProcess(),
                System.getenv(),
                Console::askForSecret);
    }

    private static char @Nullable [] askForSecret(String prompt) {
        java.io.Console console = System.console();
        return console == null || !consoleIsTerminal() ? null : console.readPassword("%s", prompt);
    }

    /** The launcher knows exactly. Without it, Java tells only if all of them are terminals. */
    private static Set<Stream> terminalsOfProcess() {
        Set<Stream> terminals = EnumSet.noneOf(Stream.class);
        String told = System.getProperty(TERMINALS_PROPERTY);
        if (told == null) {
            return consoleIsTerminal() ? EnumSet.allOf(Stream.class) : terminals;
        }
        Set<String> names = Set.of(told.split(","));
        for (Stream stream : Stream.values()) {
            if (names.contains(stream.shellName)) {
                terminals.add(stream);
            }
        }
        return terminals;
    }

    /** From Java 22 on there is a console without a terminal, too. */
    private static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Object answer = java.io.Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(answer);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Whether a person looks at a stream. */
    public boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }

    /** How many characters a line of the terminal has; 80 if nobody tells. */
    public int width() {
        return Math.max(MIN_WIDTH, size(WIDTH_PROPERTY, "COLUMNS", DEFAULT_WIDTH));
    }

    /** How many lines the terminal has; 24 if nobody tells. */
    public int height() {
        return Math.max(1, size(HEIGHT_PROPERTY, "LINES", DEFAULT_HEIGHT));
    }

    private int size(String property, String variable, int otherwise) {
        String told = System.getProperty(property, environment.getOrDefault(variable, ""));
        try {
            return Integer.parseInt(told.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Where rows go: standard output, and on a terminal without what terminals obey. */
    public OutputStream dataOut() {
        return isTerminal(Stream.OUT) ? PlainText.onTerminal(out) : out;
    }

    /** A line for people on standard error. */
    public void say(String line) {
        errors.println(PlainText.of(line));
    }

    /** Whether a line can be drawn again on standard error. */
    public boolean canRedraw() {
        return isTerminal(Stream.ERR) && !"dumb".equals(environment.get("TERM"));
    }
}
