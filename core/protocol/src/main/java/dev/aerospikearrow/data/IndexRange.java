package dev.aerospikearrow.data;

import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.wire.NameLimits;

/**
 * The range that a query asks of a secondary index (docs/docs/internals/wire.md, section 9.3).
 * Immutable.
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

    private final String binName;
    private final Collection collection;
    private final CollectionPath context;
    private final Object begin;
    private final Object end;

    private IndexRange(
            String binName,
            Collection collection,
            CollectionPath context,
            Object begin,
            Object end) {
        NameLimits.binName(binName);
        this.binName = binName;
        this.collection = collection;
        this.context = context;
        this.begin = begin;
        this.end = end;
    }

    /** Integers from {@code begin} to {@code end}, both included. */
    public static IndexRange between(String binName, long begin, long end) {
        if (begin > end) {
            throw new IllegalArgumentException(
                    "Index range of bin \""
                            + binName
                            + "\" begins at "
                            + begin
                            + ", after its end "
                            + end
                            + ".");
        }
        return of(binName, begin, end);
    }

    public static IndexRange equal(String binName, long value) {
        return between(binName, value, value);
    }

    public static IndexRange equal(String binName, String value) {
        return of(binName, value, value);
    }

    public static IndexRange equal(String binName, byte[] value) {
        return of(binName, value.clone(), value.clone());
    }

    /** Points inside {@code region}, or regions around a point. */
    public static IndexRange geo(String binName, GeoJson region) {
        return of(binName, region, region);
    }

    private static IndexRange of(String binName, Object begin, Object end) {
        return new IndexRange(binName, Collection.VALUE, CollectionPath.root(), begin, end);
    }

    /** The same on an index over list elements, map keys or map values. */
    public IndexRange in(Collection indexed) {
        return new IndexRange(binName, indexed, context, begin, end);
    }

    /** The same on an index over what stands at the end of a path inside the bin. */
    public IndexRange at(CollectionPath indexed) {
        return new IndexRange(binName, collection, indexed, begin, end);
    }

    public String binName() {
        return binName;
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
