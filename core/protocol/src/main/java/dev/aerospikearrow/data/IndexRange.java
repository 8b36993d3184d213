package dev.aerospikearrow.data;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.util.Objects;
import java.util.Optional;

/**
 * The range that a query asks of a secondary index (docs/docs/internals/wire.md, section 9.3).
 * Immutable.
 *
 * <pre>{@code
 * IndexRange.between("delay", 60, 120)
 * IndexRange.of(Expressions.add(intBin("delay"), intBin("taxi"))).between(60, 120)
 * IndexRange.ofIndex("by_delay").between(60, 120)
 * }</pre>
 */
public final class IndexRange {
    /** What the index holds of a bin. */
    public enum Collection {
        VALUE(0, "default"),
        LIST_ELEMENTS(1, "list"),
        MAP_KEYS(2, "mapkeys"),
        MAP_VALUES(3, "mapvalues");

        private final int code;
        private final String infoName;

        Collection(int code, String infoName) {
            this.code = code;
            this.infoName = infoName;
        }

        public int code() {
            return code;
        }

        /** The word for it in info commands. */
        public String infoName() {
            return infoName;
        }
    }

    /** The index that is asked: that of a bin, that of an expression, or one that is named. */
    public static final class Source {
        private final String binName;
        private final Optional<Expression> expression;
        private final Optional<String> indexName;

        private Source(
                String binName, Optional<Expression> expression, Optional<String> indexName) {
            this.binName = binName;
            this.expression = expression;
            this.indexName = indexName;
        }

        /** Integers from {@code begin} to {@code end}, both included. */
        public IndexRange between(long begin, long end) {
            if (begin > end) {
                throw new IllegalArgumentException(
                        "Index range of "
                                + this
                                + " begins at "
                                + begin
                                + ", after its end "
                                + end
                                + ".");
            }
            return range(begin, end);
        }

        public IndexRange equal(long value) {
            return between(value, value);
        }

        public IndexRange equal(String value) {
            return range(value, value);
        }

        public IndexRange equal(byte[] value) {
            return range(value.clone(), value.clone());
        }

        /** Points inside a region, or regions around a point: {@link GeoJson} makes both. */
        public IndexRange geo(GeoJson region) {
            return range(region, region);
        }

        private IndexRange range(Object begin, Object end) {
            return new IndexRange(this, Collection.VALUE, CollectionPath.root(), begin, end);
        }

        @Override
        public String toString() {
            if (indexName.isPresent()) {
                return "index \"" + indexName.get() + "\"";
            }
            return expression.isPresent()
                    ? "expression " + expression.get()
                    : "bin \"" + binName + "\"";
        }
    }

    private final Source source;
    private final Collection collection;
    private final CollectionPath context;
    private final Object begin;
    private final Object end;

    private IndexRange(
            Source source,
            Collection collection,
            CollectionPath context,
            Object begin,
            Object end) {
        this.source = source;
        this.collection = collection;
        this.context = context;
        this.begin = begin;
        this.end = end;
    }

    private static Source bin(String binName) {
        NameLimits.binName(binName);
        return new Source(binName, Optional.empty(), Optional.empty());
    }

    /** The index over what an expression gives: the same expression, part by part. */
    public static Source of(Expression expression) {
        return new Source(
                "",
                Optional.of(Objects.requireNonNull(expression, "expression")),
                Optional.empty());
    }

    /**
     * The index of that name, over a bin, a path or an expression, and of any {@link Collection}.
     * The values that are asked for must be of the type that it holds: servers do not check that.
     */
    public static Source ofIndex(String indexName) {
        NameLimits.indexName(indexName);
        return new Source("", Optional.empty(), Optional.of(indexName));
    }

    /** Integers from {@code begin} to {@code end}, both included. */
    public static IndexRange between(String binName, long begin, long end) {
        return bin(binName).between(begin, end);
    }

    public static IndexRange equal(String binName, long value) {
        return bin(binName).equal(value);
    }

    public static IndexRange equal(String binName, String value) {
        return bin(binName).equal(value);
    }

    public static IndexRange equal(String binName, byte[] value) {
        return bin(binName).equal(value);
    }

    /** Points inside a region, or regions around a point: {@link GeoJson} makes both. */
    public static IndexRange geo(String binName, GeoJson region) {
        return bin(binName).geo(region);
    }

    /**
     * The same on an index over list elements, map keys or map values.
     *
     * @throws IllegalArgumentException if the index is named: it knows what it holds
     */
    public IndexRange in(Collection indexed) {
        requireUnnamed();
        return new IndexRange(source, indexed, context, begin, end);
    }

    /**
     * The same on an index over what stands at the end of a path inside the bin.
     *
     * @throws IllegalArgumentException if there is no bin, but an expression or an index's name
     */
    public IndexRange at(CollectionPath indexed) {
        requireUnnamed();
        if (source.expression.isPresent()) {
            throw new IllegalArgumentException(
                    "An index over an expression has no path: " + source + ".");
        }
        return new IndexRange(source, collection, indexed, begin, end);
    }

    private void requireUnnamed() {
        if (source.indexName.isPresent()) {
            throw new IllegalArgumentException(
                    "The "
                            + source
                            + " is asked by its name and knows what it holds: leave out the rest.");
        }
    }

    /** The bin; empty if an expression or an index's name stands in its place. */
    public String binName() {
        return source.binName;
    }

    /** The expression whose values are indexed. */
    public Optional<Expression> expression() {
        return source.expression;
    }

    /** The name of the index, if it is asked by that. */
    public Optional<String> indexName() {
        return source.indexName;
    }

    public Collection collection() {
        return collection;
    }

    /** The way from the bin to what is indexed; the root for the bin itself. */
    public CollectionPath context() {
        return context;
    }

    /** The lowest value: a {@code Long}, a {@code String}, bytes or a {@link GeoJson}. */
    public Object begin() {
        return begin instanceof byte[] bytes ? bytes.clone() : begin;
    }

    /** The highest value, of the same type. */
    public Object end() {
        return end instanceof byte[] bytes ? bytes.clone() : end;
    }
}
