package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.expression.FilterTerm.Reference;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import java.util.ArrayList;
import java.util.List;

/**
 * A bin, or the way from it to a value inside of it. Immutable.
 *
 * @param bin its name
 * @param steps an Integer for the index of a list, a String for the key of a map
 */
record FilterPath(String bin, List<Object> steps) {
    static FilterPath of(String bin) {
        return new FilterPath(bin, List.of());
    }

    FilterPath listIndex(int index) {
        return then(index);
    }

    FilterPath mapKey(String key) {
        return then(key);
    }

    private FilterPath then(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FilterPath(bin, List.copyOf(longer));
    }

    /** What the path leads to; of a bin alone, the nodes can tell whether it is there. */
    FilterTerm term() {
        return new Reference(
                FilterTerm.COMPARABLE,
                type -> steps.isEmpty() ? bin(type) : inside(type),
                steps.isEmpty() ? Expressions.binExists(bin) : null);
    }

    private Expression bin(Type type) {
        return switch (type) {
            case INT -> Expressions.intBin(bin);
            case FLOAT -> Expressions.floatBin(bin);
            case STRING -> Expressions.stringBin(bin);
            case BOOL -> Expressions.boolBin(bin);
            default -> Expressions.blobBin(bin);
        };
    }

    private Expression inside(Type type) {
        CollectionPath way = CollectionPath.root();
        for (Object step : steps.subList(0, steps.size() - 1)) {
            way = step instanceof Integer index ? way.listIndex(index) : way.mapKey(step);
        }
        Expression outer =
                steps.get(0) instanceof Integer
                        ? Expressions.listBin(bin)
                        : Expressions.mapBin(bin);
        Object last = steps.get(steps.size() - 1);
        return last instanceof Integer index
                ? ListExpression.of(outer, way)
                        .getByIndex(Expressions.literal(index), ReturnType.VALUE, type)
                : MapExpression.of(outer, way)
                        .getByKey(Expressions.literal((String) last), ReturnType.VALUE, type);
    }
}
