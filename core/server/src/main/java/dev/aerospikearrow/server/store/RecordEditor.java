package dev.aerospikearrow.server.store;

import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bins of a record while a command changes them: in the order in which they were first written,
 * each a window on the record, the request or a computed value. Not thread-safe.
 */
public final class RecordEditor {
    private static final int STORED_OPERATION = 1;

    // Names are bytes; Latin-1 maps each byte to one character and back, whatever the bytes are.
    private final Map<String, ParticleValue> bins = new LinkedHashMap<>();

    /** An editor without bins. */
    public RecordEditor() {}

    /** An editor that starts with the bins of a record. */
    public RecordEditor(RecordSnapshot record) {
        byte[] stored = record.bins();
        for (int bin = 0; bin < stored.length; bin = record.nextBin(bin)) {
            bins.put(
                    name(stored, record.nameOffset(bin), record.nameLength(bin)),
                    record.value(bin));
        }
    }

    private static String name(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    public boolean isEmpty() {
        return bins.isEmpty();
    }

    public int binCount() {
        return bins.size();
    }

    /** The value of a bin; null if there is none. */
    public @Nullable ParticleValue get(byte[] bytes, int nameOffset, int nameLength) {
        return bins.get(name(bytes, nameOffset, nameLength));
    }

    /** Sets a bin, which keeps its place if it exists. The value's bytes are copied by build. */
    public void put(byte[] bytes, int nameOffset, int nameLength, ParticleValue value) {
        bins.put(name(bytes, nameOffset, nameLength), value);
    }

    /** Removes a bin if it exists. */
    public void remove(byte[] bytes, int nameOffset, int nameLength) {
        bins.remove(name(bytes, nameOffset, nameLength));
    }

    /** Removes all bins. */
    public void clear() {
        bins.clear();
    }

    /** The bins in the layout of {@link RecordSnapshot}. */
    public byte[] build() {
        int length = 0;
        for (Map.Entry<String, ParticleValue> bin : bins.entrySet()) {
            length +=
                    MessageDescriptor.OPERATION_HEADER_LENGTH
                            + bin.getKey().length()
                            + bin.getValue().length();
        }
        WireBuffer target = new WireBuffer(length);
        for (Map.Entry<String, ParticleValue> bin : bins.entrySet()) {
            byte[] name = bin.getKey().getBytes(StandardCharsets.ISO_8859_1);
            ParticleValue value = bin.getValue();
            target.putInt(
                    MessageDescriptor.OPERATION_LENGTH_OVERHEAD + name.length + value.length());
            target.putByte(STORED_OPERATION);
            target.putByte(value.particleType());
            target.putByte(0);
            target.putByte(name.length);
            target.putBytes(name);
            target.putBytes(value.bytes(), value.offset(), value.length());
        }
        return target.array();
    }
}
