package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.RecordSnapshot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression (docs/docs/internals/wire.md, section 10). Immutable and thread-safe.
 *
 * <p>Left out are the path operations of newer servers: compiling them fails with PARAMETER.
 */
public final class CompiledExpression {
    /** Longer expressions are refused. */
    private static final int MAX_LENGTH = 1 << 20;

    private final ValueType type;
    private final ExpressionNode root;
    private final int variableCount;
    private final Set<Source> sources;

    /** What an expression looks at. */
    enum Source {
        /** Bins, and the digest. */
        DATA,
        /** Times, sizes, the name of the set, the user key. */
        METADATA
    }

    CompiledExpression(
            ValueType type, ExpressionNode root, int variableCount, Set<Source> sources) {
        this.type = type;
        this.root = root;
        this.variableCount = variableCount;
        this.sources = Set.copyOf(sources);
    }

    /**
     * Compiles a packed expression and checks its types.
     *
     * @throws RequestException PARAMETER if it is malformed, ill-typed or too long
     */
    public static CompiledExpression compile(byte[] packed, int offset, int length) {
        if (length > MAX_LENGTH) {
            throw new RequestException(ResultCode.PARAMETER);
        }
        return new ExpressionParser(packed, offset, length).parse();
    }

    /** Whether the result is true, false or unknown. */
    boolean isBoolean() {
        return type == ValueType.BOOL;
    }

    /** The type of the bin that would hold its value. */
    public int particleType() {
        return type.particleType();
    }

    /** Whether its value changes with the bins of a record alone. */
    public boolean canBeIndexed() {
        return sources.equals(Set.of(Source.DATA));
    }

    /**
     * The value for a record.
     *
     * @param nowNanos the time of the request, in nanoseconds since 1970
     * @return null for unknown
     */
    public @Nullable Value evaluate(RecordSnapshot record, long nowNanos) {
        return root.evaluate(new Evaluation(record, nowNanos, variableCount));
    }

    /** Whether the value for a record is true; unknown is not. */
    boolean matches(RecordSnapshot record, long nowNanos) {
        return evaluate(record, nowNanos) == Value.TRUE;
    }
}
