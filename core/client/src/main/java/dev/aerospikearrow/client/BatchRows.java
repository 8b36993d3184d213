package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.Answer;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.ErrorDetails;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a batch as rows by position, in whatever order the nodes answer. */
final class BatchRows implements Answer<List<BatchRow>> {
    private final List<Key> keys;
    private final BatchRequest request;
    private final BinNames names;
    private final @Nullable BatchRow[] rows;

    BatchRows(List<Key> keys, BatchRequest request, BinNames names) {
        this.keys = keys;
        this.request = request;
        this.names = names;
        rows = new BatchRow[keys.size()];
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
            Key key = keys.get(row);
            try {
                rows[row] = row(key, request.template(row).command(), block, record);
            } catch (MalformedReplyException e) {
                throw e.within("row " + row + " (" + key + ")");
            }
        }
    }

    private static BatchRow row(Key key, RecordCommand command, RecordBlock block, int record) {
        int resultCode = block.resultCode(record);
        if (command.function().isPresent()) {
            return functionRow(key, resultCode, block, record);
        }
        if (resultCode != 0) {
            return refused(key, resultCode, "", block, record);
        }
        boolean operated = command.info2() != 0;
        List<Operation> operations = command.operations();
        return new BatchRow(
                key,
                0,
                new StoredRecord(
                        block.generation(record),
                        block.voidTimeSeconds(record),
                        operated
                                ? BinValues.lastResults(block, record)
                                : BinValues.bins(block, record)),
                operated && Replies.isPositional(operations)
                        ? Replies.align(operations, BinValues.results(block, record))
                        : List.of());
    }

    private static BatchRow refused(
            Key key, int resultCode, String reason, RecordBlock block, int record) {
        // Of those there may be many, and their code says all.
        ErrorDetails details =
                resultCode == ResultCode.NOT_FOUND.code()
                                || resultCode == ResultCode.FILTERED_OUT.code()
                        ? ErrorDetails.NONE
                        : block.errorDetails(record);
        return BatchRow.failed(
                key, resultCode, reason.isEmpty() ? details.message() : reason, details.subcode());
    }

    private static BatchRow functionRow(Key key, int resultCode, RecordBlock block, int record) {
        if (resultCode != 0) {
            return refused(key, resultCode, Replies.functionFailure(block, record), block, record);
        }
        return new BatchRow(
                key,
                0,
                new StoredRecord(
                        block.generation(record), block.voidTimeSeconds(record), BinMap.EMPTY),
                Replies.functionValue(block, record).map(List::of).orElse(List.of()));
    }

    @Override
    public List<BatchRow> result() {
        return filled();
    }

    @Override
    public RuntimeException failure(RuntimeException cause, BitSet rowsInDoubt) {
        return request.writes() && cause instanceof AerospikeException failure
                ? new IncompleteBatchException(failure, filled())
                : cause;
    }

    private List<BatchRow> filled() {
        BatchRow[] filled = new BatchRow[rows.length];
        for (int i = 0; i < rows.length; i++) {
            BatchRow answered = rows[i];
            filled[i] = answered == null ? BatchRow.unanswered(keys.get(i)) : answered;
        }
        return List.of(filled);
    }
}
