package dev.aerospikearrow.protocol.query;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A scan or query of some partitions on one node (docs/docs/internals/wire.md, section 9.1).
 *
 * @param namespace what to read
 * @param setName its set; empty for the whole namespace
 * @param bins the bins to return
 * @param cursors the partitions, each once, and where to go on in each
 * @param indexRange the index range of a query; empty for a scan
 * @param filter a packed expression
 * @param filterText a filter in the server's language, instead of an expression
 * @param maxRecords at most this many records from this node; 0 for all
 * @param recordsPerSecond the server's pace; 0 for no limit
 * @param queryId unique among running queries
 * @param socketTimeoutMillis how long the server waits when the client does not read
 */
public record QueryRequest(
        String namespace,
        String setName,
        BinSelection bins,
        List<PartitionCursor> cursors,
        Optional<IndexRange> indexRange,
        Optional<byte[]> filter,
        Optional<String> filterText,
        long maxRecords,
        int recordsPerSecond,
        long queryId,
        int socketTimeoutMillis) {

    private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;
    private static final int RESULT_PER_OPERATION = MessageFlags.INFO2_RESPOND_ALL_OPS;

    /** Which bins a query returns. */
    public sealed interface BinSelection {
        record All() implements BinSelection {}

        /** No bins, only keys and metadata. */
        record None() implements BinSelection {}

        /** These bins; a record that has none of them is left out by the server. */
        record Named(List<Operation> reads) implements BinSelection {
            public Named {
                reads = List.copyOf(reads);
            }
        }

        /**
         * The results of read operations, one each and in their order. A record for which none has
         * a result is returned too, and results can be told apart by position.
         */
        record PerOperation(List<Operation> operations) implements BinSelection {
            public PerOperation {
                operations = List.copyOf(operations);
            }
        }

        static BinSelection named(List<String> binNames) {
            return new Named(binNames.stream().map(Operation::get).toList());
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if there are both kinds of filters
     */
    public QueryRequest {
        cursors = List.copyOf(cursors);
        if (filter.isPresent() && filterText.isPresent()) {
            throw new IllegalArgumentException(
                    "A query has a filter as an expression or as a text, but found both.");
        }
    }

    /** One without a filter as a text. */
    public QueryRequest(
            String namespace,
            String setName,
            BinSelection bins,
            List<PartitionCursor> cursors,
            Optional<IndexRange> indexRange,
            Optional<byte[]> filter,
            long maxRecords,
            int recordsPerSecond,
            long queryId,
            int socketTimeoutMillis) {
        this(
                namespace,
                setName,
                bins,
                cursors,
                indexRange,
                filter,
                Optional.empty(),
                maxRecords,
                recordsPerSecond,
                queryId,
                socketTimeoutMillis);
    }

    /** Appends the request's frame. */
    public void encode(WireBuffer target) {
        encode(target, 0);
    }

    /**
     * The same with flags that say how strongly consistent namespaces are read.
     *
     * @param readFlags of {@link MessageFlags#INFO3_SC_READ_TYPE} and {@link
     *     MessageFlags#INFO3_SC_READ_RELAX}
     */
    public void encode(WireBuffer target, int readFlags) {
        MessageEncoder message = new MessageEncoder(target);
        int info1 =
                MessageFlags.INFO1_READ
                        | (bins instanceof BinSelection.None ? MessageFlags.INFO1_GET_NO_BINS : 0);
        int info2 = bins instanceof BinSelection.PerOperation ? RESULT_PER_OPERATION : 0;
        // Without PARTITION_DONE the server takes this for a query of servers before 6.0 and
        // refuses it.
        message.begin(info1, info2, MessageFlags.INFO3_PARTITION_DONE | readFlags, 0, 0, 0);
        message.field(FieldType.NAMESPACE, Bytes.utf8(namespace));
        if (!setName.isEmpty()) {
            message.field(FieldType.SET, Bytes.utf8(setName));
        }
        encodeCursors(message, target);
        if (maxRecords > 0) {
            message.longField(FieldType.MAX_RECORDS, maxRecords);
        }
        if (recordsPerSecond > 0) {
            message.intField(FieldType.RECORDS_PER_SECOND, recordsPerSecond);
        }
        message.intField(FieldType.SOCKET_TIMEOUT, socketTimeoutMillis);
        message.longField(FieldType.QUERY_ID, queryId);
        indexRange.ifPresent(range -> IndexRangeFields.encode(message, range));
        filter.ifPresent(packed -> message.field(FieldType.FILTER, packed));
        filterText.ifPresent(text -> encodeFilterText(message, target, text));
        if (bins instanceof BinSelection.Named named) {
            message.operations(named.reads());
        } else if (bins instanceof BinSelection.PerOperation each) {
            message.operations(each.operations());
        }
        message.end();
    }

    /** {@code u8 flags, 0 for a query that is to be carried out | UTF-8}. */
    private static void encodeFilterText(
            MessageEncoder message, WireBuffer target, String filterText) {
        byte[] text = Bytes.utf8(filterText);
        int at = message.openField(FieldType.FILTER_TEXT, 1 + text.length);
        target.setByte(at, 0);
        System.arraycopy(text, 0, target.array(), at + 1, text.length);
    }

    private void encodeCursors(MessageEncoder message, WireBuffer target) {
        List<PartitionCursor> fresh =
                cursors.stream().filter(cursor -> cursor.lastDigest().isEmpty()).toList();
        List<PartitionCursor> resumed =
                cursors.stream().filter(cursor -> cursor.lastDigest().isPresent()).toList();
        if (!fresh.isEmpty()) {
            int at = message.openField(FieldType.PARTITION_IDS, 2 * fresh.size());
            for (PartitionCursor cursor : fresh) {
                Bytes.putShortLittleEndian(target.array(), at, cursor.partitionId());
                at += 2;
            }
        }
        if (!resumed.isEmpty()) {
            int at = message.openField(FieldType.RESUME_DIGESTS, DIGEST_LENGTH * resumed.size());
            for (PartitionCursor cursor : resumed) {
                System.arraycopy(
                        cursor.lastDigest().orElseThrow(), 0, target.array(), at, DIGEST_LENGTH);
                at += DIGEST_LENGTH;
            }
        }
        if (!resumed.isEmpty() && indexRange.isPresent()) {
            int at = message.openField(FieldType.RESUME_INDEX_VALUES, Long.BYTES * resumed.size());
            for (PartitionCursor cursor : resumed) {
                Bytes.putLongLittleEndian(target.array(), at, cursor.lastIndexValue());
                at += Long.BYTES;
            }
        }
    }
}
