package dev.aerospikearrow.protocol.batch;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.MessageFlags;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bodies of rows that write, all in one block: what {@link RowTemplate} draws, each with
 * operations of its own. Whoever has the values writes them here, once, and the bytes go out as
 * often as it takes. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 8.2"
 */
public final class RowBodies {
    private final byte[] block;
    private final int[] offsets;
    private final int from;
    private final int count;

    private RowBodies(byte[] block, int[] offsets, int from, int count) {
        this.block = block;
        this.offsets = offsets;
        this.from = from;
        this.count = count;
    }

    /**
     * Writes bodies one after the other.
     *
     * @param expectedRows how many there will be, more or less
     * @param target empty; shared with the bodies, so that nobody may use it otherwise as long as
     *     they are in use
     */
    public static Builder builder(int expectedRows, WireBuffer target) {
        return new Builder(expectedRows, target);
    }

    /** How many bodies there are. */
    public int count() {
        return count;
    }

    /** A body's length in bytes. */
    public int length(int index) {
        int at = from + Objects.checkIndex(index, count);
        return offsets[at + 1] - offsets[at];
    }

    /** The bytes of the bodies from index {@code first} up to index {@code end}. */
    public long length(int first, int end) {
        Objects.checkFromToIndex(first, end, count);
        return (long) offsets[from + end] - offsets[from + first];
    }

    /** The bodies from {@code first} up to {@code end} alone; shares the bytes. */
    public RowBodies slice(int first, int end) {
        Objects.checkFromToIndex(first, end, count);
        return new RowBodies(block, offsets, from + first, end - first);
    }

    void copyTo(int index, byte[] target, int offset) {
        int at = from + Objects.checkIndex(index, count);
        System.arraycopy(block, offsets[at], target, offset, offsets[at + 1] - offsets[at]);
    }

    @Override
    public String toString() {
        return Quantity.of(count, "row body", "row bodies")
                + " of "
                + Quantity.of(length(0, count), "byte");
    }

    /**
     * Builds {@link RowBodies}: for each row {@link #begin}, what only this row has, operations
     * into {@link #target()}, and {@link #end} or {@link #discard}. Not thread-safe.
     */
    public static final class Builder {
        private final WireBuffer target;
        private int[] offsets;
        private int count;

        private Builder(int expectedRows, WireBuffer target) {
            this.target = target;
            offsets = new int[expectedRows + 1];
        }

        /** Where the operations are appended, after everything else of a row. */
        public WireBuffer target() {
            return target;
        }

        /** Begins a row with what it shares with others. */
        public void begin(RowTemplate template) {
            target.putBytes(template.encoded());
        }

        /** Sets the row's ttl; see the {@code TTL_} constants of RecordCommand. */
        public void setTtl(int ttl) {
            target.setInt(offsets[count] + RowTemplate.TTL_OFFSET, ttl);
        }

        /** Sets the generation that the template's check compares with. */
        public void setGeneration(int generation) {
            target.setShort(offsets[count] + RowTemplate.GENERATION_OFFSET, generation);
        }

        /** Takes the template's generation check off this row. */
        public void ignoreGeneration() {
            int at = offsets[count] + RowTemplate.INFO2_OFFSET;
            target.setByte(
                    at,
                    target.array()[at]
                            & ~(MessageFlags.INFO2_GENERATION
                                    | MessageFlags.INFO2_GENERATION_GREATER));
        }

        /** Adds the user key, to be stored with the record. */
        public void userKey(int particleType, byte[] bytes, int offset, int length) {
            target.putInt(MessageDescriptor.FIELD_HEADER_LENGTH - 4 + 1 + length);
            target.putByte(FieldType.USER_KEY);
            target.putByte(particleType);
            target.putBytes(bytes, offset, length);
            int at = offsets[count] + RowTemplate.FIELD_COUNT_OFFSET;
            target.setShort(at, Bytes.getUnsignedShort(target.array(), at) + 1);
        }

        /** The bytes of the row that was begun. */
        public int rowLength() {
            return target.length() - offsets[count];
        }

        /** Completes the row. */
        public void end(int operationCount) {
            target.setShort(offsets[count] + RowTemplate.OPERATION_COUNT_OFFSET, operationCount);
            count++;
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count * 2);
            }
            offsets[count] = target.length();
        }

        /** Takes back the row that was begun. */
        public void discard() {
            target.truncate(offsets[count]);
        }

        /** How many rows are complete. */
        public int count() {
            return count;
        }

        /** The bodies; this builder must not be used any more. */
        public RowBodies build() {
            return new RowBodies(target.array(), offsets, 0, count);
        }
    }
}
