package dev.aerospikearrow.protocol.query;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.MessageEncoder;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.protocol.wire.WireBuffer;

/** The fields of a query that ask for an index range (docs/docs/internals/wire.md, section 9.3). */
final class IndexRangeFields {
    private IndexRangeFields() {}

    static void encode(MessageEncoder message, IndexRange range) {
        if (range.collection() != IndexRange.Collection.VALUE) {
            message.field(FieldType.INDEX_TYPE, new byte[] {(byte) range.collection().code()});
        }
        message.field(FieldType.INDEX_RANGE, encodedRange(range));
        if (!range.context().isRoot()) {
            message.field(FieldType.INDEX_CONTEXT, range.context().packed());
        }
        range.indexName().ifPresent(name -> message.field(FieldType.INDEX_NAME, Bytes.utf8(name)));
        range.expression()
                .ifPresent(
                        expression ->
                                message.field(FieldType.INDEX_EXPRESSION, expression.packed()));
    }

    /**
     * {@code u8 1 | u8 name length | name | u8 particle type | u32 length | begin | u32 length |
     * end}. There is no name where the index is named, or is over an expression.
     */
    private static byte[] encodedRange(IndexRange range) {
        WireBuffer target = new WireBuffer(64);
        byte[] name = Bytes.utf8(range.binName());
        target.putByte(1);
        target.putByte(name.length);
        target.putBytes(name);
        target.putByte(Particles.typeOf(range.begin()));
        encodeBound(target, range.begin());
        encodeBound(target, range.end());
        return target.toByteArray();
    }

    private static void encodeBound(WireBuffer target, Object value) {
        int at = target.reserve(4);
        if (Particles.typeOf(value) == ParticleType.GEOJSON) {
            target.putBytes(
                    Bytes.utf8(value.toString())); // here without the header that a bin's value has
        } else {
            Particles.write(target, value);
        }
        target.setInt(at, target.length() - at - 4);
    }
}
