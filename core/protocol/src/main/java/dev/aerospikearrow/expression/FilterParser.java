package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.expression.Expressions.RegexFlag;
import dev.aerospikearrow.expression.FilterCondition.Comparison;
import dev.aerospikearrow.expression.FilterCondition.Readings;
import dev.aerospikearrow.expression.FilterLexer.Kind;
import dev.aerospikearrow.expression.FilterTerm.Literal;
import dev.aerospikearrow.expression.FilterTerm.Reference;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of filters as text, by recursive descent; a method for each level, the weakest
 * binding first. Reads one text, once.
 *
 * <pre>
 * condition  = conjunction { "or" conjunction }
 * conjunction = negation { "and" negation }
 * negation   = "not" negation | predicate
 * predicate  = sum [ comparison sum | ["not"] "in" list | ["not"] "between" sum "and" sum
 *            | ["not"] "like" text | "is" ["not"] "null" ]
 * sum        = product { ("+" | "-") product }
 * product    = factor { ("*" | "/" | "%") factor }
 * factor     = "-" factor | primary
 * primary    = literal | function "(" … ")" | bin path | "(" condition ")"
 * </pre>
 */
final class FilterParser {
    /** A text that is deeper is hardly meant, and would end in a stack overflow. */
    private static final int MOST_LEVELS = 100;

