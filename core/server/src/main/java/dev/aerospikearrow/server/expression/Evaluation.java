package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.store.RecordSnapshot;
import org.jspecify.annotations.Nullable;

/** One evaluation: the record, the time and the variables. Used by one thread. */
final class Evaluation {
    private final RecordSnapshot record;
    private final long nowNanos;
    private final @Nullable Value[] variables;

    Evaluation(RecordSnapshot record, long nowNanos, int variableCount) {
        this.record = record;
        this.nowNanos = nowNanos;
        this.variables = new Value[variableCount];
    }

    RecordSnapshot record() {
        return record;
    }

    /** In nanoseconds since 1970. */
    long nowNanos() {
        return nowNanos;
    }

    @Nullable Value variable(int index) {
        return variables[index];
    }

    void setVariable(int index, @Nullable Value value) {
        variables[index] = value;
    }
}
