package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.expression.FilterLexer.Kind;
import dev.aerospikearrow.expression.FilterTerm.Literal;
import dev.aerospikearrow.expression.FilterTerm.Reference;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The part of the grammar of filters that is about values; {@link FilterParser} has all of it.
 * Conditions occur in here too, as what stands in parentheses and what functions answer.
 */
final class FilterTermParser {
    /** A text that is deeper is hardly meant, and would end in a stack overflow. */
    private static final int MOST_LEVELS = 100;

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
    private final Supplier<FilterNode> inParentheses;
    private int level;

    /**
     * @param inParentheses reads what may stand in parentheses
     */
    FilterTermParser(FilterLexer words, Supplier<FilterNode> inParentheses) {
        this.words = words;
        this.inParentheses = inParentheses;
    }

    private static FilterTerm integer(Expression expression) {
        return new FilterTerm.Measure(Type.INT, expression);
    }

    static String typesOf(FilterTerm term) {
        return FilterTerm.common(term.types(), Set.of(Type.values())).toString();
    }

    /** Reads a level of the text within another one. */
    <T> T deeper(Supplier<T> inner) {
        if (++level > MOST_LEVELS) {
            throw words.refused("more than " + MOST_LEVELS + " levels");
        }
        T found = inner.get();
        level--;
        return found;
    }

    FilterNode sum() {
        FilterNode left = product();
        while (words.isSymbol("+") || words.isSymbol("-")) {
            int at = words.position();
            String symbol = words.word();
            FilterTerm first = term(left);
            words.take();
            FilterTerm second = term(product());
            left =
                    symbol.equals("+")
                            ? calculated(at, symbol, Expressions::add, first, second)
                            : calculated(at, symbol, Expressions::subtract, first, second);
        }
        return left;
    }

    private FilterNode product() {
        FilterNode left = factor();
        while (words.isSymbol("*") || words.isSymbol("/") || words.isSymbol("%")) {
            int at = words.position();
            String symbol = words.word();
            FilterTerm first = term(left);
            words.take();
            FilterTerm second = term(factor());
            left =
                    switch (symbol) {
                        case "*" -> calculated(at, symbol, Expressions::multiply, first, second);
                        case "/" -> calculated(at, symbol, Expressions::divide, first, second);
                        default ->
                                calculated(
                                        at,
                                        symbol,
                                        Set.of(Type.INT),
                                        Expressions::modulo,
                                        first,
                                        second);
                    };
        }
        return left;
    }

    private FilterTerm calculated(
            int at,
            String symbol,
            BinaryOperator<Expression> operation,
            FilterTerm left,
            FilterTerm right) {
        return calculated(at, symbol, FilterTerm.NUMBERS, operation, left, right);
    }

