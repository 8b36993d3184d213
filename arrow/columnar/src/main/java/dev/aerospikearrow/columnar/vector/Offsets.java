package dev.aerospikearrow.columnar.vector;

import dev.aerospikearrow.columnar.TypeNames;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The ends of the slots of a variable-width vector or a list: one more offset than there are slots,
 * the first 0, of 4 or 8 bytes each.
 */
final class Offsets implements AutoCloseable {
    private final Field field;
    private final int widthBytes;
    private final VectorMemory memory;

    Offsets(Field field, BufferSource source, int widthBytes) {
        this.field = field;
        this.widthBytes = widthBytes;
        this.memory = VectorMemory.in(source);
    }

    /** Prepares exactly {@code slots} slots. */
    void reserve(int slots) {
        memory.reserve((slots + 1L) * widthBytes);
    }

    /** Where a slot that was written, or the next one, starts. */
    long start(int slot) {
        if (slot == 0) {
            return 0;
        }
        return widthBytes == Long.BYTES ? memory.getLong(slot) : memory.getInt(slot);
    }

    /** Notes where a slot ends, and with it where the next one starts. */
    void end(int slot, long end) {
        memory.ensure((slot + 2L) * widthBytes);
        put(slot, end);
    }

    /** The same where {@link #reserve} made room. */
    void put(int slot, long end) {
        if (widthBytes == Long.BYTES) {
            memory.putLong(slot + 1, end);
        } else {
            memory.putInt(slot + 1, checked(end));
        }
    }

    private int checked(long end) {
        if (end > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "Field "
                            + field.getName()
                            + " would hold "
                            + end
                            + " bytes or elements in one batch, but "
                            + TypeNames.of(field)
                            + " has offsets of 32 bits, up to 2,147,483,647. Map it as "
                            + largeOf(field)
                            + ", or read fewer keys at once.");
        }
        return (int) end;
    }

    ArrowBuf buffer(int slots) {
        long bytes = (slots + 1L) * widthBytes;
        memory.reserve(bytes);
        return memory.buffer(bytes);
    }

    @Override
    public void close() {
        memory.close();
    }

    /** The type with offsets of 64 bits that holds more of the same. */
    private static String largeOf(Field field) {
        return switch (field.getType().getTypeID()) {
            case Utf8 -> "LargeUtf8";
            case Binary -> "LargeBinary";
            default -> "LargeList";
        };
    }
}
