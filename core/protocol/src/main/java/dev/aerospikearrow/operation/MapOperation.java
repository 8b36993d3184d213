package dev.aerospikearrow.operation;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.protocol.call.CallModule;
import dev.aerospikearrow.protocol.call.ContentCall;
import dev.aerospikearrow.protocol.call.MapCalls;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the map in a bin, carried out by the server so that only their result travels:
 * {@code MapOperation.on("scores").put("chess", 1_500)}. A map inside of the bin's value is reached
 * by a path: {@code MapOperation.on("bin", CollectionPath.root().listIndex(0))}.
 *
 * <p>An <em>index</em> is a position in key order from 0, a <em>rank</em> a place in value order
 * from 0 for the smallest; negative ones count from the end. A range without count reaches to the
 * end. Reads of a missing bin answer nothing, and so does a single key that the map lacks. Keys are
 * a String, an integer or a byte array; values have the types that {@link dev.aerospikearrow.data}
 * lists, or are an {@link dev.aerospikearrow.data.ArgumentMark}. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class MapOperation
        extends MapCalls<Number, Object, @Nullable Object, List<?>, Map<?, ?>, Operation> {
    /** How the server keeps a map. */
    public enum Order {
        /** In no order; reads return it by key nevertheless. */
        UNORDERED(0),
        /** By key. */
        KEY_ORDERED(1),
        /** By key, with values indexed by rank. */
        KEY_VALUE_ORDERED(3),
        /** By key, with an index of where entries lie; not inside of other values. */
        KEY_ORDERED_INDEXED(0x11),
        /** By key, with both indexes; not inside of other values. */
        KEY_VALUE_ORDERED_INDEXED(0x13);

        private final int code;

        Order(int code) {
            this.code = code;
        }

        /** The number on the wire. */
        public int code() {
            return code;
        }
    }

    /** What a write into a map may be limited to. */
    public enum Flag {
        /** Only keys that the map does not have yet. */
        CREATE_ONLY(1),
        /** Only keys that the map has. */
        UPDATE_ONLY(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** With {@link #NO_FAIL}: write those of several entries that may be written. */
        PARTIAL(8);

        private final int code;

        Flag(int code) {
            this.code = code;
        }

        /** The bit on the wire. */
        public int code() {
            return code;
        }
    }

    private final String binName;
    private final CollectionPath path;

    private MapOperation(String binName, CollectionPath path) {
        super(Operation.target(binName, path));
        this.binName = binName;
        this.path = path;
    }

    /** Operations on the map in a bin. */
    public static MapOperation on(String binName) {
        return on(binName, CollectionPath.root());
    }

    /** Operations on a map inside of the value of a bin. */
    public static MapOperation on(String binName, CollectionPath path) {
        return new MapOperation(binName, path);
    }

    /** Makes an empty map if it is missing, and sets the order of one that is there. */
    public Operation create(Order order) {
        return path.isRoot()
                ? setOrder(order)
                : on(binName, path.lastCreating(CollectionPath.creationOf(order))).setOrder(order);
    }

    /** Changes how the server keeps the map; makes it if the bin is missing. */
    public Operation setOrder(Order order) {
        return Operation.target(binName, path)
                .accept(
                        ContentCall.modify(
                                CallModule.COLLECTION,
                                "mapSetOrder",
                                CollectionCode.MAP_SET_ORDER,
                                Type.MAP,
                                order.code()));
    }
}
