package dev.aerospikearrow.columnar.infer;

/** The smallest and largest of some lengths. */
final class Lengths {
    private int min = Integer.MAX_VALUE;
    private int max = -1;

    void add(int length) {
        min = Math.min(min, length);
        max = Math.max(max, length);
    }

    void merge(Lengths other) {
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    boolean isEmpty() {
        return max < 0;
    }

    /** Whether all were the same, and there was one. */
    boolean allEqual() {
        return min == max;
    }

    int max() {
        return max;
    }

    /** {@code 3 to 12 bytes}. */
    String describe(String unit) {
        return (allEqual() ? "" : min + " to ") + max + " " + unit + (max == 1 ? "" : "s");
    }
}
