package dev.aerospikearrow.benchmarks.spark;

import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Round;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmedUp;
import dev.aerospikearrow.benchmarks.rounds.RoundWatch;
import dev.aerospikearrow.benchmarks.rounds.Rounds;
import dev.aerospikearrow.benchmarks.spark.work.Contestant;
import dev.aerospikearrow.benchmarks.spark.work.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A maker of comparisons: all contestants must find the same, warm up, and take turns. */
final class SparkContest {
    private final int rounds;
    private final Duration limit;
    private final WarmUpTime warmUpTime;

    /**
     * @param limit how long the rounds of a piece of work last at most; the one that is running is
     *     finished
     */
    SparkContest(int rounds, Duration limit, WarmUpTime warmUpTime) {
        this.rounds = rounds;
        this.limit = limit;
        this.warmUpTime = warmUpTime;
    }

    /**
     * What a piece of work gave.
     *
     * @param rounds those of each contestant
     */
    record Result(Work work, WarmedUp warmUp, Map<Contestant, Rounds> rounds) {}

    /**
     * Measures a piece of work.
     *
     * @throws IllegalStateException if two contestants find something else
     */
    Result run(Work work) throws Exception {
        work.preparation().run();
        work.requireSameOutcomes();
        Map<Contestant, Rounds> participants = new LinkedHashMap<>();
        for (Contestant contestant : work.contestants()) {
            participants.put(contestant, new Rounds(new Turns(contestant, work.rows())));
        }
        WarmedUp warmUp = new RoundRobin(participants.values(), RoundWatch.NONE).warmUp(warmUpTime);
        new RoundRobin(participants.values(), new Deadline(System.nanoTime(), limit)).run(rounds);
        return new Result(work, warmUp, participants);
    }

    /** The rounds of a contestant, each prepared before it is measured. */
    private static final class Turns implements Participant {
        private final Contestant contestant;
        private final MeteredTask task;

        Turns(Contestant contestant, long rows) {
            this.contestant = contestant;
            task =
                    new MeteredTask(
                            latencies -> {
                                contestant.run();
                                return rows;
                            },
                            0);
        }

        @Override
        public Round round() throws Exception {
            contestant.prepare();
            return task.round();
        }
    }

    /** Ends the rounds when their time is over. */
    private record Deadline(long startNanos, Duration limit) implements RoundWatch {
        @Override
        public boolean goesOn() {
            return System.nanoTime() - startNanos < limit.toNanos();
        }

        @Override
        public void roundIsOver() {}
    }
}
