package dev.aerospikearrow.benchmarks.contest;

import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmedUp;
import dev.aerospikearrow.benchmarks.rounds.RoundWatch;
import dev.aerospikearrow.benchmarks.rounds.Rounds;
import dev.aerospikearrow.benchmarks.rounds.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A maker of comparisons: all contestants must find the same, warm up, and take turns. */
public final class Contest {
    private final int rounds;
    private final Duration limit;
    private final WarmUpTime warmUpTime;
    private final Function<Task, Participant> meter;

    /**
     * @param limit how long the rounds of a piece of work last at most; the one that is running is
     *     finished
     * @param meter makes somebody who measures a task
     */
    public Contest(
            int rounds, Duration limit, WarmUpTime warmUpTime, Function<Task, Participant> meter) {
        this.rounds = rounds;
        this.limit = limit;
        this.warmUpTime = warmUpTime;
        this.meter = meter;
    }

    /**
     * What a piece of work gave.
     *
     * @param rounds those of each contestant
     */
    public record Result(Work work, WarmedUp warmUp, Map<Contestant, Rounds> rounds) {}

    /**
     * Measures a piece of work.
     *
     * @throws IllegalStateException if two contestants find something else
     */
    public Result run(Work work) throws Exception {
        work.preparation().run();
        work.requireSameOutcomes();
        Map<Contestant, Rounds> participants = new LinkedHashMap<>();
        for (Contestant contestant : work.contestants()) {
            participants.put(contestant, new Rounds(turns(contestant, work.rows())));
        }
        WarmedUp warmUp = new RoundRobin(participants.values(), RoundWatch.NONE).warmUp(warmUpTime);
        new RoundRobin(participants.values(), new Deadline(System.nanoTime(), limit)).run(rounds);
        return new Result(work, warmUp, participants);
    }

    /** The rounds of a contestant, each prepared before it is measured. */
    private Participant turns(Contestant contestant, long rows) {
        Participant metered =
                meter.apply(
                        latencies -> {
                            contestant.run();
                            return rows;
                        });
        return () -> {
            contestant.prepare();
            return metered.round();
        };
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
