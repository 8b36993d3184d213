package dev.aerospikearrow.cli;

import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Options that are numbers: what is none, or is out of bounds, is refused in the same words. */
final class Numbers {
    private static final double MAX_SECONDS = 1e9;

    private Numbers() {}

    /** Has a command line read numbers so. */
    static void registerWith(CommandLine line) {
        line.registerConverter(Integer.class, Numbers::integer);
        line.registerConverter(int.class, Numbers::integer);
        line.registerConverter(Long.class, Numbers::wholeNumber);
        line.registerConverter(long.class, Numbers::wholeNumber);
        line.registerConverter(double.class, Numbers::number);
    }

    private static Integer integer(String text) {
        long number = wholeNumber(text);
        if (number != (int) number) {
            throw new TypeConversionException(text + " is too large a number.");
        }
        return (int) number;
    }

    private static Long wholeNumber(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is no whole number.");
        }
    }

    private static Double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is no number.");
        }
    }

    /**
     * A number of an option, which has a least one.
     *
     * @throws CliException if it is less
     */
    static long atLeast(long least, String option, long number) {
        if (number < least) {
            throw new CliException(
                    ExitCode.USAGE,
                    option + " is " + least + " or more, but found " + number + ".");
        }
        return number;
    }

    /**
     * A time that is given in seconds.
     *
     * @throws CliException if it is less than a millisecond, or longer than anybody lives
     */
    static Duration seconds(String option, double seconds) {
        long millis = Math.round(seconds * 1000);
        if (!(seconds <= MAX_SECONDS) || millis < 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    option
                            + " is a number of seconds, more than 0, but found "
                            + (seconds == Math.rint(seconds) && Math.abs(seconds) <= MAX_SECONDS
                                    ? Long.toString((long) seconds)
                                    : Double.toString(seconds))
                            + ".");
        }
        return Duration.ofMillis(millis);
    }
}
