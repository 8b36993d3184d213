package dev.aerospikearrow.duckdb.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A type of DuckDB, as the driver names it: {@code STRUCT(a BIT, b INTEGER[])}. Names that a user
 * gave to types are not in there, DuckDB has replaced them.
 *
 * @param name the type's own, such as {@code STRUCT} or {@code TIME WITH TIME ZONE}
 * @param inside the types of elements, members, keys and values
 */
public record SqlType(String name, List<SqlType> inside) {
    /** Reads the name of a type. */
    public static SqlType parse(String text) {
        return new Parser(text).whole();
    }

    /** This type and all that are inside it. */
    public Stream<SqlType> all() {
        return Stream.concat(Stream.of(this), inside.stream().flatMap(SqlType::all));
    }

    private static final class Parser {
        private final String text;
        private int next;

        Parser(String text) {
            this.text = text;
        }

        SqlType whole() {
            SqlType type = type();
            if (next < text.length()) {
                throw unexpected();
            }
            return type;
        }

        private SqlType type() {
            String name = words();
            List<SqlType> inside = new ArrayList<>();
            if (take('(')) {
                switch (name) {
                    case "STRUCT", "UNION" -> members(inside);
                    case "MAP", "TUPLE" -> types(inside);
                    default -> skipArguments();
                }
            }
            SqlType type = new SqlType(name, List.copyOf(inside));
            while (take('[')) {
                boolean sized = text.charAt(next) != ']';
                next = text.indexOf(']', next) + 1;
                type = new SqlType(sized ? "ARRAY" : "LIST", List.of(type));
            }
            return type;
        }

        private void types(List<SqlType> inside) {
            do {
                skipSpaces();
                inside.add(type());
            } while (take(','));
            require(')');
        }

        private void members(List<SqlType> inside) {
            do {
                skipSpaces();
                if (peek() == '"') {
                    skipQuoted();
                } else {
                    word();
                }
                skipSpaces();
                inside.add(type());
            } while (take(','));
            require(')');
        }

        /** Numbers of a decimal, texts of an enumeration. */
        private void skipArguments() {
            while (!take(')')) {
                if (peek() == '\'') {
                    skipQuoted();
                } else {
                    next++;
                }
            }
        }

        /** A name of one or more words, or a quoted one. */
        private String words() {
            if (peek() == '"') {
                int start = next;
                skipQuoted();
                return text.substring(start + 1, next - 1);
            }
            int start = next;
            word();
            while (next + 1 < text.length() && peek() == ' ' && isWord(text.charAt(next + 1))) {
                next++;
                word();
            }
            return text.substring(start, next);
        }

        private void word() {
            int start = next;
            while (next < text.length() && isWord(text.charAt(next))) {
                next++;
            }
            if (next == start) {
                throw unexpected();
            }
        }

        private static boolean isWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_';
        }

        /** A quote is doubled inside. */
        private void skipQuoted() {
            char quote = peek();
            do {
                next = text.indexOf(quote, next + 1) + 1;
                if (next == 0) {
                    next = text.length();
                    throw unexpected();
                }
            } while (next < text.length() && text.charAt(next) == quote);
        }

        private boolean take(char c) {
            skipSpaces();
            boolean found = next < text.length() && text.charAt(next) == c;
            next += found ? 1 : 0;
            return found;
        }

        private void require(char c) {
            if (!take(c)) {
                throw unexpected();
            }
        }

        private char peek() {
            if (next >= text.length()) {
                throw unexpected();
            }
            return text.charAt(next);
        }

        private void skipSpaces() {
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
        }

        private IllegalArgumentException unexpected() {
            return new IllegalArgumentException(
                    "The type "
                            + text
                            + " of a result cannot be read from character "
                            + next
                            + " on. Cast the column to another type.");
        }
    }
}
