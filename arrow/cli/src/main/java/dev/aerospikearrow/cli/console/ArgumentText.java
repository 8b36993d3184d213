package dev.aerospikearrow.cli.console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of arguments. Where the environment names no character set, as in containers and jobs,
 * Java reads arguments as ASCII and puts question marks in the place of all other characters, and
 * can open no file whose name has some. The launcher names one; what was started without it is
 * refused before it reads or writes something else than was asked for.
 */
public final class ArgumentText {
    private static final int LAST_ASCII = 0x7F;

    /** The command line as bytes, where a system has that. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private ArgumentText() {}

    /** What to tell the user, if Java has lost characters of the arguments. */
    public static Optional<String> unreadable(String... arguments) {
        String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
        return isAscii(charset)
                ? firstLost(commandLine(), arguments.length).map(lost -> message(charset, lost))
                : Optional.empty();
    }

    private static boolean isAscii(String charset) {
        try {
            return Charset.forName(charset).equals(StandardCharsets.US_ASCII);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    private static byte[] commandLine() {
        try {
            return Files.readAllBytes(COMMAND_LINE);
        } catch (IOException e) {
            return new byte[0]; // Another system: nothing is known.
        }
    }

    /**
     * The first of the last {@code count} arguments that is not ASCII.
     *
     * @param commandLine a zero byte behind each argument
     */
    static Optional<String> firstLost(byte[] commandLine, int count) {
        String[] all = new String(commandLine, StandardCharsets.UTF_8).split("\0", -1);
        int end = all.length - 1;
        for (int i = Math.max(0, end - count); i < end; i++) {
            if (all[i].chars().anyMatch(character -> character > LAST_ASCII)) {
                return Optional.of(all[i]);
            }
        }
        return Optional.empty();
    }

    private static String message(String charset, String argument) {
        return "Java takes the text of this environment for "
                + charset
                + " and cannot read the argument "
                + argument
                + ". Set LC_ALL=C.UTF-8, or start bin/aerospike-arrow, which does that.";
    }
}
