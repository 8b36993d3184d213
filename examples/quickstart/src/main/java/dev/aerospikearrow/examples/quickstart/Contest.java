package dev.aerospikearrow.examples.quickstart;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Two ways to one answer, in turns: first until the compiler is done with both, then in rounds that
 * count.
 *
 * @param <T> what is answered
 */
final class Contest<T> {
    /** The compiler is done when it works less than this share of the time. */
    private static final double QUIET_COMPILER = 0.05;

    private static final int LEAST_WARM_UP_ROUNDS = 3;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /**
     * How long it takes.
     *
     * @param rounds of each way
     * @param leastRound an answer is asked for again and again until a round lasts so long, since
     *     CPU time is counted in steps
     * @param longestWarmUp even if the compiler is not done
     */
    record Pace(int rounds, Duration leastRound, Duration longestWarmUp) {
        static final Pace DEFAULT = new Pace(7, Duration.ofMillis(600), Duration.ofSeconds(10));
    }

    /**
     * What came out.
     *
     * @param answer of both ways
     * @param columns what an answer used, in each round
     * @param maps what an answer used, in each round
     */
    record Outcome<T>(T answer, List<Usage> columns, List<Usage> maps) {
        /** In how many rounds columns took less time than maps. */
        long roundsWonByColumns() {
            return IntStream.range(0, columns.size())
                    .filter(round -> columns.get(round).nanos() < maps.get(round).nanos())
                    .count();
        }
    }

    private final Callable<T> columns;
    private final Callable<T> maps;

    Contest(Callable<T> columns, Callable<T> maps) {
        this.columns = columns;
        this.maps = maps;
    }

    /**
     * Runs it.
     *
     * @param listener is told after each round that counts how many there were
     * @throws IllegalStateException if the two ways answer differently
     */
    Outcome<T> run(Pace pace, IntConsumer listener) throws Exception {
        T answer = columns.call();
        Usage usual = warmedUp(pace.longestWarmUp(), answer);
        int answersPerRound =
                (int) Math.max(1, Math.ceil((double) pace.leastRound().toNanos() / usual.nanos()));
        List<Usage> columnRounds = new ArrayList<>();
        List<Usage> mapRounds = new ArrayList<>();
        for (int round = 0; round < pace.rounds(); round++) {
            // Who is first changes, so that neither always finds what the other has left behind.
            if (round % 2 == 0) {
                columnRounds.add(measured(columns, answer, answersPerRound));
                mapRounds.add(measured(maps, answer, answersPerRound));
            } else {
                mapRounds.add(measured(maps, answer, answersPerRound));
                columnRounds.add(measured(columns, answer, answersPerRound));
            }
            listener.accept(round + 1);
        }
        return new Outcome<>(answer, columnRounds, mapRounds);
    }

    /** Both ways, until the compiler is quiet; returns what columns used in the end. */
    private Usage warmedUp(Duration longest, T answer) throws Exception {
        long start = System.nanoTime();
        for (int round = 1; ; round++) {
            long before = System.nanoTime();
            long compiledBefore = compilationMillis();
            Usage usage = measured(columns, answer, 1);
            measured(maps, answer, 1);
            long now = System.nanoTime();
            double share = (compilationMillis() - compiledBefore) * 1e6 / (now - before);
            boolean isQuiet = round >= LEAST_WARM_UP_ROUNDS && share < QUIET_COMPILER;
            if (isQuiet || now - start >= longest.toNanos()) {
                return usage;
            }
        }
    }

    private static long compilationMillis() {
        return COMPILER == null ? 0 : COMPILER.getTotalCompilationTime();
    }

    private static <T> Usage measured(Callable<T> way, T expected, int answers) throws Exception {
        Usage before = Usage.now();
        for (int i = 0; i < answers; i++) {
            T answer = way.call();
            if (!answer.equals(expected)) {
                throw new IllegalStateException(
                        "Columns and maps answer differently: " + expected + " and " + answer);
            }
        }
        return Usage.now().since(before).perAnswer(answers);
    }
}
