package dev.aerospikearrow.protocol.wire;

/** Types of operations on bins, one row per code (docs/docs/internals/wire.md, section 3.2). */
public enum OperationType {
    READ(1, Effect.READS),
    WRITE(2, Effect.WRITES),
    COLLECTION_READ(3, Effect.READS),
    COLLECTION_MODIFY(4, Effect.WRITES),
    ADD(5, Effect.WRITES),
    EXPRESSION_READ(7, Effect.READS),
    EXPRESSION_MODIFY(8, Effect.WRITES),
    APPEND(9, Effect.WRITES),
    PREPEND(10, Effect.WRITES),
    TOUCH(11, Effect.WRITES),
    BITS_READ(12, Effect.READS),
    BITS_MODIFY(13, Effect.WRITES),
    DELETE_ALL(14, Effect.WRITES),
    HLL_READ(15, Effect.READS),
    HLL_MODIFY(16, Effect.WRITES);

    private enum Effect {
        READS,
        WRITES
    }

    private final int code;
    private final Effect effect;

    OperationType(int code, Effect effect) {
        this.code = code;
        this.effect = effect;
    }

    public int code() {
        return code;
    }

    public boolean writes() {
        return effect == Effect.WRITES;
    }
}
