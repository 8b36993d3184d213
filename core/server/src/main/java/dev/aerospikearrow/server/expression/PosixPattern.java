package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.message.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A POSIX regular expression, translated to Java's (docs/docs/internals/wire.md, section 10). It
 * works on bytes, as the server's does: pattern and text are taken as Latin-1, so a character
 * beyond ASCII counts as its bytes.
 */
final class PosixPattern {
    private static final int EXTENDED = 1;
    private static final int IGNORE_CASE = 2;
    private static final int NEWLINE = 8;

    /** Escaped in a basic expression these mean what they mean bare in an extended one. */
    private static final String SWAPPED_IN_BASIC = "(){}|+?";

    private final String source;
    private final boolean extended;
    private final boolean newline;
    private final StringBuilder target = new StringBuilder();
    private int at;

    /** Nothing to repeat stands before this place: a star there is itself. */
    private boolean atStart = true;

    private PosixPattern(String source, int flags) {
        this.source = source;
        this.extended = (flags & EXTENDED) != 0;
        this.newline = (flags & NEWLINE) != 0;
    }

    /**
     * Translates a pattern.
     *
     * @throws RequestException PARAMETER if it is malformed
     */
    static Pattern compile(byte[] pattern, int flags) {
        int javaFlags = (flags & IGNORE_CASE) != 0 ? Pattern.CASE_INSENSITIVE : 0;
        javaFlags |=
                (flags & NEWLINE) != 0 ? Pattern.MULTILINE | Pattern.UNIX_LINES : Pattern.DOTALL;
        try {
            return Pattern.compile(new PosixPattern(text(pattern), flags).translate(), javaFlags);
        } catch (PatternSyntaxException e) {
            throw new RequestException(ResultCode.PARAMETER);
        }
    }

    /** Bytes as a pattern sees them: up to the first zero. */
    static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static RequestException malformed() {
        return new RequestException(ResultCode.PARAMETER);
    }

    private String translate() {
        while (at < source.length()) {
            char next = source.charAt(at++);
            if (next == '\\') {
                escaped();
            } else if (next == '[') {
                bracket();
                atStart = false;
            } else if (!extended && SWAPPED_IN_BASIC.indexOf(next) >= 0) {
                literal(next);
            } else {
                plain(next);
            }
        }
        return target.toString();
    }

    private void escaped() {
        if (at == source.length()) {
            throw malformed();
        }
        char next = source.charAt(at++);
        if (!extended && SWAPPED_IN_BASIC.indexOf(next) >= 0) {
            special(next);
        } else if (next >= '1' && next <= '9') {
            target.append('\\').append(next);
            atStart = false;
        } else if ("wWsSbB".indexOf(next) >= 0) {
            target.append('\\').append(next);
            atStart = false;
        } else {
            literal(next);
        }
    }

    private void plain(char next) {
        switch (next) {
            case '^' -> {
                if (extended || atStart) {
                    target.append(newline ? "^" : "\\A");
                } else {
                    literal(next);
                }
            }
            case '$' -> {
                if (extended || at == source.length() || source.startsWith("\\)", at)) {
                    target.append(newline ? "$" : "\\z");
                } else {
                    literal(next);
                }
            }
            case '.' -> {
                target.append('.');
                atStart = false;
            }
            case '*' -> {
                if (atStart) {
                    literal(next);
                } else {
                    target.append('*');
                }
            }
            case '(', ')', '{', '}', '|', '+', '?' -> special(next);
            default -> literal(next);
        }
    }

    private void special(char next) {
        switch (next) {
            case '(', '|' -> {
                target.append(next);
                atStart = true;
            }
            case '{' -> interval();
            case '}' -> literal(next);
            case '+', '?' -> {
                if (atStart) {
                    throw malformed();
                }
                // In a group of its own, so that no quantifier follows a quantifier.
                target.append(next);
            }
            default -> {
                target.append(next);
                atStart = false;
            }
        }
    }

    private void interval() {
        int end = source.indexOf(extended ? "}" : "\\}", at);
        if (end < 0 || atStart) {
            throw malformed();
        }
        String bounds = source.substring(at, end);
        if (!bounds.matches("\\d+(,\\d*)?")) {
            throw malformed();
        }
        target.append('{').append(bounds).append('}');
        at = end + (extended ? 1 : 2);
    }

    private void literal(char next) {
        if (next < 0x80 && !Character.isLetterOrDigit(next)) {
            target.append('\\');
        }
        target.append(next);
        atStart = false;
    }

    private void bracket() {
        target.append('[');
        boolean negated = at < source.length() && source.charAt(at) == '^';
        if (negated) {
            at++;
            target.append(newline ? "^\\n" : "^");
        }
        boolean first = true;
        while (true) {
            if (at >= source.length()) {
                throw malformed();
            }
            char next = source.charAt(at++);
            if (next == ']' && !first) {
                target.append(']');
                return;
            }
            first = false;
            if (next == '[' && at < source.length() && ":.=".indexOf(source.charAt(at)) >= 0) {
                namedClass(source.charAt(at));
            } else if (next == '-' && isRange()) {
                target.append('-');
            } else {
                bracketLiteral(next);
            }
        }
    }

    /** Whether a minus that was just read stands between two characters. */
    private boolean isRange() {
        char before = source.charAt(at - 2);
        return before != '['
                && !(before == '^' && source.charAt(Math.max(0, at - 3)) == '[')
                && at < source.length()
                && source.charAt(at) != ']';
    }

    private void bracketLiteral(char next) {
        if (next < 0x80 && !Character.isLetterOrDigit(next)) {
            target.append('\\');
        }
        target.append(next);
    }

    private void namedClass(char kind) {
        int end = source.indexOf(kind + "]", at + 1);
        if (end < 0) {
            throw malformed();
        }
        String name = source.substring(at + 1, end);
        at = end + 2;
        if (kind != ':') {
            if (name.length() != 1) {
                throw malformed();
            }
            bracketLiteral(name.charAt(0));
            return;
        }
        target.append(
                switch (name) {
                    case "alpha" -> "\\p{Alpha}";
                    case "digit" -> "\\p{Digit}";
                    case "alnum" -> "\\p{Alnum}";
                    case "upper" -> "\\p{Upper}";
                    case "lower" -> "\\p{Lower}";
                    case "space" -> "\\p{Space}";
                    case "blank" -> "\\p{Blank}";
                    case "punct" -> "\\p{Punct}";
                    case "print" -> "\\p{Print}";
                    case "graph" -> "\\p{Graph}";
                    case "cntrl" -> "\\p{Cntrl}";
                    case "xdigit" -> "\\p{XDigit}";
                    default -> throw malformed();
                });
    }
}
