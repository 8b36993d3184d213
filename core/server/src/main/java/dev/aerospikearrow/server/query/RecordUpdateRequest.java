package dev.aerospikearrow.server.query;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.RequestMessage;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;

/**
 * The change that a background query makes to each record that it finds, as a command on that
 * record (docs/docs/internals/wire.md, section 9.4). Used by one thread.
 */
final class RecordUpdateRequest {
    private final RequestMessage query;
    private final WireBuffer buffer = new WireBuffer();
    private final RequestMessage message = new RequestMessage();

    RecordUpdateRequest(RequestMessage query) {
        this.query = query;
    }

    /** The command for a record; valid until the next one is asked for. */
    RequestMessage of(RecordStore store, RecordSnapshot record) {
        buffer.clear();
        buffer.reserve(MessageDescriptor.HEADER_LENGTH);
        field(FieldType.NAMESPACE, store.namespaceUtf8(), 0, store.namespaceUtf8().length);
        field(FieldType.SET, record.set().utf8(), 0, record.set().utf8().length);
        field(FieldType.DIGEST, record.digest(), 0, RecordSnapshot.DIGEST_LENGTH);
        int fieldCount = 3;
        // Once more, since the record may have changed since it was found.
        if (query.hasField(FieldType.FILTER)) {
            field(
                    FieldType.FILTER,
                    query.bytes(),
                    query.fieldOffset(FieldType.FILTER),
                    query.fieldLength(FieldType.FILTER));
            fieldCount++;
        }
        buffer.putBytes(
                query.bytes(), query.operationsOffset(), query.limit() - query.operationsOffset());
        byte[] header = buffer.array();
        header[0] = MessageDescriptor.HEADER_LENGTH;
        header[MessageDescriptor.INFO1] = 0;
        header[MessageDescriptor.INFO2] =
                (byte)
                        (MessageFlags.INFO2_WRITE
                                | query.info2() & MessageFlags.INFO2_DURABLE_DELETE);
        header[MessageDescriptor.INFO3] =
                (byte)
                        (MessageFlags.INFO3_UPDATE_ONLY
                                | query.info3() & MessageFlags.INFO3_REPLACE_ONLY);
        header[MessageDescriptor.INFO4] = 0;
        header[MessageDescriptor.RESULT_CODE] = 0;
        Bytes.putInt(header, MessageDescriptor.GENERATION, 0);
        Bytes.putInt(header, MessageDescriptor.TTL_OR_VOID_TIME, query.ttl());
        Bytes.putInt(header, MessageDescriptor.TIMEOUT_OR_BATCH_INDEX, 0);
        Bytes.putShort(header, MessageDescriptor.FIELD_COUNT, fieldCount);
        Bytes.putShort(header, MessageDescriptor.OPERATION_COUNT, query.operationCount());
        return message.parse(header, 0, buffer.length());
    }

    private void field(int type, byte[] bytes, int offset, int length) {
        buffer.putInt(length + 1);
        buffer.putByte(type);
        buffer.putBytes(bytes, offset, length);
    }
}
