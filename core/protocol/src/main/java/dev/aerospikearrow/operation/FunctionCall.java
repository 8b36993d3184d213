package dev.aerospikearrow.operation;

import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A call of a function on a record: one that is written in Lua and was registered with the nodes
 * (docs/docs/internals/wire.md, section 9.5). Immutable; the arguments' bytes are taken when the
 * call is made.
 */
public final class FunctionCall {
    private final String module;
    private final String name;
    private final byte[] packedArguments;

    private FunctionCall(String module, String name, byte[] packedArguments) {
        this.module = module;
        this.name = name;
        this.packedArguments = packedArguments;
    }

    /**
     * A call.
     *
     * @param module the module's file name, without {@code .lua}
     * @param name the function's name in it
     * @param arguments what follows the record; for the types see {@link dev.aerospikearrow.data}
     * @throws IllegalArgumentException if a name is empty, or an argument of another type
     */
    public static FunctionCall of(String module, String name, Object... arguments) {
        return new FunctionCall(
                required("module", module), required("name", name), pack(arguments));
    }

    private static String required(String what, String text) {
        if (Objects.requireNonNull(text, what).isEmpty()) {
            throw new IllegalArgumentException("A function's " + what + " is empty.");
        }
        return text;
    }

    private static byte[] pack(Object... arguments) {
        WireBuffer target = new WireBuffer(64);
        new MsgpackWriter(target).writeValue(Arrays.asList(arguments));
        return target.toByteArray();
    }

    /** The module's file name, without {@code .lua}. */
    public String module() {
        return module;
    }

    /** The function's name. */
    public String name() {
        return name;
    }

    /** A copy of the arguments as a list in MessagePack. */
    public byte[] packedArguments() {
        return packedArguments.clone();
    }

    /** Module and function, without the arguments. */
    @Override
    public String toString() {
        return module + "." + name;
    }
}
