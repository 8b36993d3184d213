package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.rounds.LatencyLog;
import dev.aerospikearrow.benchmarks.rounds.MeteredTask;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Task;
import dev.aerospikearrow.benchmarks.suite.client.BareConnection.Reply;
import dev.aerospikearrow.benchmarks.suite.client.BareConnection.Request;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Mode;
import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.query.QueryRequest;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The measure of what a client that costs nothing would reach: requests that were encoded
 * beforehand go over a plain socket, and of the replies only the end is looked for. A batch of one
 * key is a plain read. Calls that wait use a connection each, and two for a large batch; of many
 * under way, half is on either of two connections. What is done with results is done with made-up
 * numbers. For clusters of one node.
 */
final class BareClient extends JavaClient {
    /** From so many rows on, a batch is two requests at the same time. */
    private static final int SPLIT_ROWS = 1_000;

    /** So many different requests are kept, which then repeat. */
    private static final int MOST_REQUESTS = 1 << 14;

    private static final int QUERY_TIMEOUT_MILLIS = 30_000;

    private final InetSocketAddress address;

    private BareClient(ClientId id, InetSocketAddress address) {
        super(id);
        this.address = address;
    }

    /**
     * For that node.
     *
     * @throws IllegalArgumentException if there are several
     */
    static BareClient connect(ClientId id, ClusterAddress cluster) {
        String hosts = cluster.hosts();
        if (cluster.certificate().isPresent()) {
            throw new IllegalArgumentException("a bare socket knows no TLS");
        }
        if (hosts.contains(",")) {
            throw new IllegalArgumentException(
                    "a bare socket knows no partitions and is for clusters of one node, found "
                            + hosts);
        }
        int colon = hosts.lastIndexOf(':');
        return new BareClient(
                id,
                colon < 0
                        ? new InetSocketAddress(hosts, Official.DEFAULT_PORT)
                        : new InetSocketAddress(
                                hosts.substring(0, colon),
                                Integer.parseInt(hosts.substring(colon + 1))));
    }

    @Override
    public String version() {
        return "requests encoded beforehand, replies dropped";
    }

    @Override
    public Optional<Participant> participant(Work work) throws Exception {
        if (id().mode() == Mode.SYNC) {
            return super.participant(work);
        }
        Stage stage = work instanceof Work.BatchRead read ? read.stage() : Stage.RAW_READ;
        Request[] requests =
                work instanceof Work.BatchRead ? batches(work, 1) : gets(work.data(), work.slots());
        check(work.data(), work.rows(0), requests[0]);
        return Optional.of(
                new MeteredTask(
                        new Pipelined(work, stage.of(work.data().shape()), requests),
                        loggedCalls(work)));
    }

    @Override
    Optional<ClientCall> single(Verb verb, Dataset data) {
        return Optional.of(new Waiting(1, 1, gets(data, data.rows()), 1, Stage.RAW_READ, data));
    }

    @Override
    Optional<ClientCall> batchRead(Work.BatchRead work) {
        int parts = work.mostKeys() < SPLIT_ROWS ? 1 : 2;
        return Optional.of(
                new Waiting(
                        work.mostKeys(),
                        work.rows(0),
                        batches(work, parts),
                        parts,
                        work.stage(),
                        work.data()));
    }

    @Override
    Optional<ClientCall> query(Dataset data) {
        return Optional.of(new Scan(data));
    }

    /** As it does batches. */
    @Override
    Optional<ClientCall> keyStream(Work.KeyStream work) {
        int step = Math.min(Work.KeyStream.KEYS_PER_STEP, work.data().rows());
        return batchRead(Work.BatchRead.ofKeys(work.data(), step, work.extent(), 1, Stage.RAW_READ))
                .map(batch -> MapSyncClient.inSteps(work, (ClientCall.Waiting) batch));
    }

    @Override
    public List<@Nullable Map<String, Object>> cells(Dataset data, int first, int count) {
        throw new UnsupportedOperationException("A bare socket reads no values.");
    }

    /** Whether the node has the records: rows without are much shorter. */
    private void check(Dataset data, int rows, Request... requests) throws IOException {
        long least = MessageDescriptor.HEADER_LENGTH;
        for (BinColumn column : data.shape().columns()) {
            least += MessageDescriptor.OPERATION_HEADER_LENGTH + column.name().length();
        }
        try (BareConnection connection = new BareConnection(address)) {
            for (Request request : requests) {
                connection.exchange(request);
            }
            if (connection.receivedBytes() < least * rows && data.missingPercent() == 0) {
                throw new IllegalStateException(
                        "The replies to a bare socket have "
                                + connection.receivedBytes()
                                + " bytes, but "
                                + rows
                                + " records have at least "
                                + least * rows
                                + ".");
            }
        }
    }

