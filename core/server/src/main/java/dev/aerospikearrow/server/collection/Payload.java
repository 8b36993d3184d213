package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list or map operation as it came: {@code [code, arguments…]}, or {@code [255, [context…],
 * [code, arguments…]]} (docs/docs/internals/wire.md, section 11). The arguments stay packed, since
 * only the operation knows what each of them is.
 *
 * @param context kinds and values in turns; empty for the bin itself
 * @param code what to do
 * @param arguments its arguments
 */
public record Payload(List<Packed> context, long code, List<Packed> arguments) {

    /** A packed value inside a larger array. */
    public record Packed(byte[] bytes, int offset, int length) {
        static Packed of(byte[] bytes) {
            return new Packed(bytes, 0, bytes.length);
        }

        public Value asArgument() {
            try {
                return ValueReader.readArgument(bytes, offset, length);
            } catch (MalformedReplyException e) {
                throw parameter("an argument is malformed: " + e.getMessage());
            }
        }

        Value asStorable() {
            try {
                return ValueReader.readStorable(bytes, offset, length);
            } catch (MalformedReplyException e) {
                throw parameter("a value cannot be stored: " + e.getMessage());
            }
        }

        /**
         * An integer; of one above 2^63-1 its bits, which is how some clients send negative counts.
         */
        public long asInteger() {
            MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
            return switch (reader.nextKind()) {
                case INTEGER -> reader.readLong();
                case UNSIGNED -> reader.readUnsigned();
                default -> throw parameter("an argument is no integer");
            };
        }

        /** A truth value. */
        public boolean asBoolean() {
            MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
            if (reader.nextKind() != Kind.BOOLEAN) {
                throw parameter("an argument is neither true nor false");
            }
            return reader.readBoolean();
        }

        /** The bytes of a string, blob or other particle, without its type. */
        public byte[] asParticle() {
            MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
            if (reader.nextKind() != Kind.PARTICLE) {
                throw parameter("an argument is neither string nor blob");
            }
            reader.readParticle();
            int start = reader.valueOffset();
            return Arrays.copyOfRange(bytes, start, start + reader.valueLength());
        }
    }

    public Payload {
        context = List.copyOf(context);
        arguments = List.copyOf(arguments);
    }

    static CollectionException parameter(String what) {
        return new CollectionException(ResultCode.PARAMETER, what);
    }

    /**
     * Takes an operation's value apart.
     *
     * @throws CollectionException if it is malformed
     */
    public static Payload parse(byte[] bytes, int offset, int length) {
        try {
            MsgpackReader reader = new MsgpackReader().reset(bytes, offset, length);
            int count = reader.readListHeader();
            long code = count == 0 ? -1 : reader.readLong();
            if (code != CollectionCode.WITH_CONTEXT) {
                return new Payload(List.of(), code, readItems(reader, bytes, count - 1));
            }
            if (count != 3) {
                throw parameter("an operation with a context has " + count + " parts and not 3");
            }
            List<Packed> context = readItems(reader, bytes, reader.readListHeader());
            if (context.isEmpty() || context.size() % 2 != 0) {
                throw parameter("a context has " + context.size() + " parts");
            }
            int innerCount = reader.readListHeader();
            long innerCode = innerCount == 0 ? -1 : reader.readLong();
            return new Payload(context, innerCode, readItems(reader, bytes, innerCount - 1));
        } catch (MalformedReplyException e) {
            throw parameter("a list or map operation is malformed: " + e.getMessage());
        }
    }

    private static List<Packed> readItems(MsgpackReader reader, byte[] bytes, int count) {
        List<Packed> items = new ArrayList<>(Math.max(0, count));
        for (int i = 0; i < count; i++) {
            int start = reader.position();
            reader.skip();
            items.add(new Packed(bytes, start, reader.position() - start));
        }
        return items;
    }

    /** A context alone, as an index definition or a query carries it: kinds and values in turns. */
    public static List<Packed> parseContext(byte[] bytes) {
        try {
            MsgpackReader reader = new MsgpackReader().reset(bytes, 0, bytes.length);
            List<Packed> context = readItems(reader, bytes, reader.readListHeader());
            if (context.isEmpty() || context.size() % 2 != 0) {
                throw parameter("a context has " + context.size() + " parts");
            }
            return context;
        } catch (MalformedReplyException e) {
            throw parameter("a context is malformed: " + e.getMessage());
        }
    }

    /** A value as an argument. */
    public static Packed packed(Value value) {
        return Packed.of(ValueWriter.toBytes(value));
    }
}
