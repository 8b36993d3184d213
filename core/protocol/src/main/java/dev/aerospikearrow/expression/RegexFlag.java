package dev.aerospikearrow.expression;

/** How a regular expression is meant, in POSIX terms (docs/docs/internals/wire.md, section 10). */
public enum RegexFlag {
    /** Extended syntax; without it, basic syntax. */
    EXTENDED(1),
    /** Upper and lower case are the same. */
    IGNORE_CASE(2),
    /** No positions of what matched, which expressions do not use anyway. */
    NO_SUBEXPRESSIONS(4),
    /** A line's end also ends what {@code .} and {@code $} match. */
    NEWLINE(8);

    private final int code;

    RegexFlag(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
