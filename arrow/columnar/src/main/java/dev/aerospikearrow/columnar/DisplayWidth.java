package dev.aerospikearrow.columnar;

/** The number of cells of a terminal that a text takes, and ways to make it take fewer. */
final class DisplayWidth {
    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text in at most {@code width} cells, on one line. */
    static String fit(String text, int width) {
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        int cutLength = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int shown = Character.isISOControl(codePoint) ? '␣' : codePoint;
            if (used + of(shown) > width) {
                fitted.setLength(cutLength);
                return fitted.append(ELLIPSIS).toString();
            }
            fitted.appendCodePoint(shown);
            used += of(shown);
            if (used < width) {
                cutLength = fitted.length();
            }
        }
        return fitted.toString();
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** East Asian wide characters and emoji. */
    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100
                && (codePoint <= 0x115F
                        || codePoint >= 0x2E80 && codePoint <= 0xA4CF
                        || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                        || codePoint >= 0xF900 && codePoint <= 0xFAFF
                        || codePoint >= 0xFE30 && codePoint <= 0xFE6F
                        || codePoint >= 0xFF00 && codePoint <= 0xFF60
                        || codePoint >= 0xFFE0 && codePoint <= 0xFFE6
                        || codePoint >= 0x1F300 && codePoint <= 0x1FAFF
                        || codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    }
}
