package dev.aerospikearrow.protocol.batch;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of one batch request: the rows of one node. Not thread-safe.
 *
 * <pre>{@code
 * BatchEncoder encoder = new BatchEncoder(buffer);
 * encoder.begin(timeoutMillis, BatchEncoder.DEFAULT_FLAGS);
 * for (…) encoder.row(batchIndex, digests, offset, template);
 * encoder.end();
 * }</pre>
 *
 * @see "docs/docs/internals/wire.md, section 8"
 */
public final class BatchEncoder {
    /**
     * Run rows of memory namespaces on the thread that received the request, in order; else on all
     * service threads.
     */
    public static final int FLAG_INLINE_MEMORY = 0x01;

    /** The same for namespaces on devices. */
    public static final int FLAG_INLINE_DEVICE = 0x02;

    /** Answer all rows, also after one failed. */
    public static final int FLAG_RESPOND_ALL = 0x04;

    /** Without {@link #FLAG_RESPOND_ALL}: deliver the row that failed. */
    public static final int FLAG_DELIVER_FAILED = 0x08;

    /** Bytes of a row that is like the one before, but for its index and digest. */
    public static final int REPEATED_ROW_LENGTH = 4 + Key.DIGEST_LENGTH_BYTES + 1;

    public static final int DEFAULT_FLAGS =
            FLAG_INLINE_MEMORY | FLAG_RESPOND_ALL | FLAG_DELIVER_FAILED;

    private static final int DIGEST_LENGTH = Key.DIGEST_LENGTH_BYTES;

    private final WireBuffer target;
    private final MessageEncoder message;
    private int fieldStart;
    private int rowCount;
    private @Nullable RowTemplate previous;
    private int rowInfo4;

    /**
     * @param target what the request is appended to
     */
    public BatchEncoder(WireBuffer target) {
        this.target = target;
        this.message = new MessageEncoder(target);
    }

    public void begin(int serverTimeoutMillis, int batchFlags) {
        begin(serverTimeoutMillis, batchFlags, Optional.empty());
    }

    /**
     * @param filter a packed expression for all rows that have none of their own
     */
    public void begin(int serverTimeoutMillis, int batchFlags, Optional<byte[]> filter) {
        message.begin(MessageFlags.INFO1_BATCH, 0, 0, 0, 0, serverTimeoutMillis);
        filter.ifPresent(packed -> message.field(FieldType.FILTER, packed));
        fieldStart = message.openGrowingField(FieldType.BATCH);
        rowCount = 0;
        previous = null;
        target.putInt(0);
        target.putByte(batchFlags);
    }

    /**
     * All rows from now on get a fourth byte of info, of flags such as {@link
     * MessageFlags#INFO4_ERROR_MESSAGES}; 0, the default, for none.
     */
    public void rowInfo4(int flags) {
        rowInfo4 = flags;
        previous = null;
    }

    /**
     * Appends a row.
     *
     * @param batchIndex comes back with the answer
     * @param digests holds the row's 20-byte digest at {@code digestOffset}
     * @param template the rest of the row; pass the same object for rows that share it
     */
    public void row(int batchIndex, byte[] digests, int digestOffset, RowTemplate template) {
        int at = startRow(batchIndex, digests, digestOffset);
        if (template == previous && template.repeatable()) {
            target.setByte(at + 4 + DIGEST_LENGTH, RowTemplate.FLAG_REPEAT);
            return;
        }
        previous = template;
        byte[] encoded = template.encoded();
        int rest = target.reserve(encoded.length - 1);
        System.arraycopy(encoded, 0, target.array(), rest - 1, encoded.length);
        putInfo4(rest - 1);
    }

    /**
     * Appends a row whose body is there already.
     *
     * @param batchIndex comes back with the answer
     * @param digests holds the row's 20-byte digest at {@code digestOffset}
     * @param bodies holds the rest of the row
     * @param body which of them
     */
    public void row(int batchIndex, byte[] digests, int digestOffset, RowBodies bodies, int body) {
        int at = startRow(batchIndex, digests, digestOffset) + 4 + DIGEST_LENGTH;
        int length = bodies.length(body);
        target.reserve(length - 1);
        bodies.copyTo(body, target.array(), at);
        putInfo4(at);
        previous = null;
    }

    /** Puts the fourth byte of info into the row that was appended, behind the third. */
    private void putInfo4(int row) {
        if (rowInfo4 == 0) {
            return;
        }
        target.reserve(1);
        byte[] bytes = target.array();
        int at = row + RowTemplate.INFO4_OFFSET;
        System.arraycopy(bytes, at, bytes, at + 1, target.length() - 1 - at);
        bytes[at] = (byte) rowInfo4;
        bytes[row] |= (byte) RowTemplate.FLAG_INFO4;
    }

    /** The row's index and digest, and room for its flags. */
    private int startRow(int batchIndex, byte[] digests, int digestOffset) {
        int at = target.reserve(REPEATED_ROW_LENGTH);
        target.setInt(at, batchIndex);
        DigestArray.copyDigest(digests, digestOffset, target.array(), at + 4);
        rowCount++;
        return at;
    }

    public int rowCount() {
        return rowCount;
    }

    public void end() {
        target.setInt(fieldStart, rowCount);
        message.closeField(fieldStart);
        message.end();
    }
}
