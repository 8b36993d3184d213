package dev.aerospikearrow.cli.sql;

/** Names and texts as SQL writes them. */
final class Identifier {
    private Identifier() {}

    /** A name that may have any characters. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String unquoted(String written) {
        return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
    }

    /** A text. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
