package dev.aerospikearrow.client;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.util.Objects;

/**
 * A secondary index.
 *
 * @param namespace its namespace
 * @param setName its set; empty for records of all sets
 * @param name what it is called: 1 to 63 bytes
 * @param binName the bin whose values it holds
 * @param type which values those are
 * @param collection whether it holds the bin's value or the elements of its list or map
 */
public record IndexDefinition(
        String namespace,
        String setName,
        String name,
        String binName,
        Type type,
        IndexRange.Collection collection) {

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

        static Type ofInfoName(String name) {
            for (Type type : values()) {
                if (type.infoName.equalsIgnoreCase(name)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("An index of unknown type \"" + name + "\".");
        }
    }

    /** Checks the names. */
    public IndexDefinition {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(setName, "setName (empty for all sets)");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(collection, "collection");
        NameLimits.binName(binName);
        if (name.isEmpty() || name.length() > 63) {
            throw new IllegalArgumentException(
                    "An index name has 1 to 63 characters, but found \"" + name + "\".");
        }
    }

    /** An index over the values of a bin. */
    public static IndexDefinition of(
            String namespace, String setName, String name, String binName, Type type) {
        return new IndexDefinition(
                namespace, setName, name, binName, type, IndexRange.Collection.VALUE);
    }
}
