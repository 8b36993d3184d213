package dev.aerospikearrow.client;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A secondary index.
 *
 * @param set its set, or the namespace whose records it holds
 * @param name what it is called: 1 to 63 bytes
 * @param binName the bin whose values it holds
 * @param type which values those are
 * @param collection whether it holds the value or the elements of a list or map
 * @param context the way to that value inside the bin; the root for the bin itself
 */
public record IndexDefinition(
        SetName set,
        String name,
        String binName,
        Type type,
        IndexRange.Collection collection,
        CollectionPath context) {

    /** Values that an index holds; others are left out of it. */
    public enum Type {
        /** Integers. */
        NUMERIC("numeric"),
        /** Strings. */
        STRING("string"),
        /** Blobs. */
        BLOB("blob"),
        /** GeoJSON points and regions. */
        GEO("geo2dsphere");

        private final String infoName;

        Type(String infoName) {
            this.infoName = infoName;
        }

        /** The word for it in info commands. */
        public String infoName() {
            return infoName;
        }

        /** The type of that name; empty if this client does not know it. */
        static Optional<Type> of(String infoName) {
            return Arrays.stream(values())
                    .filter(type -> type.infoName.equalsIgnoreCase(infoName))
                    .findFirst();
        }
    }

    /** Checks the names. */
    public IndexDefinition {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(context, "context");
        NameLimits.binName(binName);
        if (name.isEmpty() || name.length() > 63) {
            throw new IllegalArgumentException(
                    "An index name has 1 to 63 characters, but found \"" + name + "\".");
        }
    }

    /** An index over the values of a bin. */
    public static IndexDefinition of(SetName set, String name, String binName, Type type) {
        return new IndexDefinition(
                set, name, binName, type, IndexRange.Collection.VALUE, CollectionPath.root());
    }

    /** Returns a copy that holds list elements, map keys or map values. */
    public IndexDefinition in(IndexRange.Collection indexed) {
        return new IndexDefinition(set, name, binName, type, indexed, context);
    }

    /**
     * Returns a copy that holds what stands at the end of a path inside the bin. Queries name the
     * same path: {@link IndexRange#at}.
     */
    public IndexDefinition at(CollectionPath indexed) {
        return new IndexDefinition(set, name, binName, type, collection, indexed);
    }
}
