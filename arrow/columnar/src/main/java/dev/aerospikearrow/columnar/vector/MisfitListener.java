package dev.aerospikearrow.columnar.vector;

/** Is told of values that do not fit a column: whole cells, or what is inside lists and maps. */
public interface MisfitListener {
    /** Takes no notice. */
    MisfitListener NONE = (row, path, fit, found, wanted) -> {};

    /**
     * Whether somebody will be shown this misfit. Others are only counted, and their path and texts
     * may be empty.
     */
    default boolean isShown(int row, Fit fit) {
        return false;
    }

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

    /**
     * A whole cell was converted, or did not fit and is null.
     *
     * @param fit what is wrong with it, or {@link Fit#COERCED}
     * @param particleType the value's type
     * @param bytes holds its bytes, only during this call
     */
    default void onCell(int row, Fit fit, int particleType, byte[] bytes, int offset, int length) {}
}
