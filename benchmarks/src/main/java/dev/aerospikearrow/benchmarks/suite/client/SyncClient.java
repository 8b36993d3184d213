package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.rounds.LatencyLog;
import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Task;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.RowWindow;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import java.util.Optional;

/** A client of this process that does one call after the other. */
abstract class SyncClient implements SuiteClient {
    /** Operations on the records of a dataset, each by its row. They say whether they succeeded. */
    interface Singles {
        boolean put(int row);

        boolean get(int row);

        boolean operate(int row);

        boolean remove(int row);
    }

    /** A batch from a row on. */
    interface Batch extends AutoCloseable {
        BatchResult run(int firstRow) throws Exception;

        @Override
        default void close() {}
    }

    private interface Call {
        boolean run(int index);
    }

    abstract Optional<Singles> singles(Dataset data);

    abstract Optional<Batch> batchRead(Work.BatchRead work);

    abstract Optional<Batch> batchWrite(Work.BatchWrite work);

    abstract Optional<Batch> query(Dataset data);

    /**
     * One batch read, whose result stays; it is closed if it is closeable.
     *
     * @param userKeys in the order of the rows
     */
    abstract Object held(Dataset data, String[] userKeys);

    /** The most direct memory that its results held at a time, in bytes. */
    long peakDirectBytes() {
        return 0;
    }

    @Override
    public final Optional<Participant> participant(Work work) {
        return task(work).map(task -> new MeteredTask(task, work.calls()));
    }

    private Optional<Task> task(Work work) {
        if (work instanceof Work.Singles singles) {
            return singles(work.data()).map(calls -> inSequence(work, call(calls, singles)));
        }
        if (work instanceof Work.Mixed mixed) {
            return singles(work.data())
                    .map(calls -> inSequence(work, index -> mixed(calls, mixed, index)));
        }
        if (work instanceof Work.BatchRead read) {
            return batchRead(read).map(batch -> batches(work, read.keysPerBatch(), batch));
        }
        if (work instanceof Work.BatchWrite write) {
            return batchWrite(write).map(batch -> batches(work, write.keysPerBatch(), batch));
        }
        return query(work.data()).map(batch -> batches(work, work.operations(), batch));
    }

    private static Call call(Singles calls, Work.Singles work) {
        int rows = work.data().rows();
        return switch (work.verb()) {
            case PUT -> index -> calls.put(index % rows);
            case GET -> index -> calls.get(index % rows);
            case OPERATE -> index -> calls.operate(index % rows);
            case REMOVE -> index -> calls.remove(index % rows);
        };
    }

    private static boolean mixed(Singles calls, Work.Mixed work, int index) {
        int row = index % work.data().rows();
        return work.isRead(index) ? calls.get(row) : calls.put(row);
    }

    private static Task inSequence(Work work, Call call) {
        int operations = work.operations();
        return latencies -> {
            long start = System.nanoTime();
            for (int index = 0; index < operations; index++) {
                if (!call.run(index)) {
                    throw Expectation.failed(work, index);
                }
                long end = System.nanoTime();
                latencies.add(end - start);
                start = end;
            }
            return operations;
        };
    }

    private static Task batches(Work work, int rowsPerBatch, Batch batch) {
        RowWindow window = new RowWindow(work.data().rows(), rowsPerBatch);
        return new Task() {
            @Override
            public long run(LatencyLog latencies) throws Exception {
                long start = System.nanoTime();
                for (int i = 0; i < work.calls(); i++) {
                    int firstRow = window.next();
                    Expectation.check(work, firstRow, batch.run(firstRow).found(), rowsPerBatch);
                    long end = System.nanoTime();
                    latencies.add(end - start);
                    start = end;
                }
                return work.operations();
            }

            @Override
            public void close() {
                batch.close();
            }
        };
    }

    @Override
    public final double stageOutcome(Work.BatchRead work, int firstRow) throws Exception {
        try (Batch batch = batchRead(work).orElseThrow()) {
            return batch.run(firstRow).outcome();
        }
    }
}
