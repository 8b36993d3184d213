package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.ReplyHeader;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A writer that collects the messages of a query's answer into frames and sends each when it is
 * large enough (docs/docs/internals/wire.md, section 9.2). Used by one thread.
 */
final class RowWriter implements QueryTaker {
    /** A frame is sent when its body has reached this many bytes. */
    private static final int FRAME_BODY_LENGTH = 1 << 20;

    private final QueryPlan plan;
    private final FrameSink frames;
    private final WireBuffer buffer = new WireBuffer(1 << 16);

    RowWriter(QueryPlan plan, FrameSink frames) {
        this.plan = plan;
        this.frames = frames;
        begin();
    }

    private void begin() {
        buffer.clear();
        buffer.reserve(FrameDescriptor.HEADER_LENGTH);
    }

    /** Adds a record; false if it is left out, because it has nothing of what is asked for. */
    @Override
    public boolean record(RecordSnapshot record, @Nullable Long sortValue) throws IOException {
        int start = buffer.length();
        buffer.reserve(MessageDescriptor.HEADER_LENGTH);
        int fieldCount = fields(record, sortValue);
        int operationCount = plan.bins().append(record, buffer);
        if (operationCount == RowBins.LEFT_OUT) {
            buffer.truncate(start);
            return false;
        }
        ReplyHeader.putMessage(
                buffer.array(),
                start,
                plan.bins().isWithoutBins() ? MessageFlags.INFO1_GET_NO_BINS : 0,
                0,
                0,
                record.generation(),
                record.voidTimeSeconds(),
                0,
                fieldCount,
                operationCount);
        if (buffer.length() >= FRAME_BODY_LENGTH) {
            flush();
        }
        return true;
    }

    private int fields(RecordSnapshot record, @Nullable Long sortValue) {
        int count = 2;
        field(FieldType.NAMESPACE, plan.store().namespaceUtf8());
        field(FieldType.DIGEST, record.digest());
        if (record.set().utf8().length > 0) {
            field(FieldType.SET, record.set().utf8());
            count++;
        }
        byte[] key = record.userKey();
        if (key != null) {
            field(FieldType.USER_KEY, key);
            count++;
        }
        if (sortValue != null) {
            byte[] value = new byte[Long.BYTES];
            Bytes.putLongLittleEndian(value, 0, sortValue);
            field(FieldType.RESUME_INDEX_VALUES, value);
            count++;
        }
        return count;
    }

    private void field(int type, byte[] data) {
        buffer.putInt(data.length + 1);
        buffer.putByte(type);
        buffer.putBytes(data);
    }

    @Override
    public void unavailable(int partitionId) {
        message(MessageFlags.INFO3_PARTITION_DONE, ResultCode.UNAVAILABLE.code(), partitionId);
    }

    private void message(int info3, int resultCode, int generation) {
        int start = buffer.reserve(MessageDescriptor.HEADER_LENGTH);
        ReplyHeader.putMessage(buffer.array(), start, 0, info3, resultCode, generation, 0, 0, 0, 0);
    }

    /** Ends the answer: of a short query with the last rows, of others in a frame of its own. */
    @Override
    public void end(int resultCode) throws IOException {
        if (!plan.isShort()) {
            flush();
        }
        message(MessageFlags.INFO3_LAST, resultCode, 0);
        flush();
    }

    private void flush() throws IOException {
        int bodyLength = buffer.length() - FrameDescriptor.HEADER_LENGTH;
        if (bodyLength > 0) {
            ReplyHeader.putFrame(buffer.array(), 0, bodyLength);
            frames.send(buffer.array(), 0, buffer.length(), plan.socketTimeoutMillis());
            begin();
        }
    }
}
