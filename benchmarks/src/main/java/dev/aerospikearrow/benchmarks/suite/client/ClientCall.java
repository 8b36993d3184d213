package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.rounds.InFlight;
import dev.aerospikearrow.benchmarks.rounds.LatencyLog;
import dev.aerospikearrow.benchmarks.rounds.Task;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A call of a client for some rows, to be made again and again. */
sealed interface ClientCall extends AutoCloseable {
    /**
     * What a call gave.
     *
     * @param found how many records were found, or written
     * @param outcome of the stage
     */
    record Result(int found, double outcome) {
        private static final Result NONE = new Result(0, 0);
        private static final Result ONE = new Result(1, 0);

        static Result of(boolean success) {
            return success ? ONE : NONE;
        }

        static Result found(int records) {
            return new Result(records, 0);
        }
    }

    /** Takes the end of a call. */
    interface Completion {
        void done(Result result);

        void failed(Throwable cause);
    }

    /** Does it and waits. */
    non-sealed interface Waiting extends ClientCall {
        Result run(int firstRow, int rows) throws Exception;
    }

    /** Starts it. */
    non-sealed interface Started extends ClientCall {
        void start(int firstRow, int rows, Completion completion);
    }

    @Override
    default void close() {}

    /** The calls of a round. */
    default Task task(Work work) {
        if (this instanceof Started started) {
            return new Overlapping(work, started);
        }
        Waiting waiting = (Waiting) this;
        return work.inFlight() == 1 ? new Sequence(work, waiting) : new Threads(work, waiting);
    }

    /** One after the other. */
    final class Sequence implements Task {
        private final Work work;
        private final Waiting call;
        private final Extent extent;
        private final AtomicLong next;

        private Sequence(Work work, Waiting call, Extent extent, AtomicLong next) {
            this.work = work;
            this.call = call;
            this.extent = extent;
            this.next = next;
        }

        private Sequence(Work work, Waiting call) {
            this(work, call, work.extent(), new AtomicLong());
        }

        @Override
        public long run(LatencyLog latencies) throws Exception {
            long roundStart = System.nanoTime();
            long start = roundStart;
            long operations = 0;
            int calls = 0;
            do {
                long index = next.getAndIncrement();
                int firstRow = work.firstRow(index);
                int rows = work.rows(index);
                Expectation.check(work, firstRow, call.run(firstRow, rows).found(), rows);
                long end = System.nanoTime();
                latencies.add(end - start);
                start = end;
                operations += rows;
                calls++;
            } while (calls < extent.mostCalls() && start - roundStart < extent.mostNanos());
            return operations;
        }

        @Override
        public void close() {
            call.close();
        }
    }

    /**
     * Sequences in threads, which live as long as the task: what a dead thread used is not known.
     */
    final class Threads implements Task {
        private final Waiting call;
        private final List<Sequence> sequences = new ArrayList<>();
        private final List<LatencyLog> logs = new ArrayList<>();
        private final ExecutorService threads;

        private Threads(Work work, Waiting call) {
            this.call = call;
            AtomicLong next = new AtomicLong();
            int count = Math.min(work.inFlight(), work.extent().mostCalls());
            for (int i = 0; i < count; i++) {
                sequences.add(new Sequence(work, call, work.extent().part(i, count), next));
                logs.add(new LatencyLog(JavaClient.loggedCalls(work)));
            }
            threads = Executors.newFixedThreadPool(count);
        }

        @Override
        public long run(LatencyLog latencies) throws Exception {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < sequences.size(); i++) {
                Sequence sequence = sequences.get(i);
                LatencyLog log = logs.get(i);
                log.clear();
                running.add(threads.submit(() -> sequence.run(log)));
            }
            long operations = 0;
            for (Future<Long> each : running) {
                operations += resultOf(each);
            }
            logs.forEach(latencies::addAll);
            return operations;
        }

        @Override
        public void close() {
            threads.shutdownNow();
            call.close();
        }
    }

    /** Some under way at any time. */
    final class Overlapping implements Task {
        private final Work work;
        private final Started call;
        private final AtomicLong before = new AtomicLong();

        private Overlapping(Work work, Started call) {
            this.work = work;
            this.call = call;
        }

        @Override
        public long run(LatencyLog latencies) throws Exception {
            long first = before.get();
            return new InFlight(
                            work.extent(),
                            work.inFlight(),
                            latencies,
                            (index, lane) -> start(first + index, lane))
                    .run();
        }

        private void start(long index, InFlight.Lane lane) {
            before.incrementAndGet();
            int firstRow = work.firstRow(index);
            int rows = work.rows(index);
            call.start(
                    firstRow,
                    rows,
                    new Completion() {
                        @Override
                        public void done(Result result) {
                            try {
                                Expectation.check(work, firstRow, result.found(), rows);
                                lane.done(rows);
                            } catch (IllegalStateException e) {
                                lane.failed(e);
                            }
                        }

                        @Override
                        public void failed(Throwable cause) {
                            lane.failed(cause);
                        }
                    });
        }

        @Override
        public void close() {
            call.close();
        }
    }

    /** What a future gives, or the exception that it failed with. */
    static <T> T resultOf(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
