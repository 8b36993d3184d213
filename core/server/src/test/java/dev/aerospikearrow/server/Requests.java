package dev.aerospikearrow.server;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.BatchEncoder;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.query.QueryRequest;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Request frames for tests, and what their answers say. */
final class Requests {
    static final String NAMESPACE = "test";
    static final String SET = "raw";

    private Requests() {}

    static Key key(long id) {
        return Key.of(NAMESPACE, SET, id);
    }

    static byte[] put(long id, Operation... operations) {
        return record(id, RecordCommand.write(WriteMode.UPSERT, List.of(operations)));
    }

    static byte[] get(long id) {
        return record(id, RecordCommand.readAll());
    }

    /** Reads a record if a filter is true for it. */
    static byte[] filteredGet(long id, Expression filter) {
        return record(id, RecordCommand.readAll().withFilter(filter.packed()));
    }

    static byte[] record(long id, RecordCommand command) {
        WireBuffer target = new WireBuffer();
        MessageEncoder.encodeRecord(target, key(id), SendKey.DIGEST_ONLY, command, 0);
        return target.toByteArray();
    }

    /** Reads records 0 to {@code count} - 1. */
    static byte[] batch(int count, int flags, RecordCommand command) {
        WireBuffer target = new WireBuffer();
        BatchEncoder encoder = new BatchEncoder(target);
        RowTemplate template = RowTemplate.of(NAMESPACE, SET, command);
        encoder.begin(0, flags);
        for (int i = 0; i < count; i++) {
            encoder.row(i, key(i).digest(), 0, template);
        }
        encoder.end();
        return target.toByteArray();
    }

    /** Reads all records of the set that are in a partition. */
    static byte[] scan(int partitionId, long queryId) {
        WireBuffer target = new WireBuffer();
        new QueryRequest(
                        NAMESPACE,
                        SET,
                        new QueryRequest.BinSelection.All(),
                        List.of(PartitionCursor.start(partitionId)),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        queryId,
                        10_000)
                .encode(target);
        return target.toByteArray();
    }

    /** The result code of a frame's first message. */
    static int resultCode(byte[] frame) {
        return frame[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.RESULT_CODE] & 0xFF;
    }

    /** Whether a frame's first message ends a batch. */
    static boolean isLast(byte[] frame) {
        return (frame[FrameDescriptor.HEADER_LENGTH + MessageDescriptor.INFO3] & 1) != 0;
    }

    /** The batch indexes in a frame, in their order. */
    static List<Integer> batchIndexes(byte[] frame) {
        List<Integer> indexes = new ArrayList<>();
        int at = FrameDescriptor.HEADER_LENGTH;
        while (at < frame.length) {
            indexes.add(Bytes.getInt(frame, at + MessageDescriptor.TIMEOUT_OR_BATCH_INDEX));
            int operations = Bytes.getUnsignedShort(frame, at + MessageDescriptor.OPERATION_COUNT);
            at += MessageDescriptor.HEADER_LENGTH;
            for (int i = 0; i < operations; i++) {
                at += 4 + Bytes.getInt(frame, at);
            }
        }
        return indexes;
    }
}
