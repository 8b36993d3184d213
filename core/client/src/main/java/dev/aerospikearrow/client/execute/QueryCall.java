package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.CallStage;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.telemetry.CallKind;
import dev.aerospikearrow.client.telemetry.CallWatch;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordTaker;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.query.QueryRequest;
import dev.aerospikearrow.protocol.query.QueryRequest.BinSelection;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A scan or query over all nodes that own its partitions. A partition that a node cannot serve, or
 * that a broken connection interrupted, is asked for again after the last record received.
 *
 * <p>With a limit the nodes share what is left of it; those that reach their share are asked again
 * for as long as the others have not made up the number.
 */
public final class QueryCall<T> extends Call<T> {
    private final QuerySpec spec;
    private final BinSelection bins;
    private final Answer<T> answer;
    private final QueryPolicy policy;
    private final ReadChoice choice;
    private final PartitionProgress progress;
    private final Receiver receiver = new Receiver();
    private final Map<Exchange, Part> parts = new IdentityHashMap<>();
    private final BitSet unavailable = new BitSet();
    private long frameCount;
    private long recordCount;

    /** What there was when the attempt began. */
    private long recordCountBefore;

    private int finishedCountBefore;

    /**
     * What one node is asked for.
     *
     * @param share how many records it may send; 0 for all
     */
    private record Part(
            Node node, List<PartitionCursor> cursors, long share, MessageExchange exchange) {}

    QueryCall(
            Cluster cluster,
            QuerySpec spec,
            BinSelection bins,
            Answer<T> answer,
            QueryPolicy policy) {
        super(cluster, CallTimes.of(policy));
        this.spec = spec;
        this.bins = bins;
        this.answer = answer;
        this.policy = policy;
        choice = ReadChoice.of(policy);
        progress = new PartitionProgress(spec.cursors());
    }

    @Override
    void sendAttempt() {
        parts.clear();
        unavailable.clear();
        recordCountBefore = recordCount;
        finishedCountBefore = progress.finishedCount();
        if (progress.isComplete()) {
            succeed(answer.result());
            return;
        }
        CallWatch watch = watch();
        long planning = watch == null ? 0 : watch.clock();
        Map<Node, List<PartitionCursor>> byNode = group();
        if (watch != null) {
            watch.spent(CallStage.PLAN, planning);
        }
        if (spec.serverFilter().isPresent()) {
            requireCompilers(byNode.keySet());
        }
        long left = spec.maxRecords() - recordCount;
        int nodeCount = byNode.size();
        int number = 0;
        List<Part> made = new ArrayList<>();
        for (Map.Entry<Node, List<PartitionCursor>> entry : byNode.entrySet()) {
            long share = 0;
            if (spec.maxRecords() > 0) {
                share = left / nodeCount + (number < left % nodeCount ? 1 : 0);
                if (share == 0) {
                    break;
                }
            }
            number++;
            made.add(part(entry.getKey(), entry.getValue(), share));
        }
        for (int i = 0; i < made.size(); i++) {
            parts.put(made.get(i).exchange, made.get(i));
        }
        for (int i = 0; i < made.size(); i++) {
            send(made.get(i).node, made.get(i).exchange);
        }
    }

    /** A node that does not know of such a filter would return everything. */
    private void requireCompilers(Set<Node> nodes) {
        for (Node node : nodes) {
            if (!node.endpoint().build().compilesFilterTexts()) {
                throw new AerospikeException(
                        describe()
                                + ": node "
                                + node
                                + " is a server of build "
                                + node.endpoint().build()
                                + "; filters in the server's language need 8.2 or newer. Use"
                                + " Expressions.filter, which every server evaluates.",
                        null,
                        false);
            }
        }
    }

    Map<Node, List<PartitionCursor>> group() {
        NamespacePartitions partitions = partitionsOf(spec.set().namespace());
        Route route = Route.ofRead(choice, partitions, attempt());
        Node fallback = anyNode();
        Map<Node, List<PartitionCursor>> byNode = new LinkedHashMap<>();
        for (PartitionCursor cursor : progress.cursors()) {
            Node owner = route.node(partitions, cursor.partitionId());
            byNode.computeIfAbsent(owner == null ? fallback : owner, node -> new ArrayList<>())
                    .add(cursor);
        }
        return byNode;
    }

    private Part part(Node node, List<PartitionCursor> cursors, long share) {
        QueryRequest request =
                new QueryRequest(
                        spec.set().namespace(),
                        spec.set().name(),
                        bins,
                        cursors,
                        spec.indexRange(),
                        spec.serverFilter().isPresent()
                                ? Optional.empty()
                                : spec.filter().or(policy::filter).map(Expression::packed),
                        spec.serverFilter(),
                        share,
                        spec.recordsPerSecond(),
                        ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                        (int) Math.min(Integer.MAX_VALUE, policy.pauseTimeout().toMillis()));
        return new Part(
                node,
                cursors,
                share,
                new MessageExchange(
                        this,
                        Extent.ENDLESS,
                        target -> request.encode(target, choice.flags()),
                        ReplyDecoder.query(answer.binNames(), timed(receiver))));
    }

