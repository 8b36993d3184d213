package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.pojo.Field;

/** Texts or byte strings inside lists, maps and structs, one behind the other. */
final class VariableWidthBuilder extends BytesBuilder {
    private final Offsets offsets;
    private final VectorMemory data;

    VariableWidthBuilder(Field field, BufferSource source, int offsetWidthBytes, BytesRule rule) {
        super(field, source, rule);
        this.offsets = new Offsets(field, source, offsetWidthBytes);
        this.data = VectorMemory.in(source);
    }

    @Override
    boolean seekable() {
        return false;
    }

    @Override
    void put(int slot, byte[] bytes, int offset, int length) {
        long start = offsets.start(slot);
        offsets.end(slot, start + length);
        data.ensure(start + length);
        data.append(start, bytes, offset, length);
    }

    @Override
    void appendNull() {
        int slot = count();
        offsets.end(slot, offsets.start(slot));
        super.appendNull();
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer, int slots) {
        return List.of(validityBuffer, offsets.buffer(slots), data.buffer(offsets.start(slots)));
    }

    @Override
    public void close() {
        super.close();
        offsets.close();
        data.close();
    }
}
