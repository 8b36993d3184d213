package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A client of this process: a call for each kind of work that it has something for. */
abstract class JavaClient implements SuiteClient {
    private static final int MOST_LOGGED_CALLS = 1 << 16;

    private final ClientId id;

    JavaClient(ClientId id) {
        this.id = id;
    }

    @Override
    public final ClientId id() {
        return id;
    }

    Optional<Call> single(Verb verb, Dataset data) {
        return Optional.empty();
    }

    abstract Optional<Call> batchRead(Work.BatchRead work);

    Optional<Call> batchWrite(Work.BatchWrite work) {
        return Optional.empty();
    }

    Optional<Call> query(Dataset data) {
        return Optional.empty();
    }

    Optional<Call> keyStream(Work.KeyStream work) {
        return Optional.empty();
    }

    static int loggedCalls(Work work) {
        return Math.min(work.extent().mostCalls(), MOST_LOGGED_CALLS);
    }

    @Override
    public Optional<Participant> participant(Work work) throws Exception {
        return call(work).map(call -> new MeteredTask(call.task(work), loggedCalls(work)));
    }

    private Optional<Call> call(Work work) {
        if (work instanceof Work.Singles singles) {
            return single(singles.verb(), work.data());
        }
        if (work instanceof Work.Mixed mixed) {
            return single(Verb.GET, work.data())
                    .flatMap(
                            get ->
                                    single(Verb.PUT, work.data())
                                            .map(put -> mixed(mixed, get, put)));
        }
        if (work instanceof Work.BatchRead read) {
            return batchRead(read);
        }
        if (work instanceof Work.BatchWrite write) {
            return batchWrite(write);
        }
        return work instanceof Work.KeyStream stream ? keyStream(stream) : query(work.data());
    }

    private static Call mixed(Work.Mixed work, Call get, Call put) {
        if (get instanceof Call.Waiting waitingGet && put instanceof Call.Waiting waitingPut) {
            Call.Waiting mixed =
                    (row, rows) -> (work.isRead(row) ? waitingGet : waitingPut).run(row, rows);
            return mixed;
        }
        Call.Started startedGet = (Call.Started) get;
        Call.Started startedPut = (Call.Started) put;
        Call.Started mixed =
                (row, rows, completion) ->
                        (work.isRead(row) ? startedGet : startedPut).start(row, rows, completion);
        return mixed;
    }

    @Override
    public double stageOutcome(Work.BatchRead work, int firstRow) throws Exception {
        try (Call call = batchRead(work).orElseThrow()) {
            if (call instanceof Call.Waiting waiting) {
                return waiting.run(firstRow, work.mostKeys()).outcome();
            }
            CompletableFuture<Call.Result> result = new CompletableFuture<>();
            ((Call.Started) call).start(firstRow, work.mostKeys(), ofFuture(result));
            return Call.resultOf(result).outcome();
        }
    }

    private static Call.Completion ofFuture(CompletableFuture<Call.Result> future) {
        return new Call.Completion() {
            @Override
            public void done(Call.Result result) {
                future.complete(result);
            }

            @Override
            public void failed(Throwable cause) {
                future.completeExceptionally(cause);
            }
        };
    }

    /** Hands over what becomes of a future. */
    static <T> void relay(
            CompletableFuture<T> future,
            Call.Completion completion,
            Function<T, Call.Result> toResult) {
        future.whenComplete(
                (result, failure) -> {
                    if (failure != null) {
                        completion.failed(failure);
                        return;
                    }
                    try {
                        completion.done(toResult.apply(result));
                    } catch (RuntimeException e) {
                        completion.failed(e);
                    }
                });
    }

    /**
     * One batch read, whose result stays; it is closed if it is closeable.
     *
     * @throws UnsupportedOperationException if the client does not wait
     */
    Object held(Dataset data, int rows) {
        throw new UnsupportedOperationException(id.title() + " holds nothing.");
    }

    /** The most direct memory that its results held at a time, in bytes. */
    long peakDirectBytes() {
        return 0;
    }
}
