package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.rounds.InFlight;
import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Task;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.RowWindow;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A client of this process that has many calls under way. */
abstract class AsyncClient implements SuiteClient {
    /** Takes the end of a call. */
    interface Completion<T> {
        void done(T result);

        void failed(Throwable cause);
    }

    /** Starts operations on the records of a dataset, each by its row. */
    interface Singles {
        void put(int row, Completion<Boolean> completion);

        void get(int row, Completion<Boolean> completion);

        void operate(int row, Completion<Boolean> completion);

        void remove(int row, Completion<Boolean> completion);
    }

    /** Starts a batch from a row on. */
    interface Batch {
        void start(int firstRow, Completion<BatchResult> completion);
    }

    abstract Singles singles(Dataset data);

    abstract Optional<Batch> batchRead(Work.BatchRead work);

    abstract Optional<Batch> batchWrite(Work.BatchWrite work);

    abstract Batch query(Dataset data);

    @Override
    public final Optional<Participant> participant(Work work) {
        return task(work).map(task -> new MeteredTask(task, work.calls()));
    }

    private Optional<Task> task(Work work) {
        if (work instanceof Work.Singles singles) {
            return Optional.of(singles(singles));
        }
        if (work instanceof Work.Mixed mixed) {
            return Optional.of(mixed(mixed));
        }
        if (work instanceof Work.BatchRead read) {
            return batchRead(read).map(batch -> batches(work, read.keysPerBatch(), batch));
        }
        if (work instanceof Work.BatchWrite write) {
            return batchWrite(write).map(batch -> batches(work, write.keysPerBatch(), batch));
        }
        return Optional.of(batches(work, work.operations(), query(work.data())));
    }

    private Task singles(Work.Singles work) {
        Singles calls = singles(work.data());
        return inFlight(
                work,
                work.inFlight(),
                switch (work.verb()) {
                    case PUT -> calls::put;
                    case GET -> calls::get;
                    case OPERATE -> calls::operate;
                    case REMOVE -> calls::remove;
                });
    }

    private Task mixed(Work.Mixed work) {
        Singles calls = singles(work.data());
        return latencies ->
                new InFlight(
                                work.operations(),
                                Math.min(work.inFlight(), work.operations()),
                                (index, lane) -> {
                                    int row = index % work.data().rows();
                                    Completion<Boolean> completion = ofLane(work, index, lane);
                                    if (work.isRead(index)) {
                                        calls.get(row, completion);
                                    } else {
                                        calls.put(row, completion);
                                    }
                                })
                        .logging(latencies)
                        .run(0);
    }

    private interface Start {
        void start(int row, Completion<Boolean> completion);
    }

    private static Task inFlight(Work work, int lanes, Start start) {
        int rows = work.data().rows();
        return latencies ->
                new InFlight(
                                work.operations(),
                                Math.min(lanes, work.operations()),
                                (index, lane) ->
                                        start.start(index % rows, ofLane(work, index, lane)))
                        .logging(latencies)
                        .run(0);
    }

    private static Completion<Boolean> ofLane(Work work, int index, InFlight.Lane lane) {
        return new Completion<>() {
            @Override
            public void done(Boolean success) {
                if (success) {
                    lane.done(true);
                } else {
                    lane.failed(Expectation.failed(work, index));
                }
            }

            @Override
            public void failed(Throwable cause) {
                lane.failed(cause);
            }
        };
    }

    private static Task batches(Work work, int rowsPerBatch, Batch batch) {
        RowWindow window = new RowWindow(work.data().rows(), rowsPerBatch);
        int[] firstRows = new int[work.calls()];
        return latencies -> {
            for (int i = 0; i < firstRows.length; i++) {
                firstRows[i] = window.next();
            }
            new InFlight(
                            work.calls(),
                            work.calls(),
                            (index, lane) ->
                                    batch.start(
                                            firstRows[index],
                                            ofBatch(work, firstRows[index], rowsPerBatch, lane)))
                    .logging(latencies)
                    .run(0);
            return work.operations();
        };
    }

    private static Completion<BatchResult> ofBatch(
            Work work, int firstRow, int rowsPerBatch, InFlight.Lane lane) {
        return new Completion<>() {
            @Override
            public void done(BatchResult result) {
                try {
                    Expectation.check(work, firstRow, result.found(), rowsPerBatch);
                    lane.done(true);
                } catch (IllegalStateException e) {
                    lane.failed(e);
                }
            }

            @Override
            public void failed(Throwable cause) {
                lane.failed(cause);
            }
        };
    }

    @Override
    public final double stageOutcome(Work.BatchRead work, int firstRow) throws Exception {
        CompletableFuture<BatchResult> result = new CompletableFuture<>();
        batchRead(work).orElseThrow().start(firstRow, ofFuture(result));
        return waitFor(result).outcome();
    }

    static <T> Completion<T> ofFuture(CompletableFuture<T> future) {
        return new Completion<>() {
            @Override
            public void done(T result) {
                future.complete(result);
            }

            @Override
            public void failed(Throwable cause) {
                future.completeExceptionally(cause);
            }
        };
    }

    static <T> T waitFor(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
