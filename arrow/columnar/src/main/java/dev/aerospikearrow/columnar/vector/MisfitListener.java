package dev.aerospikearrow.columnar.vector;

/**
 * Is told of values inside lists, maps and structs that do not fit. What happens to a whole value
 * is told by the result of {@link Column#write}.
 */
public interface MisfitListener {
    /** Takes no notice. */
    MisfitListener NONE = (row, path, fit, found, wanted) -> {};

    /**
     * A value inside the cell was converted, or did not fit and becomes null when this returns.
     *
     * @param row the cell's row
     * @param path where in the value, such as {@code [3].price}
     * @param fit what is wrong with it, or {@link Fit#COERCED}
     * @param found what was found, for messages
     * @param wanted the type that was wanted, for messages
     */
    void onMisfit(int row, String path, Fit fit, String found, String wanted);
}
