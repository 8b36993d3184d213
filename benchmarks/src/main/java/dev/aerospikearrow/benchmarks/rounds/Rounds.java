package dev.aerospikearrow.benchmarks.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rounds of one participant, until one fails. */
public final class Rounds {
    private final Participant participant;
    private final List<Round> rounds = new ArrayList<>();
    private @Nullable Exception failure;

    /** None yet. */
    public Rounds(Participant participant) {
        this.participant = participant;
    }

    Participant participant() {
        return participant;
    }

    /** Does one more that counts, unless one has failed. */
    void run() {
        attempt().ifPresent(rounds::add);
    }

    /** Does one that does not count, unless one has failed; nothing of it is kept. */
    void warmUp() {
        attempt();
    }

    private Optional<Round> attempt() {
        if (failure != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(participant.round());
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            failure = e;
            return Optional.empty();
        }
    }

    /** Releases what the participant prepared. */
    public void close() {
        participant.close();
    }

    /** The rounds that were finished. */
    public List<Round> finished() {
        return List.copyOf(rounds);
    }

    /** Why there are no further rounds; empty if none failed. */
    public Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** What the rounds gave; empty if there are none. */
    public Optional<Summary> summary() {
        return rounds.isEmpty() ? Optional.empty() : Optional.of(Summary.of(rounds));
    }

    /** The median over the rounds of how many times faster this was, round by round. */
    public double medianRatioTo(Rounds other) {
        double[] ratios = new double[Math.min(rounds.size(), other.rounds.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] =
                    rounds.get(i).operationsPerSecond() / other.rounds.get(i).operationsPerSecond();
        }
        return Statistics.median(ratios);
    }
}
