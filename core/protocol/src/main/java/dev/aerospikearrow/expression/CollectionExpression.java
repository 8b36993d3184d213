package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.ExpressionCode;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;

/**
 * A packer of calls of list and map operations: {@code [127, type of the result, 0, [code,
 * arguments…], list or map]}.
 */
final class CollectionExpression {
    private static final int MODULE = 0;

    private CollectionExpression() {}

    static Expression call(
            String name,
            Expression.Type resultType,
            int code,
            CollectionPath path,
            Expression collection,
            Expression... arguments) {
        WireBuffer target = new WireBuffer(64);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(1 + arguments.length);
        writer.writeLong(code);
        StringBuilder text = new StringBuilder(name).append('(').append(collection);
        for (Expression argument : arguments) {
            writer.writePacked(argument.packed());
            text.append(", ").append(argument);
        }
        text.append(path.isRoot() ? ")" : ") within " + path);
        byte[] call = path.around(target.toByteArray());
        return Expression.command(
                ExpressionCode.CALL,
                text.toString(),
                List.of(
                        Expressions.literal(resultType.code()),
                        Expressions.literal(MODULE),
                        Expression.atom(call, name),
                        collection));
    }

    /** A return type as an argument. */
    static Expression code(ReturnType returnType) {
        return Expressions.atom(
                writer -> writer.writeLong(returnType.code()), returnType.toString());
    }

    /** What an operation that may select several elements answers. */
    static Expression.Type typeOf(ReturnType returnType) {
        ReturnType plain = returnType.isInverted() ? returnType.inverted() : returnType;
        if (plain.equals(ReturnType.COUNT)) {
            return Expression.Type.INT;
        }
        if (plain.equals(ReturnType.EXISTS)) {
            return Expression.Type.BOOL;
        }
        boolean map =
                plain.equals(ReturnType.KEY_VALUE)
                        || plain.equals(ReturnType.ORDERED_MAP)
                        || plain.equals(ReturnType.UNORDERED_MAP);
        return map ? Expression.Type.MAP : Expression.Type.LIST;
    }
}
