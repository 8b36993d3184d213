package dev.aerospikearrow.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One client at one kind of work, for a benchmark: the first call starts the cluster if there is
 * none, stores the table and connects, which falls into the warm-up. Not thread-safe.
 */
final class RoundTrip implements AutoCloseable {
    private @Nullable Running running;

    private record Running(
            BenchmarkCluster cluster, Contestant contestant, Contestant.Call call, RowWindow window)
            implements AutoCloseable {
        static Running start(Client client, Work work) {
            BenchmarkCluster cluster = BenchmarkCluster.open();
            cluster.store(SampleTable.stored(work.shape()));
            Contestant contestant = client.connect(cluster.hosts());
            Contestant.Call call =
                    contestant
                            .prepare(work)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    client.title()
                                                            + " has no "
                                                            + work.title()
                                                            + "."));
            return new Running(cluster, contestant, call, new RowWindow(work));
        }

        @Override
        public void close() {
            contestant.close();
            cluster.close();
        }
    }

    /**
     * Does the work once, on the next records of the table.
     *
     * @param client the same at every call
     * @param work the same at every call
     * @return how many records were found
     */
    int run(Client client, Work work) throws Exception {
        Running current = running;
        if (current == null) {
            current = Running.start(client, work);
            running = current;
        }
        return current.call.run(current.window.next());
    }

    @Override
    public void close() {
        Running current = running;
        if (current != null) {
            current.close();
            running = null;
        }
    }
}
