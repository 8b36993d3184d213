package dev.aerospikearrow.protocol.info;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build of a server by its own account, as far as it decides what may be asked: the answer to
 * {@code build}, such as {@code 8.1.2.0}.
 *
 * @param major the first number
 * @param minor the second one
 * @see "docs/docs/internals/wire.md, section 16"
 */
public record ServerBuild(int major, int minor) {
    /** One of which nothing newer than the oldest is expected. */
    public static final ServerBuild UNKNOWN = new ServerBuild(0, 0);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");

    /** Reads an answer; what begins with no two numbers is unknown. */
    public static ServerBuild parse(String answer) {
        Matcher matcher = NUMBERS.matcher(answer.strip());
        return matcher.matches()
                ? new ServerBuild(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : UNKNOWN;
    }

    /** Whether refusals come with details if they are asked for. */
    public boolean explainsRefusals() {
        return isAtLeast(8, 2);
    }

    /** Whether queries may have filters in the server's own language. */
    public boolean compilesFilterTexts() {
        return isAtLeast(8, 2);
    }

    /** How deep lists and maps in requests may be nested. */
    public int maxNestingDepth() {
        return isAtLeast(8, 2) ? 64 : Integer.MAX_VALUE;
    }

    /** Whether it came before another one. */
    public boolean isOlderThan(ServerBuild other) {
        return !isAtLeast(other.major, other.minor);
    }

    private boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }

    @Override
    public String toString() {
        return equals(UNKNOWN) ? "unknown" : major + "." + minor;
    }
}
