package dev.aerospikearrow.operation;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.wire.OperationType;
import dev.aerospikearrow.protocol.wire.WireBuffer;

/**
 * Operations whose value the server computes from the record (docs/docs/internals/wire.md, sections
 * 3.2 and 10).
 */
public final class ExpressionOperation {
    /** What happens when an expression cannot be computed, or its bin is not as wanted. */
    public enum Flag {
        /** Write only a bin that does not exist. */
        CREATE_ONLY(1),
        /** Write only a bin that exists. */
        UPDATE_ONLY(2),
        /** A nil result deletes the bin. */
        ALLOW_DELETE(4),
        /** Do nothing instead of failing when the two above forbid the write. */
        NO_FAIL_ON_POLICY(8),
        /** Answer nothing, and write nothing, instead of failing when the result is unknown. */
        NO_FAIL_ON_UNKNOWN(16);

        private final int code;

        Flag(int code) {
            this.code = code;
        }
    }

    private ExpressionOperation() {}

    /**
     * Answers the expression's value.
     *
     * @param name names the result as a bin's name would
     */
    public static Operation read(String name, Expression expression, Flag... flags) {
        return Operation.packed(OperationType.EXPRESSION_READ, name, pack(expression, flags));
    }

    /** Writes the expression's value to a bin. */
    public static Operation write(String binName, Expression expression, Flag... flags) {
        return Operation.packed(OperationType.EXPRESSION_MODIFY, binName, pack(expression, flags));
    }

    private static byte[] pack(Expression expression, Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.code;
        }
        WireBuffer target = new WireBuffer(64);
        MsgpackWriter writer = new MsgpackWriter(target);
        writer.writeArrayHeader(2);
        writer.writePacked(expression.packed());
        writer.writeLong(bits);
        return target.toByteArray();
    }
}
