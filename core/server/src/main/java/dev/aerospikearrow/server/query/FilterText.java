package dev.aerospikearrow.server.query;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FieldType;
import dev.aerospikearrow.server.expression.RecordFilter;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.message.RequestMessage;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter in the language of servers from 8.2 on (docs/docs/internals/wire.md, section 16.2), as
 * far as it is understood here: comparisons of bins with numbers and strings, joined by {@code and}
 * or by {@code or}, in parentheses where both are used. Whatever else is refused.
 *
 * <pre>
 * any        = all { "or" all }  |  all { "and" all }
 * all        = "(" any ")"  |  operand comparison operand
 * operand    = "$." bin  |  integer  |  float  |  string
 * </pre>
 */
final class FilterText {
    private static final int CONTINUED = 0x01;
    private static final int EXPLAIN = 0x02;
    private static final int REQUIRE_INDEX = 0x04;
    private static final int HARD_HINT = 0x08;

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:\\$\\.(?<bin>[A-Za-z_][A-Za-z0-9_]*)"
                            + "|(?<word>and|or)\\b"
                            + "|(?<number>-?\\d+(?<fraction>\\.\\d+)?)"
                            + "|(?<quote>['\"])(?<string>[^'\"\\\\]*)\\k<quote>"
                            + "|(?<sign>==|!=|<=|>=|<|>|\\(|\\)))");

    private static final Map<String, BiFunction<Expression, Expression, Expression>> COMPARISONS =
            Map.of(
                    "==", Expressions::equal,
                    "!=", Expressions::notEqual,
                    "<", Expressions::less,
                    "<=", Expressions::lessOrEqual,
                    ">", Expressions::greater,
                    ">=", Expressions::greaterOrEqual);

    private final String text;
    private final Matcher matcher;
    private boolean found;

    private FilterText(String text) {
        this.text = text;
        matcher = TOKEN.matcher(text);
        next();
    }

    /**
     * The filter of a query that has a text, and is to be carried out.
     *
     * @throws RequestException PARAMETER if the text is none that is understood, or the query has
     *     another filter, UNSUPPORTED_FEATURE for everything that is asked besides
     */
    static RecordFilter compile(RequestMessage request, long nowNanos) {
        if (request.hasField(FieldType.FILTER)) {
            throw refused("a query has one filter, but found both kinds");
        }
        int offset = request.fieldOffset(FieldType.FILTER_TEXT);
        int length = request.fieldLength(FieldType.FILTER_TEXT);
        int flags = length == 0 ? CONTINUED : request.bytes()[offset];
        if ((flags & ~(EXPLAIN | REQUIRE_INDEX | HARD_HINT)) != 0) {
            throw refused("unknown flags of a filter: " + flags);
        }
        if ((flags & EXPLAIN) != 0) {
            throw new RequestException(
                    ResultCode.UNSUPPORTED_FEATURE.code(),
                    0,
                    "the embedded server explains no queries");
        }
        if (flags != 0) {
            throw refused("an index can be required only of a query that is to be explained");
        }
        FilterText filter = new FilterText(Bytes.getUtf8(request.bytes(), offset + 1, length - 1));
        Expression condition = filter.any();
        filter.requireEnd();
        byte[] packed = condition.packed();
        return RecordFilter.compile(packed, 0, packed.length, nowNanos);
    }

    private static RequestException refused(String why) {
        return new RequestException(ResultCode.PARAMETER.code(), 0, why);
    }

    private RequestException unexpected(String wanted) {
        return refused(
                wanted
                        + " expected at character "
                        + position()
                        + " of a filter; the embedded server understands comparisons of bins, joined"
                        + " by and or or");
    }

    private int position() {
        return found ? matcher.start() : matcher.regionStart();
    }

    private void next() {
        int from = found ? matcher.end() : 0;
        matcher.region(from, text.length());
        found = matcher.lookingAt();
    }

    private void requireEnd() {
        if (found || !text.substring(matcher.regionStart()).isBlank()) {
            throw unexpected("the end");
        }
    }

    private boolean isWord(String word) {
        return found && word.equals(matcher.group("word"));
    }

    private boolean isSign(String sign) {
        return found && sign.equals(matcher.group("sign"));
    }

    private Expression any() {
        Expression condition = one();
        String joint = found ? matcher.group("word") : null;
        while (joint != null && isWord(joint)) {
            next();
            Expression right = one();
            condition =
                    joint.equals("and")
                            ? Expressions.and(condition, right)
                            : Expressions.or(condition, right);
        }
        return condition;
    }

    private Expression one() {
        if (isSign("(")) {
            next();
            Expression inside = any();
            if (!isSign(")")) {
                throw unexpected("a closing parenthesis");
            }
            next();
            return inside;
        }
        Operand left = operand();
        BiFunction<Expression, Expression, Expression> comparison =
                found ? COMPARISONS.get(String.valueOf(matcher.group("sign"))) : null;
        if (comparison == null) {
            throw unexpected("a comparison");
        }
        next();
        Operand right = operand();
        if (left.isBin() == right.isBin()) {
            throw unexpected("a bin on one side and a value on the other");
        }
        return comparison.apply(left.as(right), right.as(left));
    }

    /**
     * One side of a comparison.
     *
     * @param bin the name of the bin; empty for a value
     * @param value the value, or what stands for one
     * @param binOfItsType makes a bin of the value's type
     */
    private record Operand(
            String bin, Expression value, Function<String, Expression> binOfItsType) {
        boolean isBin() {
            return !bin.isEmpty();
        }

        Expression as(Operand other) {
            return isBin() ? other.binOfItsType.apply(bin) : value;
        }
    }

    private Operand operand() {
        if (!found || matcher.group("word") != null || matcher.group("sign") != null) {
            throw unexpected("a bin or a value");
        }
        Operand operand;
        if (matcher.group("bin") != null) {
            operand = new Operand(matcher.group("bin"), Expressions.nil(), Expressions::intBin);
        } else if (matcher.group("fraction") != null) {
            operand =
                    new Operand(
                            "",
                            Expressions.literal(Double.parseDouble(matcher.group("number"))),
                            Expressions::floatBin);
        } else if (matcher.group("number") != null) {
            operand = new Operand("", integer(matcher.group("number")), Expressions::intBin);
        } else {
            operand =
                    new Operand(
                            "",
                            Expressions.literal(matcher.group("string")),
                            Expressions::stringBin);
        }
        next();
        return operand;
    }

    private Expression integer(String number) {
        try {
            return Expressions.literal(Long.parseLong(number));
        } catch (NumberFormatException e) {
            throw unexpected("an integer of 64 bits");
        }
    }
}
