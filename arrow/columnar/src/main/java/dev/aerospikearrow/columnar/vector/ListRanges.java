package dev.aerospikearrow.columnar.vector;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;

/** The ranges of the elements of lists and maps in the vector of all elements. */
public final class ListRanges {
    private final FieldVector elements;
    private final IntUnaryOperator starts;
    private final IntUnaryOperator ends;

    private ListRanges(FieldVector list, IntUnaryOperator starts, IntUnaryOperator ends) {
        this.elements = list.getChildrenFromFields().get(0);
        this.starts = starts;
        this.ends = ends;
    }

    /** The ranges of a vector of lists of any kind, or of maps; empty for one of anything else. */
    public static Optional<ListRanges> of(FieldVector vector) {
        if (vector instanceof BaseListVector lists) {
            return Optional.of(
                    new ListRanges(vector, lists::getElementStartIndex, lists::getElementEndIndex));
        }
        if (vector instanceof LargeListVector lists) {
            // The offsets have 64 bits, of which Java's vectors use 31.
            return Optional.of(
                    new ListRanges(
                            vector,
                            row -> Math.toIntExact(lists.getElementStartIndex(row)),
                            row -> Math.toIntExact(lists.getElementEndIndex(row))));
        }
        return Optional.empty();
    }

    /** The vector of all elements; for maps, of the structs that are their entries. */
    public FieldVector elements() {
        return elements;
    }

    /** The first element of the list of a row. */
    public int start(int row) {
        return starts.applyAsInt(row);
    }

    /** The exclusive end of the list of a row. */
    public int end(int row) {
        return ends.applyAsInt(row);
    }
}