    private static final Map<String, Comparison> COMPARISONS =
            Map.of(
                    "=", Comparison.EQUAL,
                    "==", Comparison.EQUAL,
                    "!=", Comparison.NOT_EQUAL,
                    "<>", Comparison.NOT_EQUAL,
                    "<", Comparison.LESS,
                    "<=", Comparison.LESS_OR_EQUAL,
                    ">", Comparison.GREATER,
                    ">=", Comparison.GREATER_OR_EQUAL);

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "in", "between", "like", "is", "null", "true", "false");

    /** What the record says of itself, by names without underscores and in lower case. */
    private static final Map<String, Supplier<FilterTerm>> MEASURES =
            Map.ofEntries(
                    Map.entry("ttl", () -> integer(Expressions.ttlSeconds())),
                    Map.entry("voidtime", () -> integer(Expressions.voidTimeNanos())),
                    Map.entry("lastupdate", () -> integer(Expressions.lastUpdateNanos())),
                    Map.entry("lastupdatetime", () -> integer(Expressions.lastUpdateNanos())),
                    Map.entry("sinceupdate", () -> integer(Expressions.sinceUpdateMillis())),
                    Map.entry(
                            "timesincelastupdate", () -> integer(Expressions.sinceUpdateMillis())),
                    Map.entry("recordsize", () -> integer(Expressions.recordSizeBytes())),
                    Map.entry(
                            "setname",
                            () -> new FilterTerm.Measure(Type.STRING, Expressions.setName())),
                    Map.entry(
                            "keyexists",
                            () -> new FilterTerm.Measure(Type.BOOL, Expressions.keyExists())),
                    Map.entry(
                            "istombstone",
                            () -> new FilterTerm.Measure(Type.BOOL, Expressions.isTombstone())),
                    Map.entry(
                            "key",
                            () ->
                                    new Reference(
                                            Set.of(Type.INT, Type.STRING, Type.BLOB),
                                            Expressions::key,
                                            Expressions.keyExists())));

    private final FilterLexer words;
    private int level;

    FilterParser(String text) {
        words = new FilterLexer(text);
    }

    Expression parse() {
        FilterCondition condition = condition(or());
        if (words.kind() != Kind.END) {
            throw words.expected("\"and\", \"or\" or the end");
        }
        return condition.expression(FilterCondition.Sense.PLAIN);
    }

    private static FilterTerm integer(Expression expression) {
        return new FilterTerm.Measure(Type.INT, expression);
    }

    private FilterNode or() {
        FilterNode first = and();
        if (!words.isKeyword("or")) {
            return first;
        }
        List<FilterCondition> parts = new ArrayList<>();
        parts.add(condition(first));
        while (words.takeKeyword("or")) {
            parts.add(condition(and()));
        }
        return new FilterCondition.Any(parts);
    }

    private FilterNode and() {
        FilterNode first = not();
        if (!words.isKeyword("and")) {
            return first;
        }
        List<FilterCondition> parts = new ArrayList<>();
        parts.add(condition(first));
        while (words.takeKeyword("and")) {
            parts.add(condition(not()));
        }
        return new FilterCondition.All(parts);
    }

    private FilterNode not() {
        if (!words.takeKeyword("not")) {
            return predicate();
        }
        deeper();
        FilterCondition negated = new FilterCondition.Negation(condition(not()));
        level--;
        return negated;
    }

    private FilterNode predicate() {
        FilterNode left = sum();
        Comparison comparison = words.kind() == Kind.SYMBOL ? COMPARISONS.get(words.word()) : null;
        if (comparison != null) {
            FilterTerm compared = term(left);
            String symbol = words.take();
            return compared(comparison, symbol, compared, term(sum()));
        }
        if (words.takeKeyword("is")) {
            boolean negated = words.takeKeyword("not");
            if (!words.takeKeyword("null")) {
                throw words.expected("\"null\"");
            }
            FilterCondition present = presence(left);
            return negated ? present : new FilterCondition.Negation(present);
        }
        boolean negated = words.takeKeyword("not");
        FilterCondition condition = tested(left, negated);
        if (condition == null) {
            return left;
        }
        return negated ? new FilterCondition.Negation(condition) : condition;
    }

    /** What follows a term, other than a comparison; null if nothing does. */
    private @Nullable FilterCondition tested(FilterNode left, boolean required) {
        if (words.takeKeyword("in")) {
            return membership(term(left));
        } else if (words.takeKeyword("between")) {
            FilterTerm value = term(left);
            FilterTerm least = term(sum());
            if (!words.takeKeyword("and")) {
                throw words.expected("\"and\"");
            }
            return new FilterCondition.All(
                    List.of(
                            compared(Comparison.GREATER_OR_EQUAL, "between", value, least),
                            compared(Comparison.LESS_OR_EQUAL, "between", value, term(sum()))));
        } else if (words.takeKeyword("like")) {
            return pattern(term(left));
        } else if (required) {
            throw words.expected("\"in\", \"between\" or \"like\"");
        }
        return null;
    }

    private FilterCondition compared(
            Comparison comparison, String symbol, FilterTerm left, FilterTerm right) {
        List<Expression> readings = comparison.readings(left, right);
        if (readings.isEmpty()) {
            throw words.refused(
                    "\""
                            + symbol
                            + "\" stands between "
                            + typesOf(left)
                            + " and "
                            + typesOf(right)
                            + ", which cannot be compared so");
        }
        return new Readings(readings);
    }

    private static String typesOf(FilterTerm term) {
        return FilterTerm.common(term.types(), Set.of(Type.values())).toString();
    }

    /** A list of values in round or square brackets; the readings of one type belong together. */
    private FilterCondition membership(FilterTerm value) {
        String end = words.takeSymbol("[") ? "]" : ")";
        if (end.equals(")")) {
            words.require("(");
        }
        List<FilterTerm> elements = new ArrayList<>();
        do {
            elements.add(term(sum()));
        } while (words.takeSymbol(","));
        words.require(end);
        List<Expression> readings = new ArrayList<>();
        for (Type type : FilterTerm.common(value.types(), FilterTerm.COMPARABLE)) {
            for (Expression reading : value.readings(type)) {
                FilterTerm typed = new Reference(Set.of(type), asked -> reading, null);
                List<Expression> equal = new ArrayList<>();
                elements.forEach(e -> equal.addAll(Comparison.EQUAL.readings(typed, e)));
                if (!equal.isEmpty()) {
                    readings.add(FilterCondition.anyOf(equal));
                }
            }
        }
        if (readings.isEmpty()) {
            throw words.refused("no value of the list can be compared with " + typesOf(value));
        }
        return new Readings(readings);
    }

    private FilterCondition presence(FilterNode node) {
        if (node instanceof Reference reference && reference.exists() != null) {
            return new Readings(List.of(reference.exists()));
        }
        throw words.refused("only a bin can be missing");
    }

    /** The pattern of {@code like} as a regular expression of POSIX, whose dot takes one byte. */
    private FilterCondition pattern(FilterTerm value) {
        if (words.kind() != Kind.TEXT || !value.types().contains(Type.STRING)) {
            throw words.expected("a text in single quotes");
        }
        String pattern = words.word();
        StringBuilder regex = new StringBuilder("^");
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '_') {
                throw words.refused(
                        "\"_\" for one character cannot be asked of the server; write \"\\_\" for"
                                + " the character itself");
            }
            if (c == '%') {
                regex.append(".*");
                continue;
            }
            if (c == '\\' && i + 1 < pattern.length()) {
                c = pattern.charAt(++i);
            }
            if ("\\.[]()*+?{}|^$".indexOf(c) >= 0) {
                regex.append('\\');
            }
            regex.append(c);
        }
        words.take();
        String whole = regex.append('$').toString();
        return new Readings(
                value.readings(Type.STRING).stream()
                        .map(text -> Expressions.regex(whole, text, RegexFlag.EXTENDED))
                        .toList());
    }

    private FilterNode sum() {
        FilterNode left = product();
        while (words.isSymbol("+") || words.isSymbol("-")) {
            String symbol = words.word();
            FilterTerm first = term(left);
            words.take();
            left =
                    symbol.equals("+")
                            ? calculated(symbol, Expressions::add, first, term(product()))
                            : calculated(symbol, Expressions::subtract, first, term(product()));
        }
        return left;
    }

    private FilterNode product() {
        FilterNode left = factor();
        while (words.isSymbol("*") || words.isSymbol("/") || words.isSymbol("%")) {
            String symbol = words.word();
            FilterTerm first = term(left);
            words.take();
            FilterTerm second = term(factor());
            left =
                    switch (symbol) {
                        case "*" -> calculated(symbol, Expressions::multiply, first, second);
                        case "/" -> calculated(symbol, Expressions::divide, first, second);
                        default -> remainder(first, second);
                    };
        }
        return left;
    }

    private FilterTerm calculated(
            String symbol,
            BinaryOperator<Expression> operation,
            FilterTerm left,
            FilterTerm right) {
        return calculated(symbol, FilterTerm.NUMBERS, operation, left, right);
    }

    private FilterTerm remainder(FilterTerm left, FilterTerm right) {
        return calculated("%", Set.of(Type.INT), Expressions::modulo, left, right);
    }

    private FilterTerm calculated(
            String symbol,
            Set<Type> possible,
            BinaryOperator<Expression> operation,
            FilterTerm left,
            FilterTerm right) {
        Set<Type> types =
                FilterTerm.common(possible, FilterTerm.common(left.types(), right.types()));
        if (types.isEmpty()) {
            throw words.refused(
                    "\""
                            + symbol
                            + "\" stands between "
                            + typesOf(left)
                            + " and "
                            + typesOf(right)
                            + "; both must be integers"
                            + (possible.contains(Type.FLOAT)
                                    ? ", or both floats. Convert with float(…) or int(…)"
                                    : ""));
        }
        return new FilterTerm.Calculation(types, operation, left, right);
    }

    private FilterNode factor() {
        if (!words.takeSymbol("-")) {
            return primary();
        }
        if (words.kind() == Kind.NUMBER) {
            return number("-" + words.take());
        }
        deeper();
        FilterTerm negated = changed(Expressions::negate, term(factor()));
        level--;
        return negated;
    }

    private FilterTerm changed(UnaryOperator<Expression> operation, FilterTerm number) {
        FilterTerm changed = new FilterTerm.Change(operation, number);
        if (changed.types().isEmpty()) {
            throw words.refused("a number is expected, but found " + typesOf(number));
        }
        return changed;
    }

    private FilterNode primary() {
        switch (words.kind()) {
            case NUMBER:
                return number(words.take());
            case TEXT:
                return new Literal(words.take());
            case BYTES:
                return bytes();
            case QUOTED_NAME:
                throw words.refused(
                        "a text stands in single quotes, and a bin with an unusual name is written"
                                + " $.\"name\"");
            case NAME:
                return named();
            default:
                if (words.takeSymbol("(")) {
                    deeper();
                    FilterNode inside = or();
                    words.require(")");
                    level--;
                    return inside;
                }
                if (words.takeSymbol("$")) {
                    words.require(".");
                    return words.kind() == Kind.NAME && words.isFollowedBy('(')
                            ? call(words.take())
                            : path(bin());
                }
                throw words.expected("a bin or a value");
        }
    }

    private FilterNode named() {
        if (words.isKeyword("true") || words.isKeyword("false")) {
            return new Literal(Boolean.valueOf(words.take()));
        }
        if (words.isKeyword("null")) {
            throw words.refused("nothing equals null; write \"is null\" or \"is not null\"");
        }
        if (KEYWORDS.contains(words.word().toLowerCase(Locale.ROOT))) {
            throw words.expected("a bin or a value");
        }
        return words.isFollowedBy('(') ? call(words.take()) : path(bin());
    }

    private FilterNode call(String name) {
        words.require("(");
        String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
        FilterNode result =
                switch (plain) {
                    case "exists" -> presence(sum());
                    case "int" -> converted(Type.INT, term(sum()));
                    case "float" -> converted(Type.FLOAT, term(sum()));
                    case "abs" -> changed(Expressions::absolute, term(sum()));
                    case "digestmodulo" -> integer(Expressions.digestModulo(modulus()));
                    default -> {
                        Supplier<FilterTerm> measure = MEASURES.get(plain);
                        if (measure == null) {
                            throw words.refused(
                                    "there is no function "
                                            + name
                                            + "(…). The functions are abs, digest_modulo, exists,"
                                            + " float, int, is_tombstone, key, key_exists,"
                                            + " last_update, record_size, set_name, since_update,"
                                            + " ttl and void_time");
                        }
                        yield measure.get();
                    }
                };
        words.require(")");
        return result;
    }

    private int modulus() {
        if (words.kind() != Kind.NUMBER
                || !(number(words.word()).value() instanceof Long number)
                || number < 1
                || number > Integer.MAX_VALUE) {
            throw words.expected("a number from 1 on");
        }
        words.take();
        return number.intValue();
    }

    private FilterTerm converted(Type target, FilterTerm number) {
        if (FilterTerm.common(FilterTerm.NUMBERS, number.types()).isEmpty()) {
            throw words.refused("a number is expected, but found " + typesOf(number));
        }
        return new FilterTerm.Conversion(target, number);
    }

    private String bin() {
        if (words.kind() != Kind.NAME
                && words.kind() != Kind.QUOTED_NAME
                && words.kind() != Kind.TEXT) {
            throw words.expected("the name of a bin");
        }
        try {
            NameLimits.binName(words.word());
        } catch (IllegalArgumentException e) {
            throw words.refused(e.getMessage().replaceFirst("\\.$", ""));
        }
        return words.take();
    }

    /** What follows the name of a bin: keys of maps, indexes of lists, and functions. */
    private FilterNode path(String bin) {
        FilterTerm found =
                new Reference(
                        FilterTerm.COMPARABLE,
                        type -> binOf(bin, type),
                        Expressions.binExists(bin));
        List<Object> steps = new ArrayList<>();
        while (true) {
            boolean dot = words.takeSymbol(".");
            if (words.takeSymbol("[")) {
                steps.add(index());
                words.require("]");
            } else if (!dot) {
                return found;
            } else if (words.kind() == Kind.NAME && words.isFollowedBy('(')) {
                return pathFunction(found);
            } else if (words.kind() == Kind.NAME
                    || words.kind() == Kind.QUOTED_NAME
                    || words.kind() == Kind.TEXT) {
                steps.add(words.take());
            } else {
                throw words.expected("a key, an index in brackets or a function");
            }
            List<Object> way = List.copyOf(steps);
            found = new Reference(FilterTerm.COMPARABLE, type -> inside(bin, way, type), null);
        }
    }

    private FilterNode pathFunction(FilterTerm found) {
        String name = words.take().toLowerCase(Locale.ROOT);
        words.require("(");
        words.require(")");
        return switch (name) {
            case "exists" -> presence(found);
            case "asint" -> converted(Type.INT, found);
            case "asfloat" -> converted(Type.FLOAT, found);
            default ->
                    throw words.refused(
                            "there is no function ."
                                    + name
                                    + "() of a bin. The functions are asFloat, asInt and exists");
        };
    }

    private Integer index() {
        String sign = words.takeSymbol("-") ? "-" : "";
        if (words.kind() != Kind.NUMBER) {
            throw words.expected("an index");
        }
        Literal index = number(sign + words.word());
        if (!(index.value() instanceof Long number) || number != number.intValue()) {
            throw words.expected("an index");
        }
        words.take();
        return number.intValue();
    }

    private static Expression binOf(String name, Type type) {
        return switch (type) {
            case INT -> Expressions.intBin(name);
            case FLOAT -> Expressions.floatBin(name);
            case STRING -> Expressions.stringBin(name);
            case BOOL -> Expressions.boolBin(name);
            default -> Expressions.blobBin(name);
        };
    }

    /** The value that a path leads to, read as a type. */
    private static Expression inside(String bin, List<Object> steps, Type type) {
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

    private Literal number(String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("-0x");
        if (!hex && (text.contains(".") || text.contains("e"))) {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw words.refused(text + " is beyond the floats of 64 bits");
            }
            return new Literal(value);
        }
        try {
            return new Literal(
                    hex
                            ? new BigInteger(text.replace("0x", ""), 16).longValueExact()
                            : Long.parseLong(text));
        } catch (ArithmeticException | NumberFormatException e) {
            throw words.refused(text + " is beyond the integers of 64 bits");
        }
    }

    private Literal bytes() {
        try {
            Literal literal = new Literal(HexFormat.of().parseHex(words.word()));
            words.take();
            return literal;
        } catch (IllegalArgumentException e) {
            throw words.refused("\"" + words.word() + "\" is not an even number of hex digits");
        }
    }

    private FilterTerm term(FilterNode node) {
        if (node instanceof FilterTerm term) {
            return term;
        }
        throw words.expected("\"and\", \"or\" or the end after a condition");
    }

    private FilterCondition condition(FilterNode node) {
        if (node instanceof FilterCondition condition) {
            return condition;
        }
        FilterTerm term = (FilterTerm) node;
        if (!term.types().contains(Type.BOOL)) {
            throw words.expected("a comparison");
        }
        return new Readings(term.readings(Type.BOOL));
    }

    private void deeper() {
        if (++level > MOST_LEVELS) {
            throw words.refused("more than " + MOST_LEVELS + " levels");
        }
    }
}
