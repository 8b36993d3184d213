package dev.aerospikearrow.protocol.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Codes of what an expression computes, one row per code (docs/docs/internals/wire.md, section 10).
 */
public enum ExpressionCode {
    UNKNOWN(0),
    EQUAL(1),
    NOT_EQUAL(2),
    GREATER(3),
    GREATER_OR_EQUAL(4),
    LESS(5),
    LESS_OR_EQUAL(6),
    REGEX(7),
    GEO(8),
    IN_LIST(9),
    AND(16),
    OR(17),
    NOT(18),
    EXCLUSIVE(19),
    ADD(20),
    SUBTRACT(21),
    MULTIPLY(22),
    DIVIDE(23),
    POWER(24),
    LOGARITHM(25),
    MODULO(26),
    ABSOLUTE(27),
    FLOOR(28),
    CEILING(29),
    TO_INT(30),
    TO_FLOAT(31),
    BIT_AND(32),
    BIT_OR(33),
    BIT_XOR(34),
    BIT_NOT(35),
    SHIFT_LEFT(36),
    SHIFT_RIGHT_LOGICAL(37),
    SHIFT_RIGHT_ARITHMETIC(38),
    BIT_COUNT(39),
    SCAN_BITS_FROM_LEFT(40),
    SCAN_BITS_FROM_RIGHT(41),
    MIN(50),
    MAX(51),
    DIGEST_MODULO(64),
    LAST_UPDATE(66),
    SINCE_UPDATE(67),
    VOID_TIME(68),
    TTL(69),
    SET_NAME(70),
    KEY_EXISTS(71),
    IS_TOMBSTONE(72),
    RECORD_SIZE(74),
    KEY(80),
    BIN(81),
    BIN_TYPE(82),
    MAP_KEYS(101),
    MAP_VALUES(102),
    CONDITION(123),
    VARIABLE(124),
    LET(125),
    QUOTE(126),
    CALL(127);

    private static final Map<Integer, ExpressionCode> BY_CODE = new HashMap<>();

    static {
        for (ExpressionCode row : values()) {
            BY_CODE.put(row.code, row);
        }
    }

    private final int code;

    ExpressionCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The row of {@code code}; empty for a code that this table does not know. */
    public static Optional<ExpressionCode> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
