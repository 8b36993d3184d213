package dev.aerospikearrow.benchmarks.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
    private final List<String> order = new ArrayList<>();

    private final class Named implements Participant {
        private final String name;
        private final int failsAt;
        private int rounds;

        Named(String name, int failsAt) {
            this.name = name;
            this.failsAt = failsAt;
        }

        @Override
        public Round round() {
            order.add(name);
            if (++rounds == failsAt) {
                throw new IllegalStateException(name + " is down");
            }
            return new Round(1, 1_000, 1_000, 1_000, OptionalLong.empty(), 0, 0, 0, new long[1]);
        }
    }

    private static final class StopAfter implements RoundWatch {
        private int left;

        StopAfter(int rounds) {
            left = rounds;
        }

        @Override
        public boolean goesOn() {
            return left > 0;
        }

        @Override
        public void roundIsOver() {
            left--;
        }
    }

    @Test
    void participantsTakeTurnsAndNobodyIsAlwaysFirst() {
        List<Rounds> all = List.of(new Rounds(new Named("a", 0)), new Rounds(new Named("b", 0)));
        new RoundRobin(all, RoundWatch.NONE).run(6);
        all.forEach(rounds -> assertEquals(6, rounds.finished().size()));
        for (int turn = 0; turn < order.size(); turn += 2) {
            assertEquals(
                    List.of("a", "b"), order.subList(turn, turn + 2).stream().sorted().toList());
        }
        Set<String> firstOfTurn = new HashSet<>();
        for (int turn = 0; turn < order.size(); turn += 2) {
            firstOfTurn.add(order.get(turn));
        }
        assertEquals(Set.of("a", "b"), firstOfTurn);
    }

    @Test
    void whoeverFailsKeepsItsRoundsAndTheOthersGoOn() {
        Rounds failing = new Rounds(new Named("a", 3));
        Rounds other = new Rounds(new Named("b", 0));
        new RoundRobin(List.of(failing, other), RoundWatch.NONE).run(5);
        assertEquals(2, failing.finished().size());
        assertEquals("a is down", failing.failure().orElseThrow().getMessage());
        assertEquals(5, other.finished().size());
    }

    @Test
    void stoppedRunKeepsTheRoundsThatWereFinished() {
        List<Rounds> all = List.of(new Rounds(new Named("a", 0)), new Rounds(new Named("b", 0)));
        new RoundRobin(all, new StopAfter(3)).run(100);
        assertEquals(3, all.get(0).finished().size() + all.get(1).finished().size());
    }

    @Test
    void eachParticipantIsWarmedUpAtLeastForItsTime() {
        Rounds rounds = new Rounds(new Named("a", 0));
        Duration least = Duration.ofMillis(30);
        RoundRobin.WarmedUp warmUp =
                new RoundRobin(List.of(rounds, new Rounds(new Named("b", 0))), RoundWatch.NONE)
                        .warmUp(new WarmUpTime(least, Duration.ofMillis(100)));
        assertTrue(warmUp.duration().compareTo(least.multipliedBy(2)) >= 0, warmUp.toString());
    }

    @Test
    void warmUpIsNotCounted() {
        Rounds rounds = new Rounds(new Named("a", 0));
        RoundRobin turns = new RoundRobin(List.of(rounds), RoundWatch.NONE);
        RoundRobin.WarmedUp warmUp =
                turns.warmUp(new WarmUpTime(Duration.ZERO, Duration.ofMillis(5)));
        assertTrue(rounds.finished().isEmpty());
        assertEquals(order.size(), warmUp.rounds());
        turns.run(2);
        assertEquals(2, rounds.finished().size());
    }
}
