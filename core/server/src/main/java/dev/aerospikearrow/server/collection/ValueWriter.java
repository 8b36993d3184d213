package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.collection.Value.ArgumentMark;
import dev.aerospikearrow.server.collection.Value.Bool;
import dev.aerospikearrow.server.collection.Value.Entry;
import dev.aerospikearrow.server.collection.Value.Extension;
import dev.aerospikearrow.server.collection.Value.Float32;
import dev.aerospikearrow.server.collection.Value.Float64;
import dev.aerospikearrow.server.collection.Value.Int;
import dev.aerospikearrow.server.collection.Value.ListValue;
import dev.aerospikearrow.server.collection.Value.MapValue;
import dev.aerospikearrow.server.collection.Value.Particle;
import dev.aerospikearrow.server.collection.Value.UnsignedInt;

/**
 * A writer of {@link Value}s as MessagePack with marks of order (docs/docs/internals/wire.md,
 * section 5).
 */
final class ValueWriter {
    private final WireBuffer target;
    private final MsgpackWriter writer;

    private ValueWriter(WireBuffer target) {
        this.target = target;
        this.writer = new MsgpackWriter(target);
    }

    static byte[] toBytes(Value value) {
        WireBuffer target = new WireBuffer(64);
        write(target, value);
        return target.toByteArray();
    }

    static void write(WireBuffer target, Value value) {
        new ValueWriter(target).write(value);
    }

    private void write(Value value) {
        if (value instanceof Int number) {
            writer.writeLong(number.value());
        } else if (value instanceof Particle particle) {
            if (particle.type() < 0) {
                writer.writePlainString("");
            } else {
                writer.writeParticle(particle.type(), particle.bytes());
            }
        } else if (value instanceof Float64 number) {
            writer.writeDouble(number.value());
        } else if (value instanceof Bool flag) {
            writer.writeBoolean(flag.value());
        } else if (value instanceof ListValue list) {
            writeList(list);
        } else if (value instanceof MapValue map) {
            writeMap(map);
        } else if (value instanceof Float32 number) {
            writer.writeFloat(number.value());
        } else if (value instanceof UnsignedInt number) {
            target.putByte(0xCF);
            target.putLong(number.bits());
        } else if (value instanceof ArgumentMark mark) {
            target.putByte(0xD4);
            target.putByte(0xFF);
            target.putByte(mark.number());
        } else if (value instanceof Extension extension) {
            writeExtension(extension);
        } else {
            writer.writeNil();
        }
    }

    private void writeList(ListValue list) {
        int marks = list.order() == 0 ? 0 : 1;
        writer.writeArrayHeader(list.size() + marks);
        if (marks != 0) {
            writer.writeOrderMark(list.order());
        }
        for (Value element : list.elements()) {
            write(element);
        }
    }

    private void writeMap(MapValue map) {
        int marks = map.order() == 0 ? 0 : 1;
        writer.writeMapHeader(map.size() + marks);
        if (marks != 0) {
            writer.writeOrderMark(map.order());
            writer.writeNil();
        }
        for (Entry entry : map.entries()) {
            write(entry.key());
            write(entry.value());
        }
    }

    private void writeExtension(Extension extension) {
        target.putByte(0xC9);
        target.putInt(extension.bytes().length);
        target.putByte(extension.type());
        target.putBytes(extension.bytes());
    }
}
