package dev.aerospikearrow.client;

import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.CollectionPath;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A secondary index and its state on one node.
 *
 * @param set its set, or the namespace whose records it holds
 * @param name what it is called
 * @param definition what it holds; empty for an index of a kind that this client does not know, as
 *     those over sets, and those of newer servers
 * @param state {@code RW} when it can be used, {@code WO} while it is being built; empty if the
 *     node tells none
 */
public record IndexInfo(
        SetName set, String name, Optional<IndexDefinition> definition, String state) {
    private static final String NONE = "null";

    /** Whether queries can use it. */
    public boolean isUsable() {
        return state.equals("RW");
    }

    /** What an entry of {@code sindex-list} says. */
    static IndexInfo of(Map<String, String> entry) {
        return new IndexInfo(
                SetName.of(value(entry, "ns"), value(entry, "set")),
                value(entry, "indexname"),
                definition(entry),
                value(entry, "state"));
    }

    private static Optional<IndexDefinition> definition(Map<String, String> entry) {
        Optional<IndexDefinition.Type> type = IndexDefinition.Type.of(value(entry, "type"));
        Optional<IndexRange.Collection> collection = collection(value(entry, "indextype"));
        if (type.isEmpty() || collection.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Expression> expression =
                    Optional.of(value(entry, "exp"))
                            .filter(base64 -> !base64.isEmpty())
                            .map(Expression::fromBase64);
            return Optional.of(
                    new IndexDefinition(
                            SetName.of(value(entry, "ns"), value(entry, "set")),
                            value(entry, "indexname"),
                            // Without an expression there is a bin, whatever it is called.
                            expression.isPresent() ? "" : entry.getOrDefault("bin", ""),
                            type.get(),
                            collection.get(),
                            context(value(entry, "context")),
                            expression));
        } catch (IllegalArgumentException | MalformedReplyException e) {
            return Optional.empty();
        }
    }

    private static String value(Map<String, String> entry, String name) {
        String value = entry.getOrDefault(name, "");
        return value.equals(NONE) ? "" : value;
    }

    private static Optional<IndexRange.Collection> collection(String infoName) {
        for (IndexRange.Collection collection : IndexRange.Collection.values()) {
            if (collection.infoName().equalsIgnoreCase(infoName)) {
                return Optional.of(collection);
            }
        }
        return infoName.isEmpty() || infoName.equalsIgnoreCase("none")
                ? Optional.of(IndexRange.Collection.VALUE)
                : Optional.empty();
    }

    private static CollectionPath context(String base64) {
        return base64.isEmpty()
                ? CollectionPath.root()
                : CollectionPath.unpack(Base64.getDecoder().decode(base64));
    }
}