    private FilterTerm calculated(
            int at,
            String symbol,
            Set<Type> possible,
            BinaryOperator<Expression> operation,
            FilterTerm left,
            FilterTerm right) {
        Set<Type> types =
                FilterTerm.common(possible, FilterTerm.common(left.types(), right.types()));
        if (types.isEmpty()) {
            throw words.refused(
                    at,
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
        int at = words.position();
        if (!words.takeSymbol("-")) {
            return primary();
        }
        if (words.kind() == Kind.NUMBER) {
            return number(at, "-" + words.take());
        }
        return deeper(() -> changed(at, Expressions::negate, term(factor())));
    }

    private FilterTerm changed(int at, UnaryOperator<Expression> operation, FilterTerm number) {
        FilterTerm changed = new FilterTerm.Change(operation, number);
        if (changed.types().isEmpty()) {
            throw words.refused(at, "a number is expected, but found " + typesOf(number));
        }
        return changed;
    }

    private FilterNode primary() {
        switch (words.kind()) {
            case NUMBER:
                return number(words.position(), words.take());
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
                    FilterNode inside = deeper(inParentheses);
                    words.require(")");
                    return inside;
                }
                if (words.takeSymbol("$")) {
                    words.require(".");
                    return words.kind() == Kind.NAME && words.isFollowedBy('(') ? call() : path();
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
        return words.isFollowedBy('(') ? call() : path();
    }

    private FilterNode call() {
        int at = words.position();
        String name = words.take();
        words.require("(");
        String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
        FilterNode result =
                switch (plain) {
                    case "exists" -> presence(at, sum());
                    case "int" -> converted(at, Type.INT, term(sum()));
                    case "float" -> converted(at, Type.FLOAT, term(sum()));
                    case "abs" -> changed(at, Expressions::absolute, term(sum()));
                    case "bintype" -> integer(Expressions.binType(plainBin()));
                    case "expression" -> FilterCondition.of(packed());
                    case "digestmodulo" -> integer(Expressions.digestModulo(modulus()));
                    default -> {
                        Supplier<FilterTerm> measure = MEASURES.get(plain);
                        if (measure == null) {
                            throw words.refused(
                                    at,
                                    "there is no function "
                                            + name
                                            + "(…). The functions are abs, bin_type,"
                                            + " digest_modulo, exists, expression, float, int,"
                                            + " is_tombstone, key, key_exists, last_update,"
                                            + " record_size, set_name, since_update, ttl and"
                                            + " void_time");
                        }
                        yield measure.get();
                    }
                };
        words.require(")");
        return result;
    }

    /** Whether there is something; only of what can be missing. */
    FilterCondition presence(int at, FilterNode node) {
        if (node instanceof Reference reference && reference.exists() != null) {
            return FilterCondition.of(reference.exists());
        }
        throw words.refused(at, "only a bin can be missing");
    }

    /** A bin itself, and nothing inside of it. */
    private String plainBin() {
        if (words.takeSymbol("$")) {
            words.require(".");
        }
        return bin();
    }

    /** A condition in the form in which clients and tools exchange them. */
    private Expression packed() {
        if (words.kind() != Kind.TEXT) {
            throw words.expected("base64 in single quotes");
        }
        try {
            Expression expression = Expression.fromBase64(words.word());
            words.take();
            return expression;
        } catch (IllegalArgumentException e) {
            throw words.refused("the text is no expression in base64: " + e.getMessage());
        }
    }

    private int modulus() {
        if (words.kind() != Kind.NUMBER
                || !(number(words.position(), words.word()).value() instanceof Long number)
                || number < 1
                || number > Integer.MAX_VALUE) {
            throw words.expected("a number from 1 on");
        }
        words.take();
        return number.intValue();
    }

    private FilterTerm converted(int at, Type target, FilterTerm number) {
        if (FilterTerm.common(FilterTerm.NUMBERS, number.types()).isEmpty()) {
            throw words.refused(at, "a number is expected, but found " + typesOf(number));
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

    /** A bin and what follows its name: keys of maps, indexes of lists, and functions. */
    private FilterNode path() {
        FilterPath path = FilterPath.of(bin());
        while (true) {
            boolean dot = words.takeSymbol(".");
            if (words.takeSymbol("[")) {
                path = path.listIndex(index());
                words.require("]");
            } else if (!dot) {
                return path.term();
            } else if (words.kind() == Kind.NAME && words.isFollowedBy('(')) {
                return pathFunction(path.term());
            } else if (words.kind() == Kind.NAME
                    || words.kind() == Kind.QUOTED_NAME
                    || words.kind() == Kind.TEXT) {
                path = path.mapKey(words.take());
            } else {
                throw words.expected("a key, an index in brackets or a function");
            }
        }
    }

    private FilterNode pathFunction(FilterTerm found) {
        int at = words.position();
        String written = words.take();
        words.require("(");
        words.require(")");
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "exists" -> presence(at, found);
            case "asint" -> converted(at, Type.INT, found);
            case "asfloat" -> converted(at, Type.FLOAT, found);
            default ->
                    throw words.refused(
                            at,
                            "there is no function ."
                                    + written
                                    + "() of a bin. The functions are asFloat, asInt and exists");
        };
    }

    private int index() {
        int at = words.position();
        String sign = words.takeSymbol("-") ? "-" : "";
        if (words.kind() != Kind.NUMBER) {
            throw words.expected("an index");
        }
        Literal index = number(at, sign + words.word());
        if (!(index.value() instanceof Long number) || number != number.intValue()) {
            throw words.expected("an index");
        }
        words.take();
        return number.intValue();
    }

    private Literal number(int at, String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("-0x");
        if (!hex && (text.contains(".") || text.contains("e"))) {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw words.refused(at, text + " is beyond the floats of 64 bits");
            }
            return new Literal(value);
        }
        try {
            return new Literal(
                    hex
                            ? new BigInteger(text.replace("0x", ""), 16).longValueExact()
                            : Long.parseLong(text));
        } catch (ArithmeticException | NumberFormatException e) {
            throw words.refused(at, text + " is beyond the integers of 64 bits");
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

    /** A node that has to be a value, after which the current word comes. */
    FilterTerm term(FilterNode node) {
        if (node instanceof FilterTerm term) {
            return term;
        }
        throw words.expected("\"and\", \"or\" or the end after a condition");
    }
}
