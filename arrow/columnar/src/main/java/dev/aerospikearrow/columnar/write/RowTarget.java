package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.apache.arrow.memory.ArrowBuf;

/** The place where encoders write: one buffer, and MessagePack into the same. */
record RowTarget(WireBuffer buffer, MsgpackWriter packer) {

    static RowTarget of(WireBuffer buffer) {
        return new RowTarget(buffer, new MsgpackWriter(buffer));
    }

    /** Appends bytes of a vector. */
    void copy(ArrowBuf source, long offset, int length) {
        int at = buffer.reserve(length);
        source.getBytes(offset, buffer.array(), at, length);
    }
}
