package dev.aerospikearrow.benchmarks.rounds;

import dev.aerospikearrow.benchmarks.rounds.Participant.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A contest whose participants take turns, so that whatever drifts on a shared machine drifts for
 * all of them. No collection is forced between rounds: that would slow down whoever leaves garbage.
 */
public final class RoundRobin {
    /** What the compiler may still do, of the time of the rounds, when the warm-up ends. */
    public static final double QUIET_SHARE = 0.02;

    /** So much of the participants' time must be that quiet, one after the other. */
    private static final Duration QUIET_TIME = Duration.ofMillis(400);

    /** Rounds of participants that no compiler of this process works on. */
    private static final int WARM_UP_ROUNDS_ELSEWHERE = 2;

    private static final int LEAST_WARM_UP_ROUNDS = 3;

    private final List<Rounds> participants;
    private final RoundWatch watch;

    /** Of those participants. */
    public RoundRobin(Collection<Rounds> participants, RoundWatch watch) {
        this.participants = List.copyOf(participants);
        this.watch = watch;
    }

    /** How a warm-up ended. */
    public record WarmedUp(int rounds, Duration duration, double compilerShare) {
        /** Whether the compiler was done. */
        public boolean isQuiet() {
            return compilerShare <= QUIET_SHARE;
        }
    }

    /**
     * How long a warm-up lasts.
     *
     * @param leastOfEach how long each participant of this process runs at least
     * @param most how long it lasts at most, beside that
     */
    public record WarmUpTime(Duration leastOfEach, Duration most) {}

    /**
     * Uncounted rounds, for a while and until the compiler has hardly anything to do any more, or
     * the time is over.
     */
    public WarmedUp warmUp(WarmUpTime time) {
        List<Rounds> here = new ArrayList<>();
        List<Rounds> elsewhere = new ArrayList<>();
        participants.forEach(
                rounds ->
                        (rounds.participant().place() == Place.THIS_PROCESS ? here : elsewhere)
                                .add(rounds));
        for (int i = 0; i < WARM_UP_ROUNDS_ELSEWHERE; i++) {
            warmUpOnce(elsewhere);
        }
        return warmUpCompiled(here, time);
    }

    private WarmedUp warmUpCompiled(List<Rounds> here, WarmUpTime time) {
        long leastNanos = time.leastOfEach().toNanos() * here.size();
        long limitNanos = leastNanos + time.most().toNanos();
        long start = System.nanoTime();
        long windowStart = start;
        long compiledBefore = ProcessMeter.compilationMillis();
        double share = here.isEmpty() ? 0 : 1;
        int rounds = 0;
        while (!here.isEmpty()
                && watch.goesOn()
                && (rounds < LEAST_WARM_UP_ROUNDS
                        || share > QUIET_SHARE
                        || System.nanoTime() - start < leastNanos)
                && System.nanoTime() - start < limitNanos) {
            warmUpOnce(here);
            rounds++;
            long now = System.nanoTime();
            if (now - windowStart >= QUIET_TIME.toNanos()) {
                long compiled = ProcessMeter.compilationMillis();
                share = (compiled - compiledBefore) * 1e6 / (now - windowStart);
                windowStart = now;
                compiledBefore = compiled;
            }
        }
        return new WarmedUp(rounds, Duration.ofNanos(System.nanoTime() - start), share);
    }

    /** Rounds that count. */
    public void run(int rounds) {
        List<Rounds> order = new ArrayList<>(participants);
        for (int round = 0; round < rounds; round++) {
            for (Rounds participant : order) {
                if (!watch.goesOn()) {
                    return;
                }
                participant.run();
                watch.roundIsOver();
            }
            // Nobody always comes after the same.
            Collections.rotate(order, 1);
            if (!order.isEmpty() && round % order.size() == 0) {
                Collections.reverse(order);
            }
        }
    }

    private void warmUpOnce(List<Rounds> some) {
        for (Rounds participant : some) {
            if (watch.goesOn()) {
                participant.warmUp();
            }
        }
    }
}
