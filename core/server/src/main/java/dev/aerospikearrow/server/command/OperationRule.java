package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.message.RequestException;

/** Rules about each operation code (docs/docs/internals/wire.md, sections 3.2 and 7). */
enum OperationRule {
    READ(1, Effect.READS, Replace.MIXES),
    WRITE(2, Effect.WRITES, Replace.MIXES),
    COLLECTION_READ(3, Effect.READS, Replace.MIXES),
    COLLECTION_MODIFY(4, Effect.WRITES_AND_ANSWERS, Replace.EXCLUDED),
    ADD(5, Effect.WRITES, Replace.EXCLUDED),
    EXPRESSION_READ(7, Effect.READS, Replace.MIXES),
    EXPRESSION_MODIFY(8, Effect.WRITES, Replace.MIXES),
    APPEND(9, Effect.WRITES, Replace.EXCLUDED),
    PREPEND(10, Effect.WRITES, Replace.EXCLUDED),
    TOUCH(11, Effect.WRITES, Replace.EXCLUDED),
    BITS_READ(12, Effect.READS, Replace.MIXES),
    BITS_MODIFY(13, Effect.WRITES, Replace.EXCLUDED),
    DELETE_ALL(14, Effect.WRITES, Replace.EXCLUDED),
    HLL_READ(15, Effect.READS, Replace.MIXES),
    HLL_MODIFY(16, Effect.WRITES_AND_ANSWERS, Replace.EXCLUDED);

    private enum Effect {
        READS,
        WRITES,
        WRITES_AND_ANSWERS
    }

    private enum Replace {
        MIXES,
        EXCLUDED
    }

    private static final OperationRule[] BY_CODE = new OperationRule[256];

    static {
        for (OperationRule rule : values()) {
            BY_CODE[rule.code] = rule;
        }
    }

    private final int code;
    private final Effect effect;
    private final Replace replace;

    OperationRule(int code, Effect effect, Replace replace) {
        this.code = code;
        this.effect = effect;
        this.replace = replace;
    }

    /** The row of a code from 0 to 255. */
    static OperationRule of(int code) {
        OperationRule rule = BY_CODE[code];
        if (rule == null) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return rule;
    }

    int code() {
        return code;
    }

    boolean writes() {
        return effect != Effect.READS;
    }

    /** Whether it answers a value also where not every operation is answered. */
    boolean mayAnswer() {
        return effect != Effect.WRITES;
    }

    boolean mixesWithReplace() {
        return replace == Replace.MIXES;
    }
}