    private static Request[] gets(Dataset data, int rows) {
        IntFunction<Key> keys = ThisProject.keys(data);
        RecordCommand read = RecordCommand.read(data.shape().binNames());
        return IntStream.range(0, Math.min(rows, MOST_REQUESTS))
                .mapToObj(row -> get(keys.apply(row), read))
                .toArray(Request[]::new);
    }

    private static Request get(Key key, RecordCommand read) {
        WireBuffer target = new WireBuffer();
        MessageEncoder.encodeRecord(target, key, SendKey.DIGEST_ONLY, read, 0);
        return new Request(target.toByteArray(), Reply.SINGLE);
    }

    private static Request[] batches(Work work, int parts) {
        if (work.mostRows() == 1) {
            return gets(work.data(), work.slots());
        }
        IntFunction<Key> keys = ThisProject.keys(work.data());
        RowTemplate template =
                RowTemplate.of(
                        Dataset.NAMESPACE,
                        work.data().setName(),
                        RecordCommand.read(work.data().shape().binNames()));
        return IntStream.range(0, Math.min(work.slots(), MOST_REQUESTS))
                .boxed()
                .flatMap(slot -> parts(work, slot, parts))
                .map(rows -> batch(keys, rows, template))
                .toArray(Request[]::new);
    }

    /** The rows of the requests of a batch. */
    private static Stream<int[]> parts(Work work, int slot, int parts) {
        int first = work.firstRow(slot);
        int rows = work.rows(slot);
        return IntStream.range(0, parts)
                .mapToObj(
                        part ->
                                IntStream.range(
                                                first + rows * part / parts,
                                                first + rows * (part + 1) / parts)
                                        .toArray());
    }

    private static Request batch(IntFunction<Key> keys, int[] rows, RowTemplate template) {
        WireBuffer target = new WireBuffer();
        BatchEncoder encoder = new BatchEncoder(target);
        encoder.begin(0, BatchEncoder.DEFAULT_FLAGS);
        for (int i = 0; i < rows.length; i++) {
            encoder.row(i, keys.apply(rows[i]).digest(), 0, template);
        }
        encoder.end();
        return new Request(target.toByteArray(), Reply.BATCH);
    }

