package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.Payload;
import dev.aerospikearrow.server.collection.Payload.Packed;
import dev.aerospikearrow.server.collection.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a list, map, blob or HyperLogLog inside an expression; what fails is unknown.
 *
 * @param type what the result must be
 * @param module what has the operation
 * @param modifies whether the changed value is the result
 * @param context the way to the container, packed
 * @param code what to do
 * @param arguments constants and expressions
 * @param container what to do it to
 */
record CallNode(
        ValueType type,
        ContentModule module,
        boolean modifies,
        List<Packed> context,
        long code,
        List<Argument> arguments,
        ExpressionNode container)
        implements ExpressionNode {

    /** One argument: a constant, or an expression. */
    record Argument(@Nullable Packed constant, @Nullable ExpressionNode expression) {}

    @Override
    public @Nullable Value evaluate(Evaluation evaluation) {
        List<Packed> packed = new ArrayList<>(arguments.size());
        for (Argument argument : arguments) {
            Packed constant = argument.constant();
            if (constant != null) {
                packed.add(constant);
            } else if (argument.expression() != null) {
                Value value = argument.expression().evaluate(evaluation);
                if (value == null) {
                    return null;
                }
                packed.add(Payload.packed(value));
            }
        }
        Value target = container.evaluate(evaluation);
        if (target == null) {
            return null;
        }
        try {
            Value result = Value.signed(apply(new Payload(context, code, packed), target));
            return type.holds(result) ? result : null;
        } catch (CollectionException e) {
            return null;
        }
    }

    private Value apply(Payload payload, Value target) {
        if (!modifies) {
            return target instanceof Value.Nil
                    ? target
                    : module.read(payload, target).orElse(Value.NIL);
        }
        Optional<Value> old = target instanceof Value.Nil ? Optional.empty() : Optional.of(target);
        return module.modify(payload, old).changed().orElse(target);
    }
}
