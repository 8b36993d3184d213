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

    Optional<ClientCall> single(Verb verb, Dataset data) {
        return Optional.empty();
    }

    abstract Optional<ClientCall> batchRead(Work.BatchRead work);

    Optional<ClientCall> batchWrite(Work.BatchWrite work) {
        return Optional.empty();
    }

    Optional<ClientCall> query(Dataset data) {
        return Optional.empty();
    }

    Optional<ClientCall> keyStream(Work.KeyStream work) {
        return Optional.empty();
    }

    static int loggedCalls(Work work) {
        return Math.min(work.extent().mostCalls(), MOST_LOGGED_CALLS);
    }

    @Override
    public Optional<Participant> participant(Work work) throws Exception {
        return call(work).map(call -> new MeteredTask(call.task(work), loggedCalls(work)));
    }

    private Optional<ClientCall> call(Work work) {
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

    private static ClientCall mixed(Work.Mixed work, ClientCall get, ClientCall put) {
        if (get instanceof ClientCall.Waiting waitingGet
                && put instanceof ClientCall.Waiting waitingPut) {
            ClientCall.Waiting mixed =
                    (row, rows) -> (work.isRead(row) ? waitingGet : waitingPut).run(row, rows);
            return mixed;
        }
        ClientCall.Started startedGet = (ClientCall.Started) get;
        ClientCall.Started startedPut = (ClientCall.Started) put;
        ClientCall.Started mixed =
                (row, rows, completion) ->
                        (work.isRead(row) ? startedGet : startedPut).start(row, rows, completion);
        return mixed;
    }

    @Override
    public double stageOutcome(Work.BatchRead work, int firstRow) throws Exception {
        try (ClientCall call = batchRead(work).orElseThrow()) {
            if (call instanceof ClientCall.Waiting waiting) {
                return waiting.run(firstRow, work.mostKeys()).outcome();
            }
            CompletableFuture<ClientCall.Result> result = new CompletableFuture<>();
            ((ClientCall.Started) call).start(firstRow, work.mostKeys(), ofFuture(result));
            return ClientCall.resultOf(result).outcome();
        }
    }

    private static ClientCall.Completion ofFuture(CompletableFuture<ClientCall.Result> future) {
        return new ClientCall.Completion() {
            @Override
            public void done(ClientCall.Result result) {
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
            ClientCall.Completion completion,
            Function<T, ClientCall.Result> toResult) {
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
