package dev.aerospikearrow.client;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
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
 * @param binName the bin whose values it holds; empty for an index over an expression
 * @param type which values those are
 * @param collection whether it holds the value or the elements of a list or map
 * @param context the way to that value inside the bin; the root for the bin itself
 * @param expression what the server computes for each record and holds instead of a bin's value
 */
public record IndexDefinition(
        SetName set,
        String name,
        String binName,
        Type type,
        IndexRange.Collection collection,
        CollectionPath context,
        Optional<Expression> expression) {

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
            // Servers from 8.2 on have a second word for it.
            String name = infoName.equalsIgnoreCase("integer") ? NUMERIC.infoName : infoName;
            return Arrays.stream(values())
                    .filter(type -> type.infoName.equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    /** Checks the names. */
    public IndexDefinition {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(expression, "expression (empty for a bin)");
        NameLimits.binName(binName);
        NameLimits.indexName(name);
        if (expression.isPresent() && !(binName.isEmpty() && context.isRoot())) {
            throw new IllegalArgumentException(
                    "Index \""
                            + name
                            + "\" is over an expression, which stands in the place of bin and"
                            + " path: leave them out.");
        }
    }

    /** An index over the values of a bin. */
    public static IndexDefinition of(SetName set, String name, String binName, Type type) {
        return new IndexDefinition(
                set,
                name,
                binName,
                type,
                IndexRange.Collection.VALUE,
                CollectionPath.root(),
                Optional.empty());
    }

    /**
     * An index over what an expression gives for each record (servers from 8.1 on). Records for
     * which it gives nothing, or something of another type, are left out of it. Queries name the
     * same expression, {@link IndexRange#of}, or the index, {@link IndexRange#ofIndex}.
     *
     * @param type what the expression gives; with {@link #in} what is in the list or map that it
     *     gives
     */
    public static IndexDefinition of(SetName set, String name, Expression expression, Type type) {
        return new IndexDefinition(
                set,
                name,
                "",
                type,
                IndexRange.Collection.VALUE,
                CollectionPath.root(),
                Optional.of(expression));
    }

    /** Returns a copy that holds list elements, map keys or map values. */
    public IndexDefinition in(IndexRange.Collection indexed) {
        return new IndexDefinition(set, name, binName, type, indexed, context, expression);
    }

    /**
     * Returns a copy that holds what stands at the end of a path inside the bin. Queries name the
     * same path: {@link IndexRange#at}.
     */
    public IndexDefinition at(CollectionPath indexed) {
        return new IndexDefinition(set, name, binName, type, collection, indexed, expression);
    }
}
