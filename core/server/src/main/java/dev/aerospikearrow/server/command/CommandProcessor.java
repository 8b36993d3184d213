package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.info.ServerBuild;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.cluster.PartitionRights;
import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.message.Explanation;
import dev.aerospikearrow.server.message.ReplyHeader;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.security.Access;
import dev.aerospikearrow.server.security.Right;
import dev.aerospikearrow.server.store.NamespaceTable;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The processor of the requests of frames of type 3, whole batches included, except scans and
 * queries. Not thread-safe: one for each thread that serves.
 */
public final class CommandProcessor {
    private final NamespaceTable namespaces;
    private final Supplier<PartitionRights> rights;
    private final RecordRequest request;
    private final RecordExecutor executor;
    private final ServerBuild build;
    private final WireBuffer reply = new WireBuffer(1024);

    /** The buffer of the batch before, kept because it is large. */
    private Optional<BatchFrames> spareReply = Optional.empty();

    /**
     * @param namespaces what there is
     * @param rights which partitions the node serves at the moment
     * @param operator carries out the operations of commands
     * @param build what the server is to be like
     */
    public CommandProcessor(
            NamespaceTable namespaces,
            Supplier<PartitionRights> rights,
            BinOperator operator,
            ServerBuild build) {
        this.build = build;
        this.namespaces = namespaces;
        this.rights = rights;
        this.request = new RecordRequest(namespaces.first());
        this.executor = new RecordExecutor(operator);
    }

    /** Whether a message is a scan or query, which is not for this class. */
    public static boolean isQuery(RequestMessage parsed) {
        return !parsed.hasField(FieldType.DIGEST)
                && (parsed.info1() & MessageFlags.INFO1_BATCH) == 0;
    }

    /** Whether a user may run a scan or query. Of a namespace that is not there anybody may. */
    public boolean mayQuery(RequestMessage query, Access access) {
        RecordStore store = namespace(namespaces, query);
        Right right =
                (query.info2() & MessageFlags.INFO2_WRITE) != 0 ? Right.OPS_QUERY : Right.QUERY;
        return store == null || access.allows(right, store.namespace(), query.text(FieldType.SET));
    }

    /** Whether the body of a frame is a batch. */
    public static boolean isBatch(byte[] bytes, int offset, int length) {
        return length >= MessageDescriptor.HEADER_LENGTH
                && (bytes[offset + MessageDescriptor.INFO1] & MessageFlags.INFO1_BATCH) != 0;
    }

    /** Carries out a message on one record that was parsed without error, and sends its answer. */
    public void single(RequestMessage parsed, Access access, ReplyChannel channel) {
        reply.clear();
        int frame = reply.reserve(FrameDescriptor.HEADER_LENGTH);
        try {
            single(parsed, access);
        } catch (RequestException e) {
            RecordExecutor.refuse(reply, e, Explanation.of(parsed.info4(), build), null, 0);
        }
        ReplyHeader.putFrame(reply.array(), frame, reply.length() - FrameDescriptor.HEADER_LENGTH);
        channel.send(reply.array(), 0, reply.length());
        reply.clear();
    }

    private void single(RequestMessage parsed, Access access) {
        byte[] bytes = parsed.bytes();
        RecordStore store = namespace(namespaces, parsed);
        if (store == null) {
            throw new RequestException(ResultCode.INVALID_NAMESPACE);
        }
        if (parsed.fieldLength(FieldType.DIGEST) != RecordSnapshot.DIGEST_LENGTH) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        request.parse(
                store,
                parsed,
                parsed.info1(),
                parsed.info2(),
                parsed.info3(),
                parsed.generation(),
                parsed.ttl());
        request.explain(Explanation.of(parsed.info4(), build));
        request.limitNesting(build.maxNestingDepth());
        request.check(access, parsed);
        if (parsed.hasField(FieldType.FILTER)) {
            request.compileFilter(
                    bytes,
                    parsed.fieldOffset(FieldType.FILTER),
                    parsed.fieldLength(FieldType.FILTER));
        }
        executor.execute(
                request, bytes, parsed.fieldOffset(FieldType.DIGEST), store.nowSeconds(), 0, reply);
    }

    /** The namespace that a message names; null if it names none that exists. */
    static @Nullable RecordStore namespace(NamespaceTable namespaces, RequestMessage message) {
        return namespaces.find(
                message.bytes(),
                message.fieldOffset(FieldType.NAMESPACE),
                message.fieldLength(FieldType.NAMESPACE));
    }

    /**
     * Starts a batch and goes as far as the channel takes answers.
     *
     * @return what is left to do when the channel takes more; empty if the batch is done
     */
    public Optional<BatchExecution> batch(
            byte[] bytes, int offset, int length, Access access, ReplyChannel channel) {
        BatchFrames batchReply = spareReply.orElseGet(BatchFrames::new);
        spareReply = Optional.empty();
        BatchExecution batch =
                new BatchExecution(namespaces, rights.get(), access, executor, build, batchReply);
        try {
            batch.start(bytes, offset, length);
        } catch (RequestException e) {
            batchReply.end(channel, e.resultCode());
            spareReply = Optional.of(batchReply);
            return Optional.empty();
        }
        return resume(batch, channel) ? Optional.empty() : Optional.of(batch);
    }

    /**
     * Goes on with a batch.
     *
     * @return whether it is done
     */
    public boolean resume(BatchExecution batch, ReplyChannel channel) {
        boolean isDone = batch.advance(channel);
        if (isDone) {
            spareReply = Optional.of(batch.reply());
        }
        return isDone;
    }

    /** Sends a frame with one message that says why there is no other. */
    public static void sendRefusal(
            ReplyChannel channel, RequestException why, Explanation explanation) {
        WireBuffer frame = new WireBuffer();
        frame.reserve(FrameDescriptor.HEADER_LENGTH);
        RecordExecutor.refuse(frame, why, explanation, null, 0);
        ReplyHeader.putFrame(frame.array(), 0, frame.length() - FrameDescriptor.HEADER_LENGTH);
        channel.send(frame.array(), 0, frame.length());
    }

    /** Sends a frame with one message that has neither fields nor operations. */
    public static void sendCode(ReplyChannel channel, int resultCode, int info3) {
        byte[] frame = new byte[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.HEADER_LENGTH];
        ReplyHeader.putFrame(frame, 0, MessageDescriptor.HEADER_LENGTH);
        ReplyHeader.putMessage(
                frame, FrameDescriptor.HEADER_LENGTH, 0, info3, resultCode, 0, 0, 0, 0, 0);
        channel.send(frame, 0, frame.length);
    }
}
