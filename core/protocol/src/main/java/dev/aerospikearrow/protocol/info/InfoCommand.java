package dev.aerospikearrow.protocol.info;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One info command: a name, then either a path ({@code sets/test/flights}) or parameters ({@code
 * truncate:namespace=test;set=flights}). Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 6"
 */
public final class InfoCommand {
    private final String text;
    private final String name;
    private final List<String> path;
    private final Map<String, String> parameters;

    private InfoCommand(
            String text, String name, List<String> path, Map<String, String> parameters) {
        this.text = text;
        this.name = name;
        this.path = path;
        this.parameters = parameters;
    }

    /**
     * A command without parameters yet.
     *
     * @param name such as {@code peers-clear-std} or {@code namespace/test}
     * @throws IllegalArgumentException if it is empty or contains what separates commands
     */
    public static InfoCommand of(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("An info command has a name, but it is empty.");
        }
        requireOneLine(name);
        return parse(name);
    }

    /**
     * The same with one more parameter.
     *
     * @throws IllegalArgumentException if name or value contain what separates parameters: a value
     *     must not be able to become a parameter or command of its own
     */
    public InfoCommand with(String parameter, String value) {
        requireOneLine(parameter);
        requireOneLine(value);
        if (value.indexOf(';') >= 0 || parameter.indexOf(';') >= 0 || parameter.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "Parameter "
                            + parameter
                            + " of info command "
                            + name
                            + " is \""
                            + value
                            + "\"; it must not contain a semicolon.");
        }
        char separator = text.indexOf(':') < 0 ? ':' : ';';
        return parse(text + separator + parameter + '=' + value);
    }

    /** The command that {@code text}, a line of a request, stands for. */
    public static InfoCommand parse(String text) {
        int colon = text.indexOf(':');
        String head = colon < 0 ? text : text.substring(0, colon);
        List<String> segments = new ArrayList<>(List.of(head.split("/", -1)));
        String name = segments.remove(0);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (colon >= 0) {
            for (String parameter : text.substring(colon + 1).split(";")) {
                int equals = parameter.indexOf('=');
                if (equals >= 0) {
                    parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
                }
            }
        }
        return new InfoCommand(text, name, List.copyOf(segments), parameters);
    }

    private static void requireOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                throw new IllegalArgumentException(
                        "An info command is one line without control characters, but character "
                                + i
                                + " of \""
                                + text
                                + "\" is one.");
            }
        }
    }

    /** The command as it is sent, without the line's end. */
    public String text() {
        return text;
    }

    /** The name: what stands before the first slash or colon. */
    public String name() {
        return name;
    }

    /** What follows the name between slashes; empty if nothing does. */
    public List<String> path() {
        return path;
    }

    public Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InfoCommand that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
