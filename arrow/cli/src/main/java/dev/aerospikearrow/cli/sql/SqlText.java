package dev.aerospikearrow.cli.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of SQL as far as its statements have to be told apart: what is between two semicolons
 * that are not inside of a text, a name or a comment.
 */
public final class SqlText {
    private static final Pattern EXPLAIN =
            Pattern.compile("(?i)\\s*explain\\b(\\s+analyze\\b)?(\\s*\\([^()]*\\))?");

    private final List<String> statements = new ArrayList<>();
    private final String rest;

    private SqlText(String text) {
        int start = 0;
        int next = 0;
        while (next < text.length()) {
            if (text.charAt(next) == ';') {
                add(text.substring(start, next));
                start = ++next;
            } else {
                next = end(text, next);
            }
        }
        rest = text.substring(start);
    }

    /** Takes a text apart. */
    public static SqlText of(String text) {
        return new SqlText(text);
    }

    private void add(String statement) {
        if (!isBlank(statement)) {
            statements.add(statement.strip());
        }
    }

    /** The statements that end with a semicolon, without it. */
    public List<String> ended() {
        return List.copyOf(statements);
    }

    /** All statements, also one that the text ends. */
    public List<String> all() {
        List<String> all = new ArrayList<>(statements);
        if (!isBlank(rest)) {
            all.add(rest.strip());
        }
        return all;
    }

    /** The statement that another one asks to be explained. */
    static Optional<String> explained(String statement) {
        Matcher explain = EXPLAIN.matcher(statement);
        return explain.lookingAt()
                ? Optional.of(statement.substring(explain.end()))
                : Optional.empty();
    }

    /** Whether a statement has begun and not ended. */
    public boolean isOpen() {
        return !isBlank(rest);
    }

    /** Nothing but spaces and comments. */
    private static boolean isBlank(String text) {
        int next = 0;
        while (next < text.length()) {
            if (Character.isWhitespace(text.charAt(next))) {
                next++;
            } else if (isComment(text, next)) {
                next = end(text, next);
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("--", at) || text.startsWith("/*", at);
    }

    /** Where the text, name, comment or character ends that begins at a place. */
    private static int end(String text, int start) {
        char first = text.charAt(start);
        if (first == '\'' || first == '"') {
            boolean escapes =
                    first == '\''
                            && start > 0
                            && Character.toLowerCase(text.charAt(start - 1)) == 'e'
                            && (start == 1
                                    || !Character.isJavaIdentifierPart(text.charAt(start - 2)));
            return endOfQuoted(text, start, escapes);
        }
        if (text.startsWith("--", start)) {
            return after(text, "\n", start);
        }
        if (text.startsWith("/*", start)) {
            return after(text, "*/", start + 2);
        }
        if (first == '$') {
            int tag = start + 1;
            while (tag < text.length() && Character.isLetterOrDigit(text.charAt(tag))) {
                tag++;
            }
            if (tag < text.length() && text.charAt(tag) == '$') {
                return after(text, text.substring(start, tag + 1), tag + 1);
            }
        }
        return start + 1;
    }

    private static int endOfQuoted(String text, int start, boolean escapes) {
        char quote = text.charAt(start);
        int next = start + 1;
        while (next < text.length()) {
            char character = text.charAt(next++);
            if (escapes && character == '\\') {
                next++;
            } else if (character == quote) {
                return next; // A doubled quote begins another one at once.
            }
        }
        return text.length();
    }

    private static int after(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
