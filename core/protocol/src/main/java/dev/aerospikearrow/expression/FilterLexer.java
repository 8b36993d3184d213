package dev.aerospikearrow.expression;

import java.util.Locale;

/** The words of a filter's text, one after the other. Used by one parser. */
final class FilterLexer {
    /** Kinds of words. */
    enum Kind {
        /** A bin, a function or a keyword. */
        NAME,
        /** A number without its sign. */
        NUMBER,
        /** A text in single quotes; its quotes are gone. */
        TEXT,
        /** A name in double quotes; its quotes are gone. */
        QUOTED_NAME,
        /** Hexadecimal digits of bytes. */
        BYTES,
        SYMBOL,
        END
    }

    private static final String[] LONG_SYMBOLS = {"==", "!=", "<>", "<=", ">="};
    private static final String SYMBOLS = "()[],.+-*/%=<>$";

    private final String text;
    private int next;
    private Kind kind = Kind.END;
    private String word = "";
    private int start;

    FilterLexer(String text) {
        this.text = text;
        advance();
    }

    Kind kind() {
        return kind;
    }

    /** The current word. */
    String word() {
        return word;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && word.equals(symbol);
    }

    /** Whether the current word is this keyword, in whatever case. */
    boolean isKeyword(String keyword) {
        return kind == Kind.NAME && word.equalsIgnoreCase(keyword);
    }

    /** Whether a symbol follows the current word, without a space between them. */
    boolean isFollowedBy(char symbol) {
        return next < text.length() && text.charAt(next) == symbol;
    }

    /** Goes past the current word, and returns it. */
    String take() {
        String taken = word;
        advance();
        return taken;
    }

    /** Goes past the current word if it is this symbol. */
    boolean takeSymbol(String symbol) {
        boolean there = isSymbol(symbol);
        if (there) {
            advance();
        }
        return there;
    }

    /** Goes past the current word if it is this keyword. */
    boolean takeKeyword(String keyword) {
        boolean there = isKeyword(keyword);
        if (there) {
            advance();
        }
        return there;
    }

    void require(String symbol) {
        if (!takeSymbol(symbol)) {
            throw expected("\"" + symbol + "\"");
        }
    }

    /** What is wrong at the current word. */
    IllegalArgumentException expected(String what) {
        return refused(what + " is expected, but found " + shown());
    }

    IllegalArgumentException refused(String why) {
        return refused(start, why);
    }

    /** Where the current word begins. */
    int position() {
        return start;
    }

    /** What is wrong at a word that was current. */
    IllegalArgumentException refused(int at, String why) {
        return new IllegalArgumentException(
                "The filter \""
                        + text
                        + "\" cannot be read at character "
                        + (at + 1)
                        + ": "
                        + why
                        + ".");
    }

    private String shown() {
        return kind == Kind.END ? "its end" : "\"" + text.substring(start, next) + "\"";
    }

    private void advance() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        start = next;
        if (next == text.length()) {
            kind = Kind.END;
            word = "";
            return;
        }
        char first = text.charAt(next);
        if (first == '\'') {
            kind = Kind.TEXT;
            word = quoted('\'');
        } else if (first == '"') {
            kind = Kind.QUOTED_NAME;
            word = quoted('"');
        } else if ((first == 'x' || first == 'X') && isQuoteAt(next + 1)) {
            next++;
            kind = Kind.BYTES;
            word = quoted('\'');
        } else if (isDigit(first)) {
            kind = Kind.NUMBER;
            word = number();
        } else if (isNameStart(first)) {
            kind = Kind.NAME;
            word = name();
        } else {
            kind = Kind.SYMBOL;
            word = symbol();
        }
    }

    private boolean isQuoteAt(int at) {
        return at < text.length() && text.charAt(at) == '\'';
    }

    /** What stands between quotes; a quote that is doubled stands for itself. */
    private String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        int at = next + 1;
        while (true) {
            if (at >= text.length()) {
                throw refused("the closing " + quote + " is missing");
            }
            char c = text.charAt(at++);
            if (c == quote) {
                if (at >= text.length() || text.charAt(at) != quote) {
                    break;
                }
                at++;
            }
            content.append(c);
        }
        next = at;
        return content.toString();
    }

    private String number() {
        int at = next;
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                at++;
            }
        } else {
            at = digits(at);
            if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
                at = digits(at + 1);
            }
            at = exponent(at);
        }
        if (at < text.length() && isNamePart(text.charAt(at))) {
            throw refused(
                    "\""
                            + text.substring(next, at + 1)
                            + "\" is neither a number nor a name."
                            + " A bin whose name begins with a digit is written $.\"name\"");
        }
        String number = text.substring(next, at).toLowerCase(Locale.ROOT);
        next = at;
        return number;
    }

    private int digits(int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int exponent(int from) {
        if (from >= text.length() || Character.toLowerCase(text.charAt(from)) != 'e') {
            return from;
        }
        int at = from + 1;
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        int end = digits(at);
        return end == at ? from : end;
    }

    private String name() {
        int at = next;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(next, at);
        next = at;
        return name;
    }

    private String symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, next)) {
                next += symbol.length();
                return symbol;
            }
        }
        int end = text.offsetByCodePoints(next, 1);
        String symbol = text.substring(next, end);
        if (SYMBOLS.indexOf(symbol.codePointAt(0)) < 0) {
            throw refused("\"" + symbol + "\" has no meaning here");
        }
        next = end;
        return symbol;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '@';
    }
}
