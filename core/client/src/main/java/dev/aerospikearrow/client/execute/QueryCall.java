package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Cluster;
import dev.aerospikearrow.client.cluster.NamespacePartitions;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.client.transport.Exchange;
import dev.aerospikearrow.client.transport.Exchange.Extent;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.protocol.expression.Expression;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.CellBlock;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.message.ReplyDecoder;
import dev.aerospikearrow.protocol.query.PartitionCursor;
import dev.aerospikearrow.protocol.query.QueryRequest;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.ResultCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A scan or query over all nodes that own its partitions. A partition that a node cannot serve, or
 * that a broken connection interrupted, is asked for again after the last record received.
 *
 * <p>With a limit the nodes share what is left of it; those that reach their share are asked again
 * for as long as the others have not made up the number.
 */
final class QueryCall extends Call<@Nullable Void> {
    private final QuerySpec spec;
    private final BinNames names;
    private final QueryPolicy policy;
    private final PartitionProgress progress;
    private final TrackingSink sink;
    private final Map<Exchange, Part> parts = new IdentityHashMap<>();
    private final BitSet unavailable = new BitSet();
    private boolean needsRetry;
    private long frameCount;

    /**
     * What one node is asked for.
     *
     * @param share how many records it may send; 0 for all
     */
    private record Part(List<PartitionCursor> cursors, long share, MessageExchange exchange) {}

    QueryCall(
            Cluster cluster,
            QuerySpec spec,
            BinNames names,
            RecordSink target,
            QueryPolicy policy) {
        super(cluster, CallTimes.of(policy));
        this.spec = spec;
        this.names = names;
        this.policy = policy;
        progress = new PartitionProgress(spec.cursors());
        sink = new TrackingSink(target);
    }

