package dev.aerospikearrow.benchmarks.suite.parameters;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The variables of the environment whose names start with BENCH_, and AEROSPIKE_HOSTS: the
 * parameters of a program that measures.
 */
public final class Variables {
    /** Those of other programs, which may be set in the same shell. */
    private static final Set<String> OF_OTHERS = Set.of("BENCH_ARGS");

    private final Map<String, String> environment;

    private Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Those of an environment.
     *
     * @param known the names that mean something to the program
     * @throws ParameterException if another one is there
     */
    public static Variables of(Map<String, String> environment, Collection<String> known) {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith("BENCH_") && !known.contains(name) && !OF_OTHERS.contains(name)) {
                throw new ParameterException(
                        "There is no parameter "
                                + name
                                + ". Parameters: "
                                + String.join(", ", new TreeSet<>(known))
                                + ", AEROSPIKE_HOSTS.");
            }
        }
        Variables variables = new Variables(environment);
        variables.chosen("BENCH_SAVE", "0", List.of("0", "1"), Function.identity());
        return variables;
    }

    /** A text without the space around it; empty if it is not there. */
    public String text(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    /**
     * {@code host:port,…} of a cluster; empty for the embedded one.
     *
     * @throws ParameterException if it is neither
     */
    public String hosts() {
        String hosts = text("AEROSPIKE_HOSTS");
        if (!hosts.isEmpty() && !hosts.matches("[^,:\\s]+(:\\d{1,5})?(,[^,:\\s]+(:\\d{1,5})?)*")) {
            throw new ParameterException(
                    "AEROSPIKE_HOSTS",
                    hosts,
                    "host:port,host:port,… or empty for the embedded one");
        }
        return hosts;
    }

    /**
     * A number.
     *
     * @param usual what it is if it is not there
     * @throws ParameterException if it is no number, or out of range
     */
    public int number(String name, int usual, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new ParameterException(name, text, "a number from " + least + " to " + most);
    }

    /**
     * One of some choices.
     *
     * @param usual the text of what it is if it is not there
     * @throws ParameterException if it is none of them
     */
    public <T> T chosen(String name, String usual, List<T> choices, Function<T, String> toText) {
        String text = text(name);
        String wanted = text.isEmpty() ? usual : text;
        return choices.stream()
                .filter(choice -> toText.apply(choice).equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        name,
                                        wanted,
                                        choices.stream()
                                                .map(toText)
                                                .collect(Collectors.joining("; ", "one of ", ""))));
    }
}
