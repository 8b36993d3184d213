package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads that are sent as one batch: its rows, and the sink that gives each read its own result as
 * soon as its row is there. What is wrong with one row fails that read alone.
 */
final class CoalescedBatch implements RecordSink {
    private final List<CoalescedRead<?>> reads;
    private final @Nullable Node node;
    private final BatchRequest request;
    private final BinNames names;

    /** By template: rows with the same template have the same kind of result. */
    private final List<RecordReply<?>> replies;

    private byte[] frame = new byte[0];
    private int row;
    private int resultCode;
    private RecordReply<?> reply;
    private @Nullable RuntimeException failure;

    CoalescedBatch(List<CoalescedRead<?>> reads, RowTemplates knownTemplates, @Nullable Node node) {
        this.reads = reads;
        this.node = node;
        byte[] digests = new byte[reads.size() * Key.DIGEST_LENGTH_BYTES];
        List<RowTemplate> templates = new ArrayList<>(1);
        List<RecordRead<?>> kinds = new ArrayList<>(1);
        int[] templateOfRow = new int[reads.size()];
        boolean sameKind = true;
        for (int i = 0; i < templateOfRow.length; i++) {
            CoalescedRead<?> read = reads.get(i);
            read.copyDigestTo(digests, i * Key.DIGEST_LENGTH_BYTES);
            if (i > 0 && read.isLike(reads.get(i - 1))) {
                templateOfRow[i] = templateOfRow[i - 1];
                continue;
            }
            RowTemplate template = knownTemplates.of(read.read(), read.key());
            int index = templates.indexOf(template);
            if (index < 0) {
                index = templates.size();
                templates.add(template);
                kinds.add(read.read());
                sameKind &= read.read() == kinds.get(0);
            }
            templateOfRow[i] = index;
        }
        request = BatchRequest.of(DigestArray.of(digests), templates, templateOfRow);
        names = sameKind ? kinds.get(0).names() : BinNames.discovered();
        replies = new ArrayList<>(kinds.size());
        for (RecordRead<?> kind : kinds) {
            replies.add(kind.reply(names));
        }
        reply = replies.get(0);
    }

    BatchRequest request() {
        return request;
    }

    BinNames names() {
        return names;
    }

    @Override
    public void onFrame(byte[] bytes) {
        frame = bytes;
    }

    @Override
    public void onRecord(int batchIndex, int code, int generation, int voidTimeSeconds) {
        row = batchIndex;
        resultCode = code;
        failure = null;
        reply = replies.get(request.templateIndex(batchIndex));
        reply.onFrame(frame);
        reply.onRecord(0, code, generation, voidTimeSeconds);
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        if (failure == null) {
            try {
                reply.onBin(ordinal, particleType, offset, length);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    @Override
    public void onRecordEnd() {
        tell(reads.get(row), reply);
    }

    @SuppressWarnings("unchecked") // A row's reply was made by its read.
    private <T> void tell(CoalescedRead<T> read, RecordReply<?> untyped) {
        if (failure != null) {
            read.completeExceptionally(told(read, failure));
        } else if (untyped.accepts(resultCode)) {
            T result;
            try {
                result = ((RecordReply<T>) untyped).result();
            } catch (RuntimeException e) {
                read.completeExceptionally(told(read, e));
                return;
            }
            read.complete(result);
        } else {
            read.completeExceptionally(
                    new ServerException(
                            read.describe(), resultCode, String.valueOf(node), read.key(), false));
        }
    }

    private Throwable told(CoalescedRead<?> read, RuntimeException reason) {
        return reason instanceof MalformedReplyException
                ? new BrokenReplyException(
                        read.describe()
                                + ": node "
                                + node
                                + " broke the format. "
                                + reason.getMessage(),
                        reason,
                        false)
                : reason;
    }
}