    @Override
    void sendAttempt() {
        parts.clear();
        unavailable.clear();
        if (progress.isComplete()) {
            succeed(null);
            return;
        }
        Map<Node, List<PartitionCursor>> byNode = group();
        long left = spec.maxRecords() - sink.recordCount;
        int nodeCount = byNode.size();
        int number = 0;
        List<Node> targets = new ArrayList<>();
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
            targets.add(entry.getKey());
            made.add(part(entry.getValue(), share));
        }
        for (int i = 0; i < made.size(); i++) {
            parts.put(made.get(i).exchange, made.get(i));
        }
        for (int i = 0; i < made.size(); i++) {
            send(targets.get(i), made.get(i).exchange);
        }
    }

    private Map<Node, List<PartitionCursor>> group() {
        NamespacePartitions partitions = partitionsOf(spec.namespace());
        Route route = Route.ofRead(ReplicaPolicy.SEQUENCE, attempt());
        Node fallback = anyNode();
        Map<Node, List<PartitionCursor>> byNode = new LinkedHashMap<>();
        for (PartitionCursor cursor : progress.cursors()) {
            Node owner = route.node(partitions, cursor.partitionId());
            byNode.computeIfAbsent(owner == null ? fallback : owner, node -> new ArrayList<>())
                    .add(cursor);
        }
        return byNode;
    }

    private Part part(List<PartitionCursor> cursors, long share) {
        QueryRequest request =
                new QueryRequest(
                        spec.namespace(),
                        spec.setName(),
                        spec.bins(),
                        cursors,
                        spec.indexRange(),
                        policy.filter().map(Expression::packed),
                        share,
                        spec.recordsPerSecond(),
                        ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                        (int) Math.min(Integer.MAX_VALUE, policy.pauseTimeout().toMillis()));
        return new Part(
                cursors,
                share,
                new MessageExchange(
                        this, Extent.ENDLESS, request::encode, ReplyDecoder.query(names, sink)));
    }

    @Override
    void onExchangeEnd(Exchange ended, @Nullable TransportFailure failure) {
        Part part = parts.get(ended);
        if (part == null || failure != null) {
            return;
        }
        ReplyDecoder decoder = part.exchange.decoder();
        RuntimeException sinkFailure = decoder.sinkFailure();
        if (sinkFailure != null) {
            throw sinkFailure;
        }
        int code = decoder.resultCode();
        if (code != 0) {
            if (!mayPass(code)) {
                throw new ServerException(
                        describeAll(), code, String.valueOf(ended.endpoint()), null, false);
            }
            noteTransientCode(code, ended.endpoint());
            needsRetry = true;
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

    /** A node whose query threads are all in use answers a scan or query with FORBIDDEN. */
    private static boolean mayPass(int resultCode) {
        return ResultCode.isTransient(resultCode) || resultCode == ResultCode.FORBIDDEN.code();
    }

    @Override
    void settle() {
        boolean limitReached = spec.maxRecords() > 0 && sink.recordCount >= spec.maxRecords();
        if (limitReached || progress.isComplete()) {
            succeed(null);
        } else if (attemptFailed() || needsRetry) {
            needsRetry = false;
            retry();
        } else if (!unavailable.isEmpty()) {
            noteTransientCode(
                    ResultCode.UNAVAILABLE.code(), parts.keySet().iterator().next().endpoint());
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

    long recordCount() {
        return sink.recordCount;
    }

    PartitionProgress progress() {
        return progress;
    }

    @Override
    String describe() {
        String place =
                spec.setName().isEmpty()
                        ? spec.namespace()
                        : spec.namespace() + "." + spec.setName();
        return (spec.indexRange().isPresent() ? "Query of " : "Scan of ") + place;
    }

    @Override
    String describeRemainder() {
        return " "
                + progress.finishedCount()
                + " of "
                + spec.cursors().size()
                + " partitions are complete, "
                + sink.recordCount
                + " records were delivered.";
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
     * Passes records on and notes how far each partition has come: nodes send a partition's records
     * one after the other, so that only the last of such a run within a frame needs to be noted.
     */
    private final class TrackingSink implements RecordSink {
        private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;

        private final RecordSink target;
        private byte[] frame = new byte[0];
        private int digestOffset;
        private long indexValue;
        private boolean surplus;
        private long recordCount;
        private int runPartitionId = -1;
        private int runDigestOffset;
        private long runIndexValue;

        TrackingSink(RecordSink target) {
            this.target = target;
        }

        @Override
        public void onFrame(byte[] bytes) {
            frame = bytes;
            runPartitionId = -1;
            target.onFrame(bytes);
        }

        @Override
        public void onRecord(int batchIndex, int resultCode, int generation, int voidTimeSeconds) {
            digestOffset = -1;
            indexValue = 0;
            surplus = spec.maxRecords() > 0 && recordCount >= spec.maxRecords();
            if (!surplus) {
                target.onRecord(batchIndex, resultCode, generation, voidTimeSeconds);
            }
        }

        @Override
        public void onField(int fieldType, int offset, int length) {
            if (fieldType == FieldType.DIGEST && length == DIGEST_LENGTH) {
                digestOffset = offset;
            } else if (fieldType == FieldType.RESUME_INDEX_VALUES && length == Long.BYTES) {
                indexValue = Bytes.getLongLittleEndian(frame, offset);
            }
            if (!surplus) {
                target.onField(fieldType, offset, length);
            }
        }

        @Override
        public void onBin(int ordinal, int particleType, int offset, int length) {
            if (!surplus) {
                target.onBin(ordinal, particleType, offset, length);
            }
        }

        @Override
        public @Nullable CellBlock cellBlock() {
            return surplus ? null : target.cellBlock();
        }

        @Override
        public void onRecordEnd() {
            if (surplus) {
                return;
            }
            if (digestOffset < 0) {
                throw new MalformedReplyException("a query's record without a digest", 0);
            }
            target.onRecordEnd();
            recordCount++;
            int partitionId = PartitionId.of(frame, digestOffset);
            if (partitionId != runPartitionId) {
                endRun();
                if (!progress.isAskedFor(partitionId)) {
                    throw new MalformedReplyException(
                            "a record of a partition that was not asked for", digestOffset);
                }
                runPartitionId = partitionId;
            }
            runDigestOffset = digestOffset;
            runIndexValue = indexValue;
        }

        @Override
        public void onFrameEnd() {
            target.onFrameEnd();
            endRun();
        }

        private void endRun() {
            if (runPartitionId >= 0) {
                progress.advance(runPartitionId, frame, runDigestOffset, runIndexValue);
                runPartitionId = -1;
            }
        }

        @Override
        public void onPartitionUnavailable(int partitionId, int resultCode) {
            if (partitionId >= 0) {
                unavailable.set(partitionId & 0xFFFF);
            }
        }
    }
}