    private static Request scan(Dataset data, long queryId) {
        WireBuffer target = new WireBuffer();
        new QueryRequest(
                        Dataset.NAMESPACE,
                        data.setName(),
                        new BinSelection.Named(
                                Arrays.stream(data.shape().binNames())
                                        .map(Operation::get)
                                        .toList()),
                        IntStream.range(0, PartitionId.COUNT)
                                .mapToObj(PartitionCursor::start)
                                .toList(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        queryId,
                        QUERY_TIMEOUT_MILLIS)
                .encode(target);
        return new Request(target.toByteArray(), Reply.QUERY);
    }

    /**
     * A scan after the other; a node refuses an id that it knows, so each is encoded in its turn.
     */
    private final class Scan implements ClientCall.Waiting {
        private final Dataset data;
        private final AtomicLong queryIds = new AtomicLong(System.nanoTime());
        private final BareConnection connection;

        Scan(Dataset data) {
            this.data = data;
            try {
                check(data, data.rows(), scan(data, queryIds.getAndIncrement()));
                connection = new BareConnection(address);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ClientCall.Result run(int firstRow, int rows) throws IOException {
            connection.exchange(scan(data, queryIds.getAndIncrement()));
            return ClientCall.Result.found(rows);
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /** One request after the other, or the two halves of one at the same time. */
    private final class Waiting implements ClientCall.Waiting {
        private final int rowsPerSlot;
        private final Request[] requests;
        private final int requestsPerCall;
        private final Stage.OnShape stage;
        private final ConcurrentLinkedDeque<Connections> idle = new ConcurrentLinkedDeque<>();

        Waiting(
                int rowsPerSlot,
                int leastRows,
                Request[] requests,
                int requestsPerCall,
                Stage stage,
                Dataset data) {
            this.rowsPerSlot = rowsPerSlot;
            this.requests = requests;
            this.requestsPerCall = requestsPerCall;
            this.stage = stage.of(data.shape());
            try {
                check(data, leastRows, Arrays.copyOf(requests, requestsPerCall));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ClientCall.Result run(int firstRow, int rows) throws IOException {
            Connections connections = idle.poll();
            if (connections == null) {
                connections = new Connections(requestsPerCall);
            }
            int at = firstRow / rowsPerSlot * requestsPerCall % requests.length;
            connections.exchange(requests, at);
            idle.push(connections);
            return new ClientCall.Result(rows, stage.ofNothing(rows));
        }

        @Override
        public void close() {
            idle.forEach(Connections::close);
        }
    }

    /** One connection, which waits in its reads, or several behind a selector. */
    private final class Connections implements AutoCloseable {
        private final BareConnection[] all;
        private final @Nullable Selector selector;

        Connections(int count) throws IOException {
            all = new BareConnection[count];
            selector = count == 1 ? null : Selector.open();
            for (int i = 0; i < count; i++) {
                all[i] = new BareConnection(address);
                if (selector != null) {
                    all[i].channel().configureBlocking(false);
                    all[i].channel().register(selector, SelectionKey.OP_READ, all[i]);
                }
            }
        }

        void exchange(Request[] requests, int first) throws IOException {
            if (selector == null) {
                all[0].exchange(requests[first]);
                return;
            }
            for (int i = 0; i < all.length; i++) {
                all[i].add(requests[first + i]);
                all[i].flush();
            }
            int[] left = {all.length};
            while (left[0] > 0) {
                selector.select(key -> left[0] -= ended(key));
            }
        }

        private int ended(SelectionKey key) {
            try {
                return ((BareConnection) key.attachment()).read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            for (BareConnection each : all) {
                each.close();
            }
            if (selector != null) {
                try {
                    selector.close();
                } catch (IOException e) {
                    // It is not used any more.
                }
            }
        }
    }

    /** Many requests under way: for each reply that has ended, the next request is sent. */
    private final class Pipelined implements Task {
        private final Work work;
        private final Stage.OnShape stage;
        private final Request[] requests;
        private final Connections connections;
        private long next;

        Pipelined(Work work, Stage.OnShape stage, Request[] requests) throws IOException {
            this.work = work;
            this.stage = stage;
            this.requests = requests;
            connections = new Connections(2);
        }

        @Override
        public long run(LatencyLog latencies) throws Exception {
            return new PipelinedRound(latencies).run();
        }

        @Override
        public void close() {
            connections.close();
        }

        /** The requests of one round. */
        private final class PipelinedRound {
            private final LatencyLog latencies;
            private final long startNanos = System.nanoTime();
            private final Map<BareConnection, ArrayDeque<Long>> sentNanos = new IdentityHashMap<>();
            private int started;
            private int underWay;
            private long operations;

            PipelinedRound(LatencyLog latencies) {
                this.latencies = latencies;
            }

            long run() throws IOException {
                int lanes = Math.min(work.inFlight(), work.extent().mostCalls());
                for (int i = 0; i < connections.all.length; i++) {
                    BareConnection connection = connections.all[i];
                    sentNanos.put(connection, new ArrayDeque<>());
                    start(connection, lanes / 2 + (i < lanes % 2 ? 1 : 0));
                }
                while (underWay > 0) {
                    connections.selector.select(this::readAndGoOn);
                }
                return operations;
            }

            private void readAndGoOn(SelectionKey key) {
                BareConnection connection = (BareConnection) key.attachment();
                int ended = connections.ended(key);
                long now = System.nanoTime();
                for (int i = 0; i < ended; i++) {
                    latencies.add(now - sentNanos.get(connection).remove());
                }
                underWay -= ended;
                start(connection, now - startNanos < work.extent().mostNanos() ? ended : 0);
            }

            private void start(BareConnection connection, int count) {
                int calls = Math.min(count, work.extent().mostCalls() - started);
                try {
                    for (int i = 0; i < calls; i++) {
                        int rows = work.rows(next);
                        operations += rows;
                        stage.ofNothing(rows);
                        connection.add(requests[(int) (next % requests.length)]);
                        sentNanos.get(connection).add(System.nanoTime());
                        next++;
                    }
                    connection.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                started += calls;
                underWay += calls;
            }
        }
    }

    @Override
    public void close() {}
}
