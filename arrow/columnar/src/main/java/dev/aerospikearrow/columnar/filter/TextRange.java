package dev.aerospikearrow.columnar.filter;

import java.util.Optional;

/** Prefixes as ranges: in the order of UTF-8, which is that of code points. */
final class TextRange {
    private TextRange() {}

    /**
     * The least text that is greater than every text with a prefix.
     *
     * @return empty if there is none
     */
    static Optional<String> endOf(String prefix) {
        int[] codePoints = prefix.codePoints().toArray();
        int length = codePoints.length;
        while (length > 0 && codePoints[length - 1] == Character.MAX_CODE_POINT) {
            length--;
        }
        if (length == 0) {
            return Optional.empty();
        }
        int next = codePoints[length - 1] + 1;
        boolean surrogate = next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE;
        codePoints[length - 1] = surrogate ? Character.MAX_SURROGATE + 1 : next;
        return Optional.of(new String(codePoints, 0, length));
    }
}
