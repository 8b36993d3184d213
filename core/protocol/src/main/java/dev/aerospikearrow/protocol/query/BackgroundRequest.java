package dev.aerospikearrow.protocol.query;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Optional;

/**
 * A query that writes: each node does something to those of its records that match, in the
 * background (docs/docs/internals/wire.md, section 9.4).
 *
 * @param set the records' set; a namespace for all of its records
 * @param command what is done to each, with the filter that it must satisfy
 * @param indexRange the index range of a query; empty for a scan
 * @param recordsPerSecond the server's pace; 0 for the highest it allows
 * @param queryId what the job is called, on every node
 * @param socketTimeoutMillis sent as other clients do; the server has no use for it
 */
public record BackgroundRequest(
        SetName set,
        RecordCommand command,
        Optional<IndexRange> indexRange,
        int recordsPerSecond,
        long queryId,
        int socketTimeoutMillis) {

    private static final byte[] IN_BACKGROUND = {2};

    /** Appends the request's frame. */
    public void encode(WireBuffer target, int serverTimeoutMillis) {
        MessageEncoder message = new MessageEncoder(target);
        message.begin(0, command.info2(), command.info3(), 0, command.ttl(), serverTimeoutMillis);
        message.field(FieldType.NAMESPACE, Bytes.utf8(set.namespace()));
        if (!set.isNamespace()) {
            message.field(FieldType.SET, Bytes.utf8(set.name()));
        }
        if (recordsPerSecond > 0) {
            message.intField(FieldType.RECORDS_PER_SECOND, recordsPerSecond);
        }
        message.intField(FieldType.SOCKET_TIMEOUT, socketTimeoutMillis);
        message.longField(FieldType.QUERY_ID, queryId);
        indexRange.ifPresent(range -> IndexRangeFields.encode(message, range));
        command.function()
                .ifPresent(
                        function -> {
                            message.field(FieldType.FUNCTION_USE, IN_BACKGROUND);
                            message.functionFields(function);
                        });
        command.filter().ifPresent(packed -> message.field(FieldType.FILTER, packed));
        message.operations(command.operations());
        message.end();
    }
}