    @Override
    void onExchangeEnd(Exchange ended, @Nullable TransportFailure failure) {
        Part part = parts.get(ended);
        if (part != null) {
            countRack(part);
        }
        if (part == null || failure != null) {
            return;
        }
        ReplyDecoder decoder = part.exchange.decoder();
        RuntimeException takerFailure = decoder.takerFailure();
        if (takerFailure != null) {
            throw takerFailure;
        }
        int code = decoder.resultCode();
        if (code != 0) {
            if (!mayPass(code)) {
                throw refusal(text().summary(), code, decoder.errorDetails(), ended.endpoint());
            }
            noteTransientCode(code, decoder.errorDetails(), ended.endpoint());
            return;
        }
        boolean more = part.share > 0 && decoder.recordCount() >= part.share;
        if (!more) {
            for (PartitionCursor cursor : part.cursors) {
                if (!unavailable.get(cursor.partitionId())) {
                    progress.finish(cursor.partitionId());
                }
            }
        }
    }

    private void countRack(Part part) {
        NamespacePartitions partitions = cluster().partitions().namespace(spec.set().namespace());
        if (partitions != null && choice.replicaIn(partitions) == ReplicaPolicy.PREFER_RACK) {
            cluster().countRackRead(partitions, part.node, part.exchange.decoder().recordCount());
        }
    }

    /** A node whose query threads are all in use answers a scan or query with FORBIDDEN. */
    private static boolean mayPass(int resultCode) {
        return ResultCode.isTransient(resultCode) || resultCode == ResultCode.FORBIDDEN.code();
    }

    @Override
    void settle() {
        boolean limitReached = spec.maxRecords() > 0 && recordCount >= spec.maxRecords();
        if (limitReached || progress.isComplete()) {
            succeed(filled(answer));
        } else if (attemptFailed() || !unavailable.isEmpty()) {
            if (!attemptFailed()) {
                noteTransientCode(
                        ResultCode.UNAVAILABLE.code(), parts.keySet().iterator().next().endpoint());
            }
            if (recordCount > recordCountBefore || progress.finishedCount() > finishedCountBefore) {
                noteProgress();
            }
            retry();
        } else {
            goOnAfter(0);
        }
    }

    @Override
    void onFrame() {
        frameCount++;
    }

    long frameCount() {
        return frameCount;
    }

    PartitionProgress progress() {
        return progress;
    }

    @Override
    void release() {
        answer.close();
    }

    @Override
    CallKind kind() {
        return spec.indexRange().isPresent() ? CallKind.QUERY : CallKind.SCAN;
    }

    @Override
    Optional<SetName> set() {
        return Optional.of(spec.set());
    }

    @Override
    String describe() {
        String place =
                spec.set().name().isEmpty()
                        ? spec.set().namespace()
                        : spec.set().namespace() + "." + spec.set().name();
        return (spec.indexRange().isPresent() ? "Query of " : "Scan of ") + place;
    }

    @Override
    String describeRemainder() {
        int finished = progress.finishedCount();
        return finished
                + " of "
                + Quantity.of(spec.cursors().size(), "partition")
                + (finished == 1 ? " is" : " are")
                + " complete, "
                + Quantity.of(recordCount, "record was", "records were")
                + " delivered";
    }

    @Override
    long requestBytes() {
        return ABOUT_A_HEADER + (long) spec.cursors().size() * Key.DIGEST_LENGTH_BYTES;
    }

    @Override
    String neededPrivilege() {
        return NeededPrivilege.in(Permission.READ, spec.set().namespace(), spec.set().name());
    }

    @Override
    boolean writes() {
        return false;
    }

    @Override
    boolean mayRepeat() {
        return true;
    }

    /**
     * Takes what the nodes send: hands it on, up to the limit, and notes how far each partition has
     * come. Nodes send a partition's records one after the other, so that of such a run only the
     * last needs to be noted.
     */
    private final class Receiver implements RecordTaker {
        @Override
        public void take(RecordBlock block) {
            if (spec.maxRecords() > 0 && block.recordCount() > spec.maxRecords() - recordCount) {
                block.truncate((int) (spec.maxRecords() - recordCount));
            }
            int count = block.recordCount();
            for (int record = 0; record < count; record++) {
                int digest = block.digestOffset(record);
                if (!progress.isAskedFor(PartitionId.of(block.frame(), digest))) {
                    throw new MalformedReplyException(
                            "a record of a partition that was not asked for", digest);
                }
            }
            answer.take(block);
            recordCount += count;
            cluster().telemetry().rows().found(count);
            for (int record = 0; record < count; record++) {
                int partitionId = partitionId(block, record);
                if (record + 1 == count || partitionId(block, record + 1) != partitionId) {
                    progress.advance(
                            partitionId,
                            block.frame(),
                            block.digestOffset(record),
                            block.indexValue(record));
                }
            }
        }

        private static int partitionId(RecordBlock block, int record) {
            return PartitionId.of(block.frame(), block.digestOffset(record));
        }

        @Override
        public void partitionUnavailable(int partitionId, int resultCode) {
            unavailable.set(partitionId);
        }
    }
}
