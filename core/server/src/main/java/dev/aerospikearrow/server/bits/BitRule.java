package dev.aerospikearrow.server.bits;

import dev.aerospikearrow.protocol.wire.BitCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on bits, one row per code: which arguments and flags they take. */
enum BitRule {
    RESIZE(
            BitCode.RESIZE,
            Limits.CREATES,
            1,
            Argument.BYTE_SIZE_OR_ZERO,
            Argument.FLAGS,
            Argument.RESIZE_FLAGS),
    INSERT(BitCode.INSERT, Limits.CREATES, 2, Argument.BYTE_OFFSET, Argument.BYTES, Argument.FLAGS),
    REMOVE(
            BitCode.REMOVE,
            Limits.PARTIAL,
            2,
            Argument.BYTE_OFFSET,
            Argument.BYTE_SIZE,
            Argument.FLAGS),
    SET(
            BitCode.SET,
            Limits.PARTIAL,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.BYTES,
            Argument.FLAGS),
    OR(
            BitCode.OR,
            Limits.PARTIAL,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.BYTES,
            Argument.FLAGS),
    XOR(
            BitCode.XOR,
            Limits.PARTIAL,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.BYTES,
            Argument.FLAGS),
    AND(
            BitCode.AND,
            Limits.PARTIAL,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.BYTES,
            Argument.FLAGS),
    NOT(BitCode.NOT, Limits.PARTIAL, 2, Argument.OFFSET, Argument.SIZE, Argument.FLAGS),
    SHIFT_LEFT(
            BitCode.SHIFT_LEFT,
            Limits.PARTIAL,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.SHIFT,
            Argument.FLAGS),
    SHIFT_RIGHT(
            BitCode.SHIFT_RIGHT,
            Limits.PARTIAL,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.SHIFT,
            Argument.FLAGS),
    ADD(
            BitCode.ADD,
            Limits.UPDATES,
            3,
            Argument.OFFSET,
            Argument.INTEGER_SIZE,
            Argument.INTEGER,
            Argument.FLAGS,
            Argument.ARITHMETIC_FLAGS),
    SUBTRACT(
            BitCode.SUBTRACT,
            Limits.UPDATES,
            3,
            Argument.OFFSET,
            Argument.INTEGER_SIZE,
            Argument.INTEGER,
            Argument.FLAGS,
            Argument.ARITHMETIC_FLAGS),
    SET_INT(
            BitCode.SET_INT,
            Limits.UPDATES,
            3,
            Argument.OFFSET,
            Argument.INTEGER_SIZE,
            Argument.INTEGER,
            Argument.FLAGS),

    GET(BitCode.GET, Limits.NONE, 2, Argument.OFFSET, Argument.SIZE),
    COUNT(BitCode.COUNT, Limits.NONE, 2, Argument.OFFSET, Argument.SIZE),
    SCAN_FROM_LEFT(
            BitCode.SCAN_FROM_LEFT, Limits.NONE, 3, Argument.OFFSET, Argument.SIZE, Argument.TRUTH),
    SCAN_FROM_RIGHT(
            BitCode.SCAN_FROM_RIGHT,
            Limits.NONE,
            3,
            Argument.OFFSET,
            Argument.SIZE,
            Argument.TRUTH),
    GET_INT(BitCode.GET_INT, Limits.NONE, 2, Argument.OFFSET, Argument.INTEGER_SIZE, Argument.SIGN);

    /** What an argument is. */
    enum Argument {
        BYTE_OFFSET,
        OFFSET,
        BYTE_SIZE_OR_ZERO,
        BYTE_SIZE,
        SIZE,
        INTEGER_SIZE,
        INTEGER,
        SHIFT,
        BYTES,
        TRUTH,
        FLAGS,
        RESIZE_FLAGS,
        ARITHMETIC_FLAGS,
        SIGN
    }

    /** Flags that are allowed. */
    private static final class Limits {
        static final int NONE = 0;
        static final int CREATES =
                BitArguments.CREATE_ONLY | BitArguments.UPDATE_ONLY | BitArguments.NO_FAIL;
        static final int UPDATES = BitArguments.UPDATE_ONLY | BitArguments.NO_FAIL;
        static final int PARTIAL = UPDATES | BitArguments.PARTIAL;
    }

    private final int code;
    private final int allowedFlags;
    private final int required;
    private final List<Argument> arguments;

    BitRule(int code, int allowedFlags, int required, Argument... arguments) {
        this.code = code;
        this.allowedFlags = allowedFlags;
        this.required = required;
        this.arguments = List.of(arguments);
    }

    static @Nullable BitRule of(long code) {
        for (BitRule rule : values()) {
            if (rule.code == code) {
                return rule;
            }
        }
        return null;
    }

    boolean modifies() {
        return code < BitCode.GET;
    }

    /** Whether it may make a blob. */
    boolean creates() {
        return this == RESIZE || this == INSERT;
    }

    int allowedFlags() {
        return allowedFlags;
    }

    /** How many of its arguments must be there. */
    int required() {
        return required;
    }

    List<Argument> arguments() {
        return arguments;
    }
}
