package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.SampleTable.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link SideBySide} compares, and for how long.
 *
 * @param clients in the order of the table's rows; ratios are to the last
 * @param works what they are compared in
 * @param warmUpRounds rounds of each client before anything is kept
 * @param rounds rounds of each client that are kept
 * @param roundTime how long a round lasts
 */
record SideBySideOptions(
        List<Client> clients, List<Work> works, int warmUpRounds, int rounds, Duration roundTime) {
    static final String USAGE =
            """
            usage: side-by-side [--only TEXT] [--clients A,B,...] [--warm-up-rounds N] [--rounds N]
                                [--round-millis N]
              --only            only the work whose title contains this, such as "10,000 keys"
              --clients         clients to compare; ratios are to the last one. Default:\s"""
                    + Client.titles(Client.USUAL)
                    + "\n                    All: "
                    + Client.titles(Arrays.asList(Client.values()))
                    + """

              --warm-up-rounds  rounds of each client before anything is kept. Default: 20
              --rounds          rounds of each client that are kept. Default: 30
              --round-millis    how long a round lasts. Default: 500""";

    /** Everything there is to compare. */
    static final List<Work> ALL_WORKS =
            List.of(
                    new Work.BatchRead(Shape.DOUBLES_5, 10_000),
                    new Work.BatchRead(Shape.DOUBLES_20, 10_000),
                    new Work.BatchRead(Shape.MIXED_6, 10_000),
                    new Work.BatchRead(Shape.DOUBLES_5, 1_000),
                    new Work.BatchRead(Shape.DOUBLES_5, 100),
                    new Work.BatchRead(Shape.DOUBLES_5, 10),
                    new Work.BatchRead(Shape.DOUBLES_5, 1),
                    new Work.Get(Shape.DOUBLES_5),
                    new Work.AsyncGets(Shape.DOUBLES_5, 50),
                    new Work.AsyncGets(Shape.DOUBLES_5, 200),
                    new Work.Scan(Shape.DOUBLES_5),
                    new Work.KeyStream(Shape.DOUBLES_5, 1_000_000),
                    new Work.ColumnWrite(Shape.DOUBLES_5, 10_000),
                    new Work.ColumnWrite(Shape.DOUBLES_20, 10_000));

    private static final SideBySideOptions DEFAULT =
            new SideBySideOptions(Client.USUAL, ALL_WORKS, 20, 30, Duration.ofMillis(500));

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it does not read so; the message says what is wrong
     */
    static SideBySideOptions parse(String... arguments) {
        SideBySideOptions options = DEFAULT;
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is unknown, or lacks its value.");
            }
            options = options.with(name, arguments[i + 1]);
        }
        return options;
    }

    private SideBySideOptions with(String name, String value) {
        return switch (name) {
            case "--only" ->
                    new SideBySideOptions(clients, only(value), warmUpRounds, rounds, roundTime);
            case "--clients" ->
                    new SideBySideOptions(
                            Stream.of(value.split(",")).map(Client::of).toList(),
                            works,
                            warmUpRounds,
                            rounds,
                            roundTime);
            case "--warm-up-rounds" ->
                    new SideBySideOptions(
                            clients, works, number(name, value, 0), rounds, roundTime);
            case "--rounds" ->
                    new SideBySideOptions(
                            clients, works, warmUpRounds, number(name, value, 1), roundTime);
            case "--round-millis" ->
                    new SideBySideOptions(
                            clients,
                            works,
                            warmUpRounds,
                            rounds,
                            Duration.ofMillis(number(name, value, 1)));
            default -> throw new IllegalArgumentException("\"" + name + "\" is unknown.");
        };
    }

    private List<Work> only(String part) {
        List<Work> chosen = works.stream().filter(work -> work.title().contains(part)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "No work has \""
                            + part
                            + "\" in its title. Titles: "
                            + String.join("; ", works.stream().map(Work::title).toList()));
        }
        return chosen;
    }

    private static int number(String name, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is too small.
        }
        throw new IllegalArgumentException(
                name + " is a number from " + least + " on, but found \"" + value + "\".");
    }
}
