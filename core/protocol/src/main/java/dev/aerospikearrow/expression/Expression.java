package dev.aerospikearrow.expression;

import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.ExpressionCode;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Something that the server computes for a record: a condition, or a value. Made by {@link
 * Expressions}; immutable, and packed when it is made, so that the same expression can be sent with
 * any number of commands at no cost.
 *
 * @see "docs/docs/internals/wire.md, section 10"
 */
public final class Expression {
    /** Types of expressions (docs/docs/internals/wire.md, section 10). */
    public enum Type {
        NIL(0),
        BOOL(1),
        INT(2),
        STRING(3),
        LIST(4),
        MAP(5),
        BLOB(6),
        FLOAT(7),
        GEO(8),
        HLL(9);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private final byte[] packed;
    private final String text;
    private final Set<String> bins;

    private Expression(byte[] packed, String text, Set<String> bins) {
        this.packed = packed;
        this.text = text;
        this.bins = bins;
    }

    /**
     * An expression that was packed elsewhere.
     *
     * @throws IllegalArgumentException if the bytes are not exactly one MessagePack value
     */
    public static Expression ofPacked(byte[] packed) {
        try {
            MsgpackReader reader = new MsgpackReader().reset(packed, 0, packed.length);
            reader.skip();
            reader.requireEnd();
        } catch (MalformedReplyException e) {
            throw new IllegalArgumentException(
                    "A packed expression is one MessagePack value, but found "
                            + Bytes.hex(packed)
                            + ".",
                    e);
        }
        return new Expression(packed.clone(), "packed(" + Bytes.hex(packed) + ")", Set.of());
    }

    /**
     * An expression from its base64 form, as {@link #toBase64()} and the tools of other clients
     * write it.
     *
     * @throws IllegalArgumentException if the text is no base64, or no expression
     */
    public static Expression fromBase64(String base64) {
        return ofPacked(Base64.getDecoder().decode(base64));
    }

    /** {@code [code, arguments…]}. */
    static Expression command(ExpressionCode code, String name, Expression... arguments) {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ").append(arguments[i].text);
        }
        return command(code, text.append(')').toString(), Arrays.asList(arguments));
    }

    /** The same, with a text of its own. */
    static Expression command(ExpressionCode code, String text, Iterable<Expression> arguments) {
        WireBuffer body = new WireBuffer(64);
        int count = 1;
        Set<String> bins = Set.of();
        for (Expression argument : arguments) {
            body.putBytes(argument.packed);
            bins = union(bins, argument.bins);
            count++;
        }
        WireBuffer target = new WireBuffer(body.length() + 6);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(count);
        writer.writeLong(code.code());
        target.putBytes(body.array(), 0, body.length());
        return new Expression(target.toByteArray(), text, bins);
    }

    /** The same expression, which is known to read a bin. */
    Expression reading(String binName) {
        return new Expression(packed, text, union(bins, Set.of(binName)));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        if (some.containsAll(others)) {
            return some;
        }
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Bytes that stand for themselves inside a command. */
    static Expression atom(byte[] packed, String text) {
        return new Expression(packed, text, Set.of());
    }

    /**
     * The names of the bins that the record is asked for, in the order in which they are first
     * named. An expression that was packed elsewhere does not tell: it names none.
     */
    public Set<String> bins() {
        return Collections.unmodifiableSet(bins);
    }

    /** A copy of the packed form. */
    public byte[] packed() {
        return packed.clone();
    }

    /** The packed form in base64. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(packed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && Arrays.equals(that.packed, packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    /** The expression as it was written in Java, more or less. */
    @Override
    public String toString() {
        return text;
    }
}
