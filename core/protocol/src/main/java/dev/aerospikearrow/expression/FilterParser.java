package dev.aerospikearrow.expression;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.expression.Expressions.RegexFlag;
import dev.aerospikearrow.expression.FilterCondition.Comparison;
import dev.aerospikearrow.expression.FilterCondition.Readings;
import dev.aerospikearrow.expression.FilterLexer.Kind;
import dev.aerospikearrow.expression.FilterTerm.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of filters as text, by recursive descent; a method for each level, the weakest
 * binding first. Those of values are in {@link FilterTermParser}. Reads one text, once.
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

    private final FilterLexer words;
    private final FilterTermParser terms;

    FilterParser(String text) {
        words = new FilterLexer(text);
        terms = new FilterTermParser(words, this::or);
    }

    Expression parse() {
        int at = words.position();
        FilterCondition condition = condition(at, or());
        if (words.kind() != Kind.END) {
            throw words.expected("\"and\", \"or\" or the end");
        }
        return condition.expression(FilterCondition.Sense.PLAIN);
    }

    private FilterNode or() {
        int at = words.position();
        FilterNode first = and();
        if (!words.isKeyword("or")) {
            return first;
        }
        List<FilterCondition> parts = new ArrayList<>();
        parts.add(condition(at, first));
        while (words.takeKeyword("or")) {
            int next = words.position();
            parts.add(condition(next, and()));
        }
        return new FilterCondition.Any(parts);
    }

    private FilterNode and() {
        int at = words.position();
        FilterNode first = not();
        if (!words.isKeyword("and")) {
            return first;
        }
        List<FilterCondition> parts = new ArrayList<>();
        parts.add(condition(at, first));
        while (words.takeKeyword("and")) {
            int next = words.position();
            parts.add(condition(next, not()));
        }
        return new FilterCondition.All(parts);
    }

    private FilterNode not() {
        if (!words.takeKeyword("not")) {
            return predicate();
        }
        int at = words.position();
        return terms.deeper(() -> new FilterCondition.Negation(condition(at, not())));
    }

    private FilterNode predicate() {
        int start = words.position();
        FilterNode left = terms.sum();
        Comparison comparison = words.kind() == Kind.SYMBOL ? COMPARISONS.get(words.word()) : null;
        int at = words.position();
        if (comparison != null) {
            FilterTerm compared = terms.term(left);
            String symbol = words.take();
            return compared(comparison, symbol, at, compared, terms.term(terms.sum()));
        }
        if (words.takeKeyword("is")) {
            boolean negated = words.takeKeyword("not");
            if (!words.takeKeyword("null")) {
                throw words.expected("\"null\"");
            }
            FilterCondition present = terms.presence(start, left);
            return negated ? present : new FilterCondition.Negation(present);
        }
        boolean negated = words.takeKeyword("not");
        FilterCondition condition = tested(at, left, negated);
        if (condition == null) {
            return left;
        }
        return negated ? new FilterCondition.Negation(condition) : condition;
    }

    /**
     * What follows a term, other than a comparison; null if nothing does.
     *
     * @param at where that begins
     */
    private @Nullable FilterCondition tested(int at, FilterNode left, boolean required) {
        if (words.takeKeyword("in")) {
            return membership(at, terms.term(left));
        } else if (words.takeKeyword("between")) {
            FilterTerm value = terms.term(left);
            FilterTerm least = terms.term(terms.sum());
            if (!words.takeKeyword("and")) {
                throw words.expected("\"and\"");
            }
            FilterTerm most = terms.term(terms.sum());
            return new FilterCondition.All(
                    List.of(
                            compared(Comparison.GREATER_OR_EQUAL, "between", at, value, least),
                            compared(Comparison.LESS_OR_EQUAL, "between", at, value, most)));
        } else if (words.takeKeyword("like")) {
            return pattern(terms.term(left));
        } else if (required) {
            throw words.expected("\"in\", \"between\" or \"like\"");
        }
        return null;
    }

    private FilterCondition compared(
            Comparison comparison, String symbol, int at, FilterTerm left, FilterTerm right) {
        List<Expression> readings = comparison.readings(left, right);
        if (readings.isEmpty()) {
            throw words.refused(
                    at,
                    "\""
                            + symbol
                            + "\" stands between "
                            + FilterTermParser.typesOf(left)
                            + " and "
                            + FilterTermParser.typesOf(right)
                            + ", which cannot be compared so");
        }
        return new Readings(readings);
    }

    /** A list of values in round or square brackets; the readings of one type belong together. */
    private FilterCondition membership(int at, FilterTerm value) {
        String end = words.takeSymbol("[") ? "]" : ")";
        if (end.equals(")")) {
            words.require("(");
        }
        List<FilterTerm> elements = new ArrayList<>();
        do {
            elements.add(terms.term(terms.sum()));
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
            throw words.refused(
                    at,
                    "no value of the list can be compared with " + FilterTermParser.typesOf(value));
        }
        return new Readings(readings);
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

    /**
     * A node that has to be a condition.
     *
     * @param at where it begins
     */
    private FilterCondition condition(int at, FilterNode node) {
        if (node instanceof FilterCondition condition) {
            return condition;
        }
        FilterTerm term = (FilterTerm) node;
        if (!term.types().contains(Type.BOOL)) {
            throw words.refused(
                    at,
                    "a comparison is expected, but found a value of "
                            + FilterTermParser.typesOf(term));
        }
        return new Readings(term.readings(Type.BOOL));
    }
}
