package dev.aerospikearrow.columnar;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.expression.ListExpression;
import dev.aerospikearrow.expression.MapExpression;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.operation.ExpressionOperation;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.ReturnType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The way from a bin to a value inside its map or list: {@code features.driver_stats.trips}. A
 * field whose metadata {@value FieldMetadata#PATH} has such a text is filled from there; the node
 * looks the value up, and only the value travels.
 *
 * <table>
 * <caption>Steps after the bin's name</caption>
 * <tr><th>text</th><th>step</th></tr>
 * <tr><td>{@code .trips}</td><td>a map's value under a text key</td></tr>
 * <tr><td>{@code {12}}</td><td>a map's value under an integer key</td></tr>
 * <tr><td>{@code {0x0aff}}</td><td>a map's value under a blob key, in hexadecimal</td></tr>
 * <tr><td>{@code [0]}</td><td>a list's element; negative ones count from the end</td></tr>
 * </table>
 *
 * <p>In names and text keys a backslash stands before each of <code>. [ &#123; \</code> that is
 * part of them. Immutable.
 */
public final class ValuePath {
    private static final String SPECIAL = ".[{\\";
    private static final String BLOB_PREFIX = "0x";

    private final String binName;
    private final List<Step> steps;

    private ValuePath(String binName, List<Step> steps) {
        this.binName = binName;
        this.steps = List.copyOf(steps);
    }

    private sealed interface Step {}

    /** A key is a String, a Long or a byte array. */
    private record MapKey(Object key) implements Step {}

    private record ListIndex(int index) implements Step {}

    /** The bin itself, from where steps lead on. */
    public static ValuePath bin(String binName) {
        NameLimits.binName(binName);
        return new ValuePath(binName, List.of());
    }

    private ValuePath then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ValuePath(binName, longer);
    }

    /** A map's value under a text key. */
    public ValuePath key(String key) {
        return then(new MapKey(Objects.requireNonNull(key, "key")));
    }

    /** A map's value under an integer key. */
    public ValuePath key(long key) {
        return then(new MapKey(key));
    }

    /** A map's value under a blob key. */
    public ValuePath key(byte[] key) {
        return then(new MapKey(key.clone()));
    }

    /** A list's element; negative ones count from the end. */
    public ValuePath index(int index) {
        return then(new ListIndex(index));
    }

    /**
     * Reads a path's text.
     *
     * @throws IllegalArgumentException if it is none, or has no step; says where and why
     */
    public static ValuePath parse(String text) {
        return new Parser(text).parse();
    }

    /** The bin where the path starts. */
    public String binName() {
        return binName;
    }

    /**
     * Internal: what a read asks a node for. Answers a list: of the value, or of nothing where the
     * last step leads nowhere. Where a step before leads nowhere, nothing is answered. A list is
     * asked for because an expression that answers the value itself has to say its type, and leaves
     * out values of others; and an expression because a list or map operation fails the whole
     * record.
     */
    public Operation read() {
        CollectionPath way = CollectionPath.root();
        for (Step step : steps.subList(0, steps.size() - 1)) {
            way =
                    step instanceof MapKey map
                            ? way.mapKey(map.key)
                            : way.listIndex(((ListIndex) step).index);
        }
        Expression bin =
                steps.get(0) instanceof MapKey
                        ? Expressions.mapBin(binName)
                        : Expressions.listBin(binName);
        Step last = steps.get(steps.size() - 1);
        Expression values;
        if (last instanceof MapKey map) {
            Expression keys = Expressions.literal(List.of(map.key));
            values = MapExpression.of(bin, way).getByKeyList(keys, ReturnType.VALUE);
        } else {
            Expression index = Expressions.literal(((ListIndex) last).index);
            values =
                    ListExpression.of(bin, way)
                            .getByIndexRange(index, Expressions.literal(1), ReturnType.VALUE);
        }
        return ExpressionOperation.read(
                binName, values, ExpressionOperation.Flag.NO_FAIL_ON_UNKNOWN);
    }

    /** The path as {@link #parse} reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(escaped(binName));
        for (Step step : steps) {
            if (step instanceof ListIndex list) {
                text.append('[').append(list.index).append(']');
                continue;
            }
            Object key = ((MapKey) step).key;
            if (key instanceof byte[] blob) {
                text.append('{').append(BLOB_PREFIX).append(Bytes.hex(blob)).append('}');
            } else if (key instanceof Long number) {
                text.append('{').append(number.longValue()).append('}');
            } else {
                text.append('.').append(escaped(key.toString()));
            }
        }
        return text.toString();
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (SPECIAL.indexOf(name.charAt(i)) >= 0) {
                text.append('\\');
            }
            text.append(name.charAt(i));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValuePath that && that.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Reads one text, once. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        ValuePath parse() {
            ValuePath path = bin(name("the bin"));
            while (at < text.length()) {
                char kind = text.charAt(at++);
                path =
                        switch (kind) {
                            case '.' -> path.key(name("a key"));
                            case '[' -> path.index((int) number(until(']'), Integer.MIN_VALUE));
                            default -> key(path, until('}'));
                        };
            }
            if (path.steps.isEmpty()) {
                throw refused("no step follows the bin; name the bin with " + FieldMetadata.BIN);
            }
            return path;
        }

        private ValuePath key(ValuePath path, String content) {
            if (!content.startsWith(BLOB_PREFIX)) {
                return path.key(number(content, Long.MIN_VALUE));
            }
            try {
                return path.key(HexFormat.of().parseHex(content.substring(BLOB_PREFIX.length())));
            } catch (IllegalArgumentException e) {
                throw refused("\"" + content + "\" is no blob key in hexadecimal");
            }
        }

        private String name(String what) {
            StringBuilder name = new StringBuilder();
            while (at < text.length() && ".[{".indexOf(text.charAt(at)) < 0) {
                if (text.charAt(at) == '\\') {
                    at++;
                    if (at == text.length()) {
                        throw refused("nothing follows the backslash");
                    }
                }
                name.append(text.charAt(at++));
            }
            if (name.isEmpty()) {
                throw refused("the name of " + what + " is expected, and is empty");
            }
            return name.toString();
        }

        private String until(char end) {
            int close = text.indexOf(end, at);
            if (close < 0) {
                throw refused("\"" + end + "\" is missing");
            }
            String content = text.substring(at, close);
            at = close + 1;
            if (at < text.length() && ".[{".indexOf(text.charAt(at)) < 0) {
                throw refused("a step starts with one of . [ {, but found " + text.charAt(at));
            }
            return content;
        }

        private long number(String content, long least) {
            try {
                long number = Long.parseLong(content);
                if (number >= least && (least == Long.MIN_VALUE || number <= -(least + 1))) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Refused below.
            }
            throw refused(
                    "\""
                            + content
                            + "\" is no "
                            + (least == Long.MIN_VALUE ? "integer key" : "list index"));
        }

        private IllegalArgumentException refused(String why) {
            return new IllegalArgumentException(
                    "The path \""
                            + text
                            + "\" cannot be read: "
                            + why
                            + ", before character "
                            + (at + 1)
                            + ". Write it as bin.key, bin{12}, bin{0x0aff} or bin[0].");
        }
    }
}
