package dev.aerospikearrow.examples.spark;

import java.nio.file.Path;

/**
 * The arguments of the example.
 *
 * @param master Spark's master, {@code --master}; two threads of this process by default
 * @param flights the Parquet file, {@code --flights}
 */
record ExampleArguments(String master, Path flights) {
    static final Path FLIGHTS = Path.of("examples", "data", "flights-2001.parquet");
    private static final ExampleArguments DEFAULT = new ExampleArguments("local[2]", FLIGHTS);

    /**
     * Reads {@code --name value} or {@code --name=value} pairs.
     *
     * @throws IllegalArgumentException if one is not known
     */
    static ExampleArguments parse(String[] words) {
        ExampleArguments arguments = DEFAULT;
        String[] parts = String.join("=", words).split("=", -1);
        for (int i = 0; words.length > 0 && i < parts.length; i += 2) {
            String value = i + 1 < parts.length ? parts[i + 1] : "";
            arguments = arguments.with(parts[i], value);
        }
        return arguments;
    }

    private ExampleArguments with(String name, String value) {
        return switch (name) {
            case "--master" -> new ExampleArguments(value, flights);
            case "--flights" -> new ExampleArguments(master, Path.of(value));
            default ->
                    throw new IllegalArgumentException(
                            "There is no argument "
                                    + name
                                    + ". Known are --master local[2] and --flights FILE.");
        };
    }
}
