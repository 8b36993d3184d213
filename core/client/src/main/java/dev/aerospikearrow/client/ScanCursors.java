package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.PartitionCursor;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * The positions from which another scan or query of the same set goes on: the partitions that are
 * not done, and the last record received of each. Immutable; to be stored as bytes or as text.
 *
 * <p>The bytes, numbers big-endian:
 *
 * <pre>
 * +-----------+---------+---------------------+---------------------+------------------------+---------
 * | "AACURSOR"| u8 1    | u16 length, namespace| u16 length, set     | 512 bytes: a bit per   | resumed
 * |           | version | in UTF-8            | in UTF-8            | partition not begun yet| partitions
 * +-----------+---------+---------------------+---------------------+------------------------+---------
 *   resumed partitions: u16 count, then for each: 20 bytes digest, i64 index value
 * </pre>
 */
public final class ScanCursors {
    private static final byte[] MAGIC = Bytes.utf8("AACURSOR");
    private static final int VERSION = 1;
    private static final int BITMAP_LENGTH = PartitionId.COUNT / Byte.SIZE;
    private static final int RESUMED_LENGTH = Key.DIGEST_LENGTH_BYTES + Long.BYTES;

    private final SetName set;
    private final List<PartitionCursor> partitions;

    private ScanCursors(SetName set, List<PartitionCursor> partitions) {
        this.set = Objects.requireNonNull(set, "set");
        this.partitions = List.copyOf(partitions);
    }

    /**
     * Cursors of a set.
     *
     * @param set what is read: a set, or a namespace
     * @param partitions those that are not done, each once
     */
    public static ScanCursors of(SetName set, List<PartitionCursor> partitions) {
        return new ScanCursors(set, partitions);
    }

    /** What is read: a set, or a namespace. */
    public SetName set() {
        return set;
    }

    /** The partitions that are not done, and where to go on in each. */
    public List<PartitionCursor> partitions() {
        return partitions;
    }

    /** Whether nothing is left to be read. */
    public boolean isComplete() {
        return partitions.isEmpty();
    }

    /** The cursors for storage: about 28 bytes for each partition that has been begun. */
    public byte[] toBytes() {
        byte[] namespaceUtf8 = Bytes.utf8(set.namespace());
        byte[] setUtf8 = Bytes.utf8(set.name());
        BitSet fresh = new BitSet(PartitionId.COUNT);
        List<PartitionCursor> resumed = new ArrayList<>();
        for (PartitionCursor cursor : partitions) {
            if (cursor.lastDigest().isPresent()) {
                resumed.add(cursor);
            } else {
                fresh.set(cursor.partitionId());
            }
        }
        int headerLength = MAGIC.length + 1 + 3 * Short.BYTES + BITMAP_LENGTH;
        ByteBuffer target =
                ByteBuffer.allocate(
                        headerLength
                                + namespaceUtf8.length
                                + setUtf8.length
                                + resumed.size() * RESUMED_LENGTH);
        target.put(MAGIC).put((byte) VERSION);
        target.putShort((short) namespaceUtf8.length).put(namespaceUtf8);
        target.putShort((short) setUtf8.length).put(setUtf8);
        byte[] bits = fresh.toByteArray();
        target.put(bits).put(new byte[BITMAP_LENGTH - bits.length]);
        target.putShort((short) resumed.size());
        for (PartitionCursor cursor : resumed) {
            target.put(cursor.lastDigest().orElseThrow()).putLong(cursor.lastIndexValue());
        }
        return target.array();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException if the bytes are something else
     */
    public static ScanCursors fromBytes(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        try {
            byte[] magic = take(source, MAGIC.length);
            int version = source.get();
            if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
                throw notCursors("they do not start as such, or have another version");
            }
            String namespace = text(source);
            String setName = text(source);
            List<PartitionCursor> partitions = new ArrayList<>();
            BitSet seen = BitSet.valueOf(take(source, BITMAP_LENGTH));
            seen.stream().forEach(id -> partitions.add(PartitionCursor.start(id)));
            int resumed = source.getShort();
            for (int i = 0; i < resumed; i++) {
                byte[] digest = take(source, Key.DIGEST_LENGTH_BYTES);
                int partitionId = PartitionId.of(digest, 0);
                if (seen.get(partitionId)) {
                    throw notCursors("partition " + partitionId + " occurs twice");
                }
                seen.set(partitionId);
                partitions.add(PartitionCursor.after(partitionId, digest, source.getLong()));
            }
            if (source.hasRemaining()) {
                throw notCursors(
                        Quantity.of(source.remaining(), "byte follows", "bytes follow")
                                + " their end");
            }
            return new ScanCursors(SetName.of(namespace, setName), partitions);
        } catch (BufferUnderflowException e) {
            throw notCursors("they end too early");
        }
    }

    private static byte[] take(ByteBuffer source, int length) {
        byte[] taken = new byte[length];
        source.get(taken);
        return taken;
    }

    private static String text(ByteBuffer source) {
        int length = source.getShort() & 0xFFFF;
        if (length > source.remaining()) {
            throw new BufferUnderflowException();
        }
        return Bytes.getUtf8(take(source, length), 0, length);
    }

    private static IllegalArgumentException notCursors(String why) {
        return new IllegalArgumentException(
                "The bytes are not stored scan cursors: " + why + ". Start the scan anew.");
    }

    /** {@link #toBytes()} as Base64 text. */
    public String toText() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static ScanCursors fromText(String text) {
        return fromBytes(Base64.getDecoder().decode(text));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScanCursors that
                && that.set.equals(set)
                && that.partitions.equals(partitions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(set, partitions);
    }

    @Override
    public String toString() {
        return Quantity.of(partitions.size(), "partition") + " of " + set;
    }
}
