package dev.aerospikearrow.columnar.infer;

import java.util.Comparator;

/** The order of names as people count: {@code col2} before {@code col10}. */
final class NaturalOrder implements Comparator<String> {
    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int endOfLeft = endOfDigits(left, i);
            int endOfRight = endOfDigits(right, j);
            int order;
            if (endOfLeft > i && endOfRight > j) {
                order =
                        compareNumbers(
                                left.substring(i, endOfLeft), right.substring(j, endOfRight));
                i = endOfLeft;
                j = endOfRight;
            } else {
                order = Character.compare(left.charAt(i++), right.charAt(j++));
            }
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(left.length() - i, right.length() - j);
        return order != 0 ? order : left.compareTo(right); // 01 and 1 are two names.
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String left, String right) {
        String leftDigits = withoutZeros(left);
        String rightDigits = withoutZeros(right);
        int order = Integer.compare(leftDigits.length(), rightDigits.length());
        return order != 0 ? order : leftDigits.compareTo(rightDigits);
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
