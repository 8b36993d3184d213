package dev.aerospikearrow.operation;

import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.protocol.call.CallModule;
import dev.aerospikearrow.protocol.call.ContentCall;
import dev.aerospikearrow.protocol.call.ListCalls;
import dev.aerospikearrow.protocol.wire.CollectionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the list in a bin, carried out by the server so that only their result travels:
 * {@code ListOperation.on("tags").append("eu")}. A list inside of the bin's value is reached by a
 * path: {@code ListOperation.on("bin", CollectionPath.root().mapKey("readings"))}.
 *
 * <p>An <em>index</em> is a position from 0, a <em>rank</em> a place in value order from 0 for the
 * smallest; negative ones count from the end. A range without count reaches to the end. Reads of a
 * missing bin answer nothing; an index outside the list fails with OP_NOT_APPLICABLE. Arguments
 * that are values have the types that {@link dev.aerospikearrow.data} lists, or are an {@link
 * dev.aerospikearrow.data.ArgumentMark}. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class ListOperation extends ListCalls<Number, @Nullable Object, List<?>, Operation> {
    /** How the server keeps a list. */
    public enum Order {
        /** As elements were put. */
        UNORDERED(0),
        /** By value. */
        ORDERED(1),
        /** As elements were put, with an index of where they lie; not inside of other values. */
        UNORDERED_INDEXED(0x10),
        /** By value, with an index of where they lie; not inside of other values. */
        ORDERED_INDEXED(0x11);

        private final int code;

        Order(int code) {
            this.code = code;
        }

        /** The number on the wire. */
        public int code() {
            return code;
        }

        boolean isOrdered() {
            return (code & 1) != 0;
        }
    }

    /** What a write into a list may be limited to. */
    public enum Flag {
        /** Only values that the list does not have yet. */
        ADD_UNIQUE(1),
        /** Only at positions inside the list. */
        INSERT_BOUNDED(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** With {@link #NO_FAIL}: write those of several values that may be written. */
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

    /** How a list is sorted once, other than in ascending order and with all of its elements. */
    public enum SortFlag {
        /** In descending order. */
        DESCENDING(1),
        /** Of elements that are equal, one is kept. */
        DROP_DUPLICATES(2);

        private final int code;

        SortFlag(int code) {
            this.code = code;
        }

        /** The bit on the wire. */
        public int code() {
            return code;
        }
    }

    private final String binName;
    private final CollectionPath path;

    private ListOperation(String binName, CollectionPath path) {
        super(Operation.target(binName, path));
        this.binName = binName;
        this.path = path;
    }

    /** Operations on the list in a bin. */
    public static ListOperation on(String binName) {
        return on(binName, CollectionPath.root());
    }

    /** Operations on a list inside of the value of a bin. */
    public static ListOperation on(String binName, CollectionPath path) {
        return new ListOperation(binName, path);
    }

    /** Makes an empty list if it is missing, and sets the order of one that is there. */
    public Operation create(Order order) {
        return path.isRoot() ? setOrder(order) : create(CollectionPath.creationOf(order), order);
    }

    /** The same; an index behind the end of a list around it is reached by inserting nulls. */
    public Operation createPadded() {
        return path.isRoot()
                ? setOrder(Order.UNORDERED)
                : create(CollectionPath.CREATE_LIST_PADDED, Order.UNORDERED);
    }

    private Operation create(int creation, Order order) {
        return on(binName, path.lastCreating(creation)).setOrder(order);
    }

    /** Changes how the server keeps the list; makes it if the bin is missing. */
    public Operation setOrder(Order order) {
        return modify("listSetOrder", CollectionCode.LIST_SET_ORDER, order.code());
    }

    /** One element. */
    public Operation get(int index) {
        return read("listGet", CollectionCode.LIST_GET, index);
    }

    /** The elements from an index on. */
    public Operation getRange(int index) {
        return read("listGetRange", CollectionCode.LIST_GET_RANGE, index);
    }

    /** At most {@code count} elements from an index on. */
    public Operation getRange(int index, int count) {
        return read("listGetRange", CollectionCode.LIST_GET_RANGE, index, count);
    }

    /** Adds 1 to the number at an index and answers the sum. */
    public Operation increment(int index) {
        return modify("listIncrement", CollectionCode.LIST_INCREMENT, index);
    }

    /** Removes the element at an index and answers it. */
    public Operation pop(int index) {
        return modify("listPop", CollectionCode.LIST_POP, index);
    }

    /** Removes the elements from an index on and answers them. */
    public Operation popRange(int index) {
        return modify("listPopRange", CollectionCode.LIST_POP_RANGE, index);
    }

    /** Removes {@code count} elements from an index on and answers them. */
    public Operation popRange(int index, int count) {
        return modify("listPopRange", CollectionCode.LIST_POP_RANGE, index, count);
    }

    /** Removes the element at an index and answers how many were removed. */
    public Operation remove(int index) {
        return modify("listRemove", CollectionCode.LIST_REMOVE, index);
    }

    /** Removes the elements from an index on and answers how many were removed. */
    public Operation removeRange(int index) {
        return modify("listRemoveRange", CollectionCode.LIST_REMOVE_RANGE, index);
    }

    /** Removes {@code count} elements from an index on and answers how many were removed. */
    public Operation removeRange(int index, int count) {
        return modify("listRemoveRange", CollectionCode.LIST_REMOVE_RANGE, index, count);
    }

    /** Keeps {@code count} elements from an index on and answers how many were removed. */
    public Operation trim(int index, int count) {
        return modify("listTrim", CollectionCode.LIST_TRIM, index, count);
    }

    private Operation read(String name, int code, Object... arguments) {
        return Operation.target(binName, path)
                .accept(ContentCall.read(CallModule.COLLECTION, name, code, null, arguments));
    }

    private Operation modify(String name, int code, Object... arguments) {
        return Operation.target(binName, path)
                .accept(
                        ContentCall.modify(
                                CallModule.COLLECTION, name, code, Type.LIST, arguments));
    }
}
