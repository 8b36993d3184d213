package dev.aerospikearrow.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.RoundRobin.WarmUpTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {
    private static final Contest CONTEST =
            new Contest(
                    2,
                    Duration.ofMinutes(1),
                    new WarmUpTime(Duration.ZERO, Duration.ZERO),
                    task -> new MeteredTask(task, 0));

    private final List<String> done = new ArrayList<>();

    private final class Noting implements Contestant {
        private final String title;
        private final long found;

        Noting(String title, long found) {
            this.title = title;
            this.found = found;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public void prepare() {
            done.add("prepare " + title);
        }

        @Override
        public void run() {
            done.add("run " + title);
            if (title.equals("bad")) {
                throw new IllegalStateException("out of order");
            }
        }

        @Override
        public Outcome outcome() {
            done.add("outcome " + title);
            return new Outcome(found, 0);
        }
    }

    private Work work(Contestant other, Contestant official) {
        return new Work("a work", 10, () -> done.add("preparation"), List.of(other), official);
    }

    @Test
    void contestantsTakeTurnsAndEachTurnIsPrepared() throws Exception {
        Contest.Result result =
                CONTEST.run(work(new Noting("ours", 10), new Noting("by hand", 10)));

        assertEquals(List.of("preparation", "outcome by hand", "outcome ours"), done.subList(0, 3));
        assertEquals(
                List.of("prepare ours", "run ours", "prepare by hand", "run by hand"),
                done.subList(3, 7));
        assertEquals(11, done.size());
        String table = ResultTable.format(result);
        assertTrue(table.startsWith("a work\n| contestant"), table);
        assertTrue(table.contains("baseline"), table);
        assertTrue(table.contains("10 rows a round"), table);
    }

    @Test
    void contestantsThatFindSomethingElseAreNotMeasured() {
        String message =
                assertThrows(
                                IllegalStateException.class,
                                () ->
                                        CONTEST.run(
                                                work(
                                                        new Noting("ours", 9),
                                                        new Noting("by hand", 10))))
                        .getMessage();

        assertTrue(message.startsWith("a work: \"ours\" found Outcome[rows=9"), message);
        assertTrue(message.contains("\"by hand\" found Outcome[rows=10"), message);
    }

    @Test
    void aContestantThatFailsIsNamedUnderTheTable() throws Exception {
        String table =
                ResultTable.format(CONTEST.run(work(new Noting("bad", 1), new Noting("other", 1))));

        assertTrue(table.contains("bad failed: java.lang.IllegalStateException: out of"), table);
        assertTrue(table.contains("| other "), table);
    }
}
