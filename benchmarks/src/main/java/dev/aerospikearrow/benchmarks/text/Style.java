package dev.aerospikearrow.benchmarks.text;

import java.util.regex.Pattern;

/** Colours of a terminal, or none. */
public enum Style {
    /** Text as it is. */
    PLAIN {
        @Override
        String colour(String code, String text) {
            return text;
        }
    },
    /** With the colours that terminals have had since ECMA-48. */
    COLOUR {
        @Override
        String colour(String code, String text) {
            return "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    private static final Pattern CODES = Pattern.compile("\u001b\\[[0-9;]*m");

    abstract String colour(String code, String text);

    /** For headings. */
    public String heading(String text) {
        return colour("1;36", text);
    }

    /** For what is less important. */
    public String dim(String text) {
        return colour("2", text);
    }

    /** For what is good. */
    public String good(String text) {
        return colour("32", text);
    }

    /** For what is bad. */
    public String bad(String text) {
        return colour("31", text);
    }

    /** How many columns a text takes on the screen. */
    static int width(String text) {
        return CODES.matcher(text).replaceAll("").length();
    }
}
