package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * A builder of the values of one field, at the top of a column or inside lists, maps and structs.
 * Values are appended; a builder whose values all have the same width can also {@link #seek} to any
 * slot, so that rows may come in any order.
 *
 * <p>Slots below {@link #count()} hold a value or null. An append that does not fit leaves the
 * count as it was.
 */
abstract class ValueBuilder extends Column {
    private final Field field;
    private final VectorMemory validity;
    private @Nullable ContainerBuilder parent;
    private int count;

    ValueBuilder(Field field, BufferSource source) {
        this.field = field;
        this.validity = VectorMemory.in(source);
    }

    final Field field() {
        return field;
    }

    final boolean nullable() {
        return field.isNullable();
    }

    final @Nullable ContainerBuilder parent() {
        return parent;
    }

    final void setParent(ContainerBuilder container) {
        parent = container;
    }

    /** How many slots are written; the next append's slot. */
    final int count() {
        return count;
    }

    /** The next append's slot becomes {@code slot}: back, or anywhere if {@link #seekable()}. */
    void seek(int slot) {
        count = slot;
    }

    /** Whether slots may be written in any order. */
    abstract boolean seekable();

    /** Prepares exactly this many slots, all null. */
    void reserve(int slots) {
        // Whole words, so that 64 slots can be marked at once.
        validity.reserve((slots + 63L) >>> 6 << 3);
    }

    /** Appends a bin's value. */
    abstract Fit appendParticle(int particleType, byte[] bytes, int offset, int length);

    /** Appends the next value of a list or map, which is not nil, and steps over it. */
    abstract Fit append(NestedCursor cursor);

    /** Appends a null. */
    void appendNull() {
        int slot = count;
        ensureValidity(slot);
        validity.clearBit(slot);
        count = slot + 1;
    }

    final void advance() {
        int slot = count;
        ensureValidity(slot);
        validity.setBit(slot);
        count = slot + 1;
    }

    /** The same for some values at once. */
    final void advance(int slots) {
        int first = count;
        if (slots > 0) {
            ensureValidity(first + (slots - 1L));
            validity.setBitRange(first, slots);
            count = first + slots;
        }
    }

    private void ensureValidity(long slot) {
        if (slot >= Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "Field "
                            + field.getName()
                            + " has more than 2,147,483,647 values in one batch. Read fewer keys at"
                            + " once.");
        }
        validity.ensure((slot >>> 3) + 1);
    }

    /** Marks a slot that {@link #reserve} prepared. */
    final void setValid(int slot) {
        validity.setBit(slot);
    }

    /** Marks slots that {@link #reserve} prepared. */
    final void setValid(int firstSlot, int slots) {
        validity.setBitRange(firstSlot, slots);
    }

    /** Marks those of the slots from {@code 64 * word} on that {@code bits} names, lowest first. */
    final void setValidBits(int word, long bits) {
        validity.setBits(word, bits);
    }

    @Override
    public Fit write(int row, int particleType, byte[] bytes, int offset, int length) {
        seek(row);
        return appendParticle(particleType, bytes, offset, length);
    }

    @Override
    public Fit writeLong(int row, long value) {
        return Fit.WRONG_TYPE;
    }

    @Override
    public void fill(int rowCount) {}

    @Override
    public void moveTo(FieldVector vector, int slots) {
        long validityBytes = (slots + 7L) >>> 3;
        validity.reserve((slots + 63L) >>> 6 << 3);
        int nulls = slots - validity.countBits(slots);
        vector.loadFieldBuffers(
                new ArrowFieldNode(slots, nulls), buffers(validity.buffer(validityBytes), slots));
    }

    /** Makes the slots of nulls zero: they may never have been written. */
    final void zeroNulls(VectorMemory data, int slots, int widthBytes) {
        if (validity.countBits(slots) < slots) {
            data.zeroWhereClear(validity, slots, widthBytes);
        }
    }

    /** The vector's own buffers, the validity bitmap first. */
    abstract List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots);

    @Override
    public void close() {
        validity.close();
    }
}
