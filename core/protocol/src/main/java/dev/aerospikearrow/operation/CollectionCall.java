package dev.aerospikearrow.operation;

import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.OperationType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/** A packer of list and map calls, {@code [code, arguments…]}. */
final class CollectionCall {
    private CollectionCall() {}

    static Operation read(String binName, int code, @Nullable Object... arguments) {
        return Operation.packed(OperationType.COLLECTION_READ, binName, pack(code, arguments));
    }

    static Operation modify(String binName, int code, @Nullable Object... arguments) {
        return Operation.packed(OperationType.COLLECTION_MODIFY, binName, pack(code, arguments));
    }

    private static byte[] pack(int code, @Nullable Object... arguments) {
        WireBuffer target = new WireBuffer(32);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(1 + arguments.length);
        writer.writeLong(code);
        for (Object argument : arguments) {
            if (argument instanceof ReturnType returnType) {
                writer.writeLong(returnType.code());
            } else {
                writer.writeValue(argument);
            }
        }
        return target.toByteArray();
    }
}
