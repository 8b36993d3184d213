package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.BatchOutcome;
import dev.aerospikearrow.client.execute.BatchRequest;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordSink;
import dev.aerospikearrow.protocol.operation.Operation;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a batch, by position, of what the nodes answer in any order. */
final class BatchRows implements RecordSink, BatchOutcome<List<BatchRow>> {
    private final List<Key> keys;
    private final BatchRequest request;
    private final BinCollector collector;
    private final @Nullable BatchRow[] rows;
    private final boolean writes;
    private byte[] frame = new byte[0];
    private int row;
    private int resultCode;
    private int generation;
    private int voidTimeSeconds;

    BatchRows(List<Key> keys, BatchRequest request, BinNames names) {
        this.keys = keys;
        this.request = request;
        collector = new BinCollector(names);
        rows = new BatchRow[keys.size()];
        writes = request.writes();
    }

    @Override
    public void onFrame(byte[] bytes) {
        frame = bytes;
    }

    @Override
    public void onRecord(
            int batchIndex, int code, int recordGeneration, int recordVoidTimeSeconds) {
        row = batchIndex;
        resultCode = code;
        generation = recordGeneration;
        voidTimeSeconds = recordVoidTimeSeconds;
        collector.clear();
    }

    @Override
    public void onBin(int ordinal, int particleType, int offset, int length) {
        collector.add(ordinal, particleType, frame, offset, length);
    }

    @Override
    public void onRecordEnd() {
        List<Operation> operations = request.template(row).command().operations();
        boolean operated = writes || isOperate(operations);
        Record record =
                resultCode == 0
                        ? new Record(
                                generation,
                                voidTimeSeconds,
                                operated ? collector.lastResults() : collector.bins())
                        : null;
        List<@Nullable Object> values =
                operated && resultCode == 0 && Replies.isPositional(operations)
                        ? Replies.align(operations, collector.values())
                        : List.of();
        rows[row] = new BatchRow(keys.get(row), resultCode, record, values);
    }

    private boolean isOperate(List<Operation> operations) {
        return !operations.isEmpty() && request.template(row).command().info2() != 0;
    }

    @Override
    public List<BatchRow> complete() {
        return filled();
    }

    @Override
    public AerospikeException incomplete(AerospikeException cause, BitSet rowsInDoubt) {
        return writes ? new IncompleteBatchException(cause, filled()) : cause;
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
