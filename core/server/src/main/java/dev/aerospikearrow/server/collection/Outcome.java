package dev.aerospikearrow.server.collection;

import java.util.Optional;

/**
 * The outcome of an operation on a list or map.
 *
 * @param result what the client gets; empty for nothing
 * @param changed the new value; empty if it stays as it was
 */
public record Outcome(Optional<Value> result, Optional<Value> changed) {
    public static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty());

    static Outcome result(long number) {
        return new Outcome(Optional.of(Value.of(number)), Optional.empty());
    }

    public static Outcome changed(Value value) {
        return new Outcome(Optional.empty(), Optional.of(value));
    }

    public static Outcome changed(Value value, long result) {
        return new Outcome(Optional.of(Value.of(result)), Optional.of(value));
    }
}
