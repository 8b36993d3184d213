package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.wire.NameLimits;

/** What a query asks of a secondary index (docs/docs/internals/wire.md, section 9.3). Immutable. */
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
    private final Object begin;
    private final Object end;

    private IndexRange(String binName, Collection collection, Object begin, Object end) {
        NameLimits.binName(binName);
        this.binName = binName;
        this.collection = collection;
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
        return new IndexRange(binName, Collection.VALUE, begin, end);
    }

    public static IndexRange equal(String binName, long value) {
        return between(binName, value, value);
    }

    public static IndexRange equal(String binName, String value) {
        return new IndexRange(binName, Collection.VALUE, value, value);
    }

    public static IndexRange equal(String binName, byte[] value) {
        return new IndexRange(binName, Collection.VALUE, value.clone(), value.clone());
    }

    /** Points inside {@code region}, or regions around a point. */
    public static IndexRange geo(String binName, GeoJson region) {
        return new IndexRange(binName, Collection.VALUE, region, region);
    }

    /** The same on an index over list elements, map keys or map values. */
    public IndexRange in(Collection indexed) {
        return new IndexRange(binName, indexed, begin, end);
    }

    public String binName() {
        return binName;
    }

    public Collection collection() {
        return collection;
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
