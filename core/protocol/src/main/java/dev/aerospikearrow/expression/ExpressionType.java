package dev.aerospikearrow.expression;

/** Types of expressions (docs/docs/internals/wire.md, section 10). */
public enum ExpressionType {
    NIL(0),
    BOOL(1),
    INT(2),
    STRING(3),
    LIST(4),
    MAP(5),
    BLOB(6),
    FLOAT(7),
    GEO(8),
    HLL(9);

    private final int code;

    ExpressionType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
