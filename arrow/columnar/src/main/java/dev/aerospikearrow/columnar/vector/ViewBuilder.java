package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Texts or byte strings as views. A view has 16 bytes wherever its text lies, so slots may be
 * written in any order and long texts stay where they arrived.
 *
 * <pre>
 *  0            4                                               16
 * +------------+-----------------------------------------------+
 * | length     | up to 12 bytes of text, padded with zeros     |
 * +------------+---------------+---------------+---------------+
 * | length     | first 4 bytes | buffer number | offset in it  |   texts of 13 bytes and more
 * +------------+---------------+---------------+---------------+
 * </pre>
 */
final class ViewBuilder extends BytesBuilder {
    private static final int VIEW_LENGTH = 16;
    private static final int INLINE_LIMIT = 12;
    private static final int PREFIX_LENGTH = 4;

    private final VectorMemory views;
    private final VectorMemory texts;
    private long textsEnd;

    ViewBuilder(Field field, BufferSource source, BytesRule rule) {
        super(field, source, rule);
        this.views = VectorMemory.in(source);
        this.texts = VectorMemory.in(source);
    }

    @Override
    boolean seekable() {
        return true;
    }

    @Override
    void reserve(int slots) {
        super.reserve(slots);
        views.reserve((long) slots * VIEW_LENGTH);
    }

    @Override
    void put(int slot, byte[] bytes, int offset, int length) {
        long view = zeroedView(slot);
        int lengthSlot = Math.multiplyExact(slot, VIEW_LENGTH / Integer.BYTES);
        views.putInt(lengthSlot, length);
        if (length <= INLINE_LIMIT) {
            views.putExactly(view + Integer.BYTES, bytes, offset, length);
            return;
        }
        if (textsEnd + length > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "Field "
                            + field().getName()
                            + " would hold more than 2,147,483,647 bytes of text in one batch."
                            + " Map it as LargeUtf8 or LargeBinary, or read fewer keys at once.");
        }
        views.putExactly(view + Integer.BYTES, bytes, offset, PREFIX_LENGTH);
        views.putInt(lengthSlot + 3, (int) textsEnd);
        texts.ensure(textsEnd + length);
        texts.append(textsEnd, bytes, offset, length);
        textsEnd += length;
    }

    private long zeroedView(int slot) {
        long view = (long) slot * VIEW_LENGTH;
        views.ensure(view + VIEW_LENGTH);
        views.zero(view, VIEW_LENGTH);
        return view;
    }

    @Override
    void appendNull() {
        zeroedView(count());
        super.appendNull();
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        long bytes = (long) slots * VIEW_LENGTH;
        views.reserve(bytes);
        ArrowBuf viewBuffer = views.buffer(bytes);
        return textsEnd == 0
                ? List.of(validityBuffer, viewBuffer)
                : List.of(validityBuffer, viewBuffer, texts.buffer(textsEnd));
    }

    @Override
    public void close() {
        super.close();
        views.close();
        texts.close();
    }
}
