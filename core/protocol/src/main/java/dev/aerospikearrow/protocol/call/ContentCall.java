package dev.aerospikearrow.protocol.call;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.OperationType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call, {@code [code, arguments…]}.
 *
 * @param module what it looks into
 * @param modifies whether it changes that
 * @param name its name in texts
 * @param code its number in the module
 * @param resultType the type that an expression has which makes the call; null if whoever makes it
 *     has to say so
 * @param arguments values, {@link ReturnType}s and, for expressions, {@link Expression}s
 */
public record ContentCall(
        CallModule module,
        boolean modifies,
        String name,
        int code,
        Expression.@Nullable Type resultType,
        List<@Nullable Object> arguments) {

    /** A call that answers something. */
    public static ContentCall read(
            CallModule module,
            String name,
            int code,
            Expression.@Nullable Type resultType,
            @Nullable Object... arguments) {
        return new ContentCall(module, false, name, code, resultType, listOf(arguments));
    }

    /**
     * A call that changes something.
     *
     * @param content the type of what it changes
     */
    public static ContentCall modify(
            CallModule module,
            String name,
            int code,
            Expression.Type content,
            @Nullable Object... arguments) {
        return new ContentCall(module, true, name, code, content, listOf(arguments));
    }

    private static List<@Nullable Object> listOf(@Nullable Object... arguments) {
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(arguments)));
    }

    /** The same call in an expression of another type. */
    public ContentCall as(Expression.Type type) {
        return new ContentCall(module, modifies, name, code, type, arguments);
    }

    /** How a command carries the call. */
    public OperationType operationType() {
        return module.operation(modifies);
    }

    /** The number of the module in an expression. */
    public int moduleNumber() {
        return module.number(modifies);
    }

    /**
     * The call in MessagePack.
     *
     * @param writeArgument writes an argument that is no {@link ReturnType}
     */
    public byte[] packed(BiConsumer<MsgpackWriter, @Nullable Object> writeArgument) {
        WireBuffer target = new WireBuffer(32);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(1 + arguments.size());
        writer.writeLong(code);
        for (Object argument : arguments) {
            if (argument instanceof ReturnType returnType) {
                writer.writeLong(returnType.code());
            } else {
                writeArgument.accept(writer, argument);
            }
        }
        return target.toByteArray();
    }
}
