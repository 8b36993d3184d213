package dev.aerospikearrow.server.collection;

import dev.aerospikearrow.server.collection.CollectionRule.Argument;
import dev.aerospikearrow.server.collection.Payload.Packed;
import dev.aerospikearrow.server.collection.Value.ListValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one operation, checked against its row of {@link CollectionRule}. */
final class Arguments {
    private final List<Object> values;

    private Arguments(List<Object> values) {
        this.values = values;
    }

    static Arguments of(CollectionRule code, List<Packed> packed) {
        if (packed.size() < code.required() || packed.size() > code.arguments().size()) {
            // An operation without any arguments does not look at them.
            if (code.arguments().isEmpty()) {
                return new Arguments(List.of());
            }
            throw Payload.parameter(
                    code
                            + " takes "
                            + code.required()
                            + " to "
                            + code.arguments().size()
                            + " arguments, found "
                            + packed.size());
        }
        List<Object> values = new ArrayList<>(packed.size());
        for (int i = 0; i < packed.size(); i++) {
            values.add(read(code.arguments().get(i), packed.get(i)));
        }
        return new Arguments(values);
    }

    private static Object read(Argument kind, Packed packed) {
        return switch (kind) {
            case INDEX, FLAGS -> packed.asInteger();
            case COMPARED -> packed.asArgument();
            case STORED -> packed.asStorable();
        };
    }

    long integer(int index) {
        return (Long) values.get(index);
    }

    /** Bits, 0 if they were not sent. */
    long flags(int index) {
        return index < values.size() ? integer(index) : 0;
    }

    /** A count; without one, or with one that overflows, everything to the end. */
    long countOrAll(int index) {
        long count = index < values.size() ? integer(index) : Span.TO_THE_END;
        return count < 0 ? Long.MAX_VALUE : count;
    }

    Value value(int index) {
        return (Value) values.get(index);
    }

    @Nullable Value valueOrNull(int index) {
        return index < values.size() ? value(index) : null;
    }

    /** A list of items; what is no list is refused. */
    List<Value> items(int index) {
        if (value(index) instanceof ListValue list) {
            return list.elements();
        }
        throw Payload.parameter("a list of values is expected");
    }
}
