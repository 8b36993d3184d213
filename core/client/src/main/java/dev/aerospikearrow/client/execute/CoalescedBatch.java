package dev.aerospikearrow.client.execute;

import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.Node;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.ErrorDetails;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads that are sent as one batch: its rows, and the answer that gives each read its own result as
 * soon as its row is there. What is wrong with one row fails that read alone.
 */
final class CoalescedBatch implements Answer<@Nullable Void> {
    private final List<CoalescedRead<?>> reads;
    private final @Nullable Node node;
    private final BatchRequest request;
    private final BinNames names;

    /** By template: rows with the same template have the same kind of result. */
    private final List<RecordResult<?>> results;

    CoalescedBatch(List<CoalescedRead<?>> reads, RowTemplates knownTemplates, @Nullable Node node) {
        this.reads = reads;
        this.node = node;
        byte[] digests = new byte[reads.size() * Key.DIGEST_LENGTH_BYTES];
        List<RowTemplate> templates = new ArrayList<>(1);
        List<PreparedCommand<?>> kinds = new ArrayList<>(1);
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
        results = new ArrayList<>(kinds.size());
        for (PreparedCommand<?> kind : kinds) {
            results.add(kind.result());
        }
    }

    BatchRequest request() {
        return request;
    }

    @Override
    public BinNames binNames() {
        return names;
    }

    @Override
    public boolean explainsRows() {
        return true;
    }

    @Override
    public void take(RecordBlock block) {
        for (int record = 0; record < block.recordCount(); record++) {
            int row = block.batchIndex(record);
            tell(reads.get(row), results.get(request.templateIndex(row)), block, record);
        }
    }

    @SuppressWarnings("unchecked") // A row's result is that of its read.
    private <T> void tell(
            CoalescedRead<T> read, RecordResult<?> untyped, RecordBlock block, int record) {
        RecordResult<T> maker = (RecordResult<T>) untyped;
        int resultCode = block.resultCode(record);
        if (!maker.accepts(resultCode)) {
            ErrorDetails details = block.errorDetails(record);
            read.fail(
                    new ServerException(
                            read.describe(),
                            resultCode,
                            String.valueOf(node),
                            read.key(),
                            false,
                            NeededPrivilege.ofRead(read.key()),
                            details.subcode(),
                            details.message()));
            return;
        }
        T result;
        try {
            result = maker.of(block, record);
        } catch (RuntimeException | Error e) {
            read.fail(told(read, e, block.frameStart()));
            return;
        }
        read.answer(result);
    }

    @Override
    public @Nullable Void result() {
        return null;
    }

    private Throwable told(CoalescedRead<?> read, Throwable reason, int frameStart) {
        return reason instanceof MalformedReplyException malformed
                ? new BrokenReplyException(
                        read.describe()
                                + ": node "
                                + node
                                + " broke the format. "
                                + malformed.countedFrom(frameStart).getMessage(),
                        reason,
                        false)
                : reason;
    }
}
