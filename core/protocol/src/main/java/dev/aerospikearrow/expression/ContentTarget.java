package dev.aerospikearrow.expression;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.call.CallTarget;
import dev.aerospikearrow.protocol.call.ContentCall;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.ExpressionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression computes, as something that is looked into: {@code [127, type of the result,
 * module, [code, arguments…], content]}.
 *
 * @param content a list, map, blob or sketch
 * @param path the way from there to what a call is about
 */
record ContentTarget(Expression content, CollectionPath path) implements CallTarget<Expression> {
    @Override
    public Expression accept(ContentCall call) {
        StringBuilder text = new StringBuilder(call.name()).append('(').append(content);
        for (Object argument : call.arguments()) {
            text.append(", ").append(argument);
        }
        text.append(path.isRoot() ? ")" : ") within " + path);
        byte[] packed = path.around(call.packed(ContentTarget::write));
        return Expression.command(
                ExpressionCode.CALL,
                text.toString(),
                List.of(
                        Expressions.literal(typeOf(call).code()),
                        Expressions.literal(call.moduleNumber()),
                        Expression.atom(packed, call.name()),
                        content));
    }

    /** Of a modification the type of the whole, since that is its result. */
    private Expression.Type typeOf(ContentCall call) {
        if (call.modifies() && !path.isRoot()) {
            return path.startsInMap() ? Expression.Type.MAP : Expression.Type.LIST;
        }
        if (call.resultType() == null) {
            throw new IllegalArgumentException(
                    call.name()
                            + " answers an element, whose type must be said: add an Expression.Type"
                            + " to its arguments.");
        }
        return call.resultType();
    }

    private static void write(MsgpackWriter writer, @Nullable Object argument) {
        if (argument instanceof Expression expression) {
            writer.writePacked(expression.packed());
        } else {
            writer.writeValue(argument);
        }
    }
}
