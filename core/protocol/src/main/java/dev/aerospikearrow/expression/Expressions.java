package dev.aerospikearrow.expression;

import dev.aerospikearrow.data.ArgumentMark;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.ExpressionCode;
import dev.aerospikearrow.protocol.wire.NameLimits;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Factories of expressions, to be imported statically:
 *
 * <pre>{@code
 * Expression humidAndNamed =
 *         and(greaterOrEqual(intBin("humidity"), literal(45)),
 *             regex("^sensor-[0-9]+$", stringBin("name"), RegexFlag.EXTENDED));
 * }</pre>
 *
 * <p>Types are checked by the server: both sides of a comparison have the same type, arithmetic is
 * all integers or all floats, a filter is a condition. A missing bin, or one of another type, is
 * <em>unknown</em>, which is neither true nor false: it survives {@link #not} and comparisons,
 * {@link #and} is false if anything is false, {@link #or} is true if anything is true, and a filter
 * that is unknown in the end counts as false.
 *
 * <p>Lists and maps are looked into by {@link ListExpression} and {@link MapExpression}.
 *
 * @see "docs/docs/internals/wire.md, section 10"
 */
public final class Expressions {
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * How a regular expression is meant, in POSIX terms (docs/docs/internals/wire.md, section 10).
     */
    public enum RegexFlag {
        /** Extended syntax; without it, basic syntax. */
        EXTENDED(1),
        /** Upper and lower case are the same. */
        IGNORE_CASE(2),
        /** No positions of what matched, which expressions do not use anyway. */
        NO_SUBEXPRESSIONS(4),
        /** A line's end also ends what {@code .} and {@code $} match. */
        NEWLINE(8);

        private final int code;

        RegexFlag(int code) {
            this.code = code;
        }
    }

    private Expressions() {}

    // Text

    /**
     * A filter that is written as text: {@code delay > 60 and origin in ('SEA', 'PDX')}. Bins are
     * named as they are, or as {@code $.name} and {@code $."any name"}, and {@code $.map.key} and
     * {@code $.list[0]} lead into them; texts stand in single quotes. There are {@code =}, {@code
     * <>}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code in}, {@code between}, {@code like},
     * {@code is null}, {@code and}, {@code or}, {@code not}, {@code + - * / %}, and functions of
     * the record, such as {@code ttl()}.
     *
     * <p>A number is compared exactly with integers and floats alike. What is missing, or of
     * another type than what it is compared with, is neither equal nor unequal, as null is in SQL.
     *
     * @throws IllegalArgumentException if the text cannot be read; the message says where and why
     * @see "docs/docs/guides/filters.md"
     */
    public static Expression filter(String text) {
        return new FilterParser(text).parse();
    }

    // Literals

    public static Expression literal(long value) {
        return atom(writer -> writer.writeLong(value), Long.toString(value));
    }

    public static Expression literal(double value) {
        return atom(writer -> writer.writeDouble(value), Double.toString(value));
    }

    public static Expression literal(boolean value) {
        return atom(writer -> writer.writeBoolean(value), Boolean.toString(value));
    }

    public static Expression literal(String value) {
        return atom(writer -> writer.writeValue(value), '"' + value + '"');
    }

    public static Expression literal(byte[] value) {
        return atom(writer -> writer.writeValue(value), "blob(" + Bytes.hex(value) + ")");
    }

    public static Expression literal(GeoJson value) {
        return atom(writer -> writer.writeValue(value), "geo(" + value.json() + ")");
    }

    /** A list: quoted, since a bare one would be a command. */
    public static Expression literal(List<?> value) {
        Expression list = atom(writer -> writer.writeValue(value), value.toString());
        return Expression.command(ExpressionCode.QUOTE, value.toString(), List.of(list));
    }

    /** A map. To be compared with another, it must be a {@link java.util.SortedMap}. */
    public static Expression literal(Map<?, ?> value) {
        return atom(writer -> writer.writeValue(value), value.toString());
    }

    public static Expression nil() {
        return atom(MsgpackWriter::writeNil, "nil");
    }

    /** Greater than everything; only as an argument of list and map expressions. */
    public static Expression infinity() {
        return atom(writer -> writer.writeArgumentMark(ArgumentMark.INFINITY), "infinity");
    }

    /** Equal to everything; only as an argument of list and map expressions. */
    public static Expression wildcard() {
        return atom(writer -> writer.writeArgumentMark(ArgumentMark.WILDCARD), "wildcard");
    }

    /** A value that is neither true nor false, as a missing bin is. */
    public static Expression unknown() {
        return command(ExpressionCode.UNKNOWN, "unknown");
    }

    // Bins and the record

    public static Expression intBin(String name) {
        return bin("intBin", Expression.Type.INT, name);
    }

    public static Expression floatBin(String name) {
        return bin("floatBin", Expression.Type.FLOAT, name);
    }

    public static Expression stringBin(String name) {
        return bin("stringBin", Expression.Type.STRING, name);
    }

    public static Expression boolBin(String name) {
        return bin("boolBin", Expression.Type.BOOL, name);
    }

    public static Expression blobBin(String name) {
        return bin("blobBin", Expression.Type.BLOB, name);
    }

    public static Expression listBin(String name) {
        return bin("listBin", Expression.Type.LIST, name);
    }

    public static Expression mapBin(String name) {
        return bin("mapBin", Expression.Type.MAP, name);
    }

    public static Expression geoBin(String name) {
        return bin("geoBin", Expression.Type.GEO, name);
    }

    public static Expression hllBin(String name) {
        return bin("hllBin", Expression.Type.HLL, name);
    }

    private static Expression bin(String factory, Expression.Type type, String name) {
        NameLimits.binName(name);
        return Expression.command(
                        ExpressionCode.BIN,
                        factory + "(\"" + name + "\")",
                        List.of(literal(type.code()), plain(name)))
                .reading(name);
    }

    /** Whether the record has the bin, of whatever type. */
    public static Expression binExists(String name) {
        return notEqual(binType(name), literal(ParticleType.NULL));
    }

    /** The bin's {@link ParticleType} as an integer, 0 if it is missing. */
    public static Expression binType(String name) {
        NameLimits.binName(name);
        return command(ExpressionCode.BIN_TYPE, "binType", plain(name)).reading(name);
    }

    /** The name of the record's set; empty if it is in none. */
    public static Expression setName() {
        return command(ExpressionCode.SET_NAME, "setName");
    }

    /**
     * The user key, if it was stored and has the type.
     *
     * @param type INT, STRING or BLOB
     */
    public static Expression key(Expression.Type type) {
        if (type != Expression.Type.INT
                && type != Expression.Type.STRING
                && type != Expression.Type.BLOB) {
            throw new IllegalArgumentException(
                    "A key expression is INT, STRING or BLOB, but found " + type + ".");
        }
        return command(ExpressionCode.KEY, "key", atom(w -> w.writeLong(type.code()), "" + type));
    }

    /** Whether the user key is stored with the record. */
    public static Expression keyExists() {
        return command(ExpressionCode.KEY_EXISTS, "keyExists");
    }

    /** Seconds until the record expires; -1 if it never does. */
    public static Expression ttlSeconds() {
        return command(ExpressionCode.TTL, "ttlSeconds");
    }

    /** When the record expires, in nanoseconds since 1970; -1 if it never does. */
    public static Expression voidTimeNanos() {
        return command(ExpressionCode.VOID_TIME, "voidTimeNanos");
    }

    /** When the record was written last, in nanoseconds since 1970. */
    public static Expression lastUpdateNanos() {
        return command(ExpressionCode.LAST_UPDATE, "lastUpdateNanos");
    }

    /** How long ago the record was written, in milliseconds. */
    public static Expression sinceUpdateMillis() {
        return command(ExpressionCode.SINCE_UPDATE, "sinceUpdateMillis");
    }

    /** The record's size in storage in bytes; servers from 7.0 on. */
    public static Expression recordSizeBytes() {
        return command(ExpressionCode.RECORD_SIZE, "recordSizeBytes");
    }

    /** Whether the record is deleted and only its tombstone is left. */
    public static Expression isTombstone() {
        return command(ExpressionCode.IS_TOMBSTONE, "isTombstone");
    }

    /** A number from 0 to {@code modulus} - 1 made of the digest, to sample or to share out. */
    public static Expression digestModulo(int modulus) {
        if (modulus < 1) {
            throw new IllegalArgumentException(
                    "The modulus of a digest is 1 or more, but found " + modulus + ".");
        }
        return command(ExpressionCode.DIGEST_MODULO, "digestModulo", literal(modulus));
    }

    // Comparisons

    public static Expression equal(Expression left, Expression right) {
        return command(ExpressionCode.EQUAL, "equal", left, right);
    }

    public static Expression notEqual(Expression left, Expression right) {
        return command(ExpressionCode.NOT_EQUAL, "notEqual", left, right);
    }

    public static Expression greater(Expression left, Expression right) {
        return command(ExpressionCode.GREATER, "greater", left, right);
    }

    public static Expression greaterOrEqual(Expression left, Expression right) {
        return command(ExpressionCode.GREATER_OR_EQUAL, "greaterOrEqual", left, right);
    }

    public static Expression less(Expression left, Expression right) {
        return command(ExpressionCode.LESS, "less", left, right);
    }

    public static Expression lessOrEqual(Expression left, Expression right) {
        return command(ExpressionCode.LESS_OR_EQUAL, "lessOrEqual", left, right);
    }

    /**
     * Whether a POSIX regular expression matches somewhere in a string.
     *
     * @param pattern anchored only where it says so
     */
    public static Expression regex(String pattern, Expression string, RegexFlag... flags) {
        int bits = 0;
        for (RegexFlag flag : flags) {
            bits |= flag.code;
        }
        String text = "regex(\"" + pattern + "\", " + string + "";
        return Expression.command(
                ExpressionCode.REGEX,
                text + (flags.length == 0 ? ")" : ", " + Arrays.toString(flags) + ")"),
                List.of(literal(bits), plain(pattern), string));
    }

    /** Whether one of two places contains the other. */
    public static Expression geoCompare(Expression left, Expression right) {
        return command(ExpressionCode.GEO, "geoCompare", left, right);
    }

    /** Whether a value is an element of a list; servers from 8.1 on. */
    public static Expression inList(Expression value, Expression list) {
        return command(ExpressionCode.IN_LIST, "inList", value, list);
    }

    /** A map's keys as a list; servers from 8.1 on. */
    public static Expression mapKeys(Expression map) {
        return command(ExpressionCode.MAP_KEYS, "mapKeys", map);
    }

    /** A map's values as a list; servers from 8.1 on. */
    public static Expression mapValues(Expression map) {
        return command(ExpressionCode.MAP_VALUES, "mapValues", map);
    }

    // Logic

    public static Expression and(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.AND, "and", several(first, second, more));
    }

    public static Expression or(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.OR, "or", several(first, second, more));
    }

    public static Expression not(Expression condition) {
        return command(ExpressionCode.NOT, "not", condition);
    }

    /** Whether exactly one condition is true. */
    public static Expression exclusive(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.EXCLUSIVE, "exclusive", several(first, second, more));
    }

    // Numbers: all integers or all floats

    public static Expression add(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.ADD, "add", several(first, second, more));
    }

    public static Expression subtract(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.SUBTRACT, "subtract", several(first, second, more));
    }

    public static Expression negate(Expression number) {
        return command(ExpressionCode.SUBTRACT, "negate", number);
    }

    public static Expression multiply(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.MULTIPLY, "multiply", several(first, second, more));
    }

    /** The quotient; division by zero is unknown. */
    public static Expression divide(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.DIVIDE, "divide", several(first, second, more));
    }

    /** One divided by a number. */
    public static Expression reciprocal(Expression number) {
        return command(ExpressionCode.DIVIDE, "reciprocal", number);
    }

    /** A power of floats. */
    public static Expression power(Expression base, Expression exponent) {
        return command(ExpressionCode.POWER, "power", base, exponent);
    }

    /** A logarithm of floats. */
    public static Expression logarithm(Expression number, Expression base) {
        return command(ExpressionCode.LOGARITHM, "logarithm", number, base);
    }

    /** The remainder of integers. */
    public static Expression modulo(Expression dividend, Expression divisor) {
        return command(ExpressionCode.MODULO, "modulo", dividend, divisor);
    }

    public static Expression absolute(Expression number) {
        return command(ExpressionCode.ABSOLUTE, "absolute", number);
    }

    public static Expression floor(Expression number) {
        return command(ExpressionCode.FLOOR, "floor", number);
    }

    public static Expression ceiling(Expression number) {
        return command(ExpressionCode.CEILING, "ceiling", number);
    }

    public static Expression toInt(Expression number) {
        return command(ExpressionCode.TO_INT, "toInt", number);
    }

    public static Expression toFloat(Expression number) {
        return command(ExpressionCode.TO_FLOAT, "toFloat", number);
    }

    public static Expression min(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.MIN, "min", several(first, second, more));
    }

    public static Expression max(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.MAX, "max", several(first, second, more));
    }

    // Bits of integers

    public static Expression bitAnd(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.BIT_AND, "bitAnd", several(first, second, more));
    }

    public static Expression bitOr(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.BIT_OR, "bitOr", several(first, second, more));
    }

    public static Expression bitXor(Expression first, Expression second, Expression... more) {
        return command(ExpressionCode.BIT_XOR, "bitXor", several(first, second, more));
    }

    public static Expression bitNot(Expression number) {
        return command(ExpressionCode.BIT_NOT, "bitNot", number);
    }

    public static Expression shiftLeft(Expression number, Expression bits) {
        return command(ExpressionCode.SHIFT_LEFT, "shiftLeft", number, bits);
    }

    /** Shifts zeros in from the left. */
    public static Expression shiftRightLogical(Expression number, Expression bits) {
        return command(ExpressionCode.SHIFT_RIGHT_LOGICAL, "shiftRightLogical", number, bits);
    }

    /** Shifts the sign in from the left. */
    public static Expression shiftRightArithmetic(Expression number, Expression bits) {
        return command(ExpressionCode.SHIFT_RIGHT_ARITHMETIC, "shiftRightArithmetic", number, bits);
    }

    /** How many bits are one. */
    public static Expression bitCount(Expression number) {
        return command(ExpressionCode.BIT_COUNT, "bitCount", number);
    }

    /** The place of the first bit of a value, from 0 for the highest; -1 if there is none. */
    public static Expression scanBitsFromLeft(Expression number, Expression bit) {
        return command(ExpressionCode.SCAN_BITS_FROM_LEFT, "scanBitsFromLeft", number, bit);
    }

    /** The place of the last bit of a value, from 0 for the highest; -1 if there is none. */
    public static Expression scanBitsFromRight(Expression number, Expression bit) {
        return command(ExpressionCode.SCAN_BITS_FROM_RIGHT, "scanBitsFromRight", number, bit);
    }

    // Choices and names

    /** {@code when(a, x).when(b, y).otherwise(z)}: the value of the first true condition. */
    public static Cases when(Expression condition, Expression value) {
        return new Cases(List.of(condition, value));
    }

    /** Conditions with values, to be completed by {@link #otherwise}. Immutable. */
    public static final class Cases {
        private final List<Expression> parts;

        private Cases(List<Expression> parts) {
            this.parts = parts;
        }

        public Cases when(Expression condition, Expression value) {
            List<Expression> longer = new ArrayList<>(parts);
            longer.add(condition);
            longer.add(value);
            return new Cases(longer);
        }

        /** The whole, with the value for when no condition is true. */
        public Expression otherwise(Expression value) {
            List<Expression> all = new ArrayList<>(parts);
            all.add(value);
            return command(ExpressionCode.CONDITION, "cases", all.toArray(Expression[]::new));
        }
    }

    /**
     * {@code let("x", e).and("y", f).in(body)}: computes values once, for the body to use as {@code
     * variable("x")}.
     */
    public static Bindings let(String name, Expression value) {
        return new Bindings(List.of()).and(name, value);
    }

    /** Named values, to be completed by {@link #in}. Immutable. */
    public static final class Bindings {
        private final List<Expression> parts;

        private Bindings(List<Expression> parts) {
            this.parts = parts;
        }

        /** The same with one more; its value may use the names before it. */
        public Bindings and(String name, Expression value) {
            List<Expression> longer = new ArrayList<>(parts);
            longer.add(plain(checkedVariableName(name)));
            longer.add(value);
            return new Bindings(longer);
        }

        /** The whole: the value of {@code body}. */
        public Expression in(Expression body) {
            List<Expression> all = new ArrayList<>(parts);
            all.add(body);
            return command(ExpressionCode.LET, "let", all.toArray(Expression[]::new));
        }
    }

    /** A value named by {@link #let}. */
    public static Expression variable(String name) {
        return command(ExpressionCode.VARIABLE, "variable", plain(checkedVariableName(name)));
    }

    private static String checkedVariableName(String name) {
        if (!VARIABLE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A variable's name is letters, digits and underscores and does not start with"
                            + " a digit, but found \""
                            + name
                            + "\".");
        }
        return name;
    }

    private static Expression[] several(Expression first, Expression second, Expression... more) {
        Expression[] all = new Expression[2 + more.length];
        all[0] = first;
        all[1] = second;
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }

    private static Expression command(ExpressionCode code, String name, Expression... arguments) {
        return Expression.command(code, name, arguments);
    }

    /** A name: a string without the particle type that string values carry. */
    private static Expression plain(String name) {
        return atom(writer -> writer.writePlainString(name), '"' + name + '"');
    }

    static Expression atom(Consumer<MsgpackWriter> write, String text) {
        WireBuffer target = new WireBuffer(16);
        write.accept(new MsgpackWriter(target));
        return Expression.atom(target.toByteArray(), text);
    }
}
