package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.server.bits.BitOperations;
import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.CollectionOperations;
import dev.aerospikearrow.server.collection.Outcome;
import dev.aerospikearrow.server.collection.Payload;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.hll.HllOperations;
import java.util.Optional;

/**
 * Operations on what is inside of bins, one row for each kind of value with the codes of the
 * operations that read and modify it; {@code ordinal()} is the number in calls of expressions.
 */
enum ContentModule {
    COLLECTIONS(3, 4) {
        @Override
        boolean takes(ValueType type) {
            return type == ValueType.LIST || type == ValueType.MAP;
        }

        @Override
        Optional<Value> read(Payload payload, Value value) {
            return CollectionOperations.read(payload, value);
        }

        @Override
        Outcome modify(Payload payload, Optional<Value> value) {
            return CollectionOperations.modify(payload, value);
        }
    },
    BITS(12, 13) {
        @Override
        boolean takes(ValueType type) {
            return type == ValueType.BLOB;
        }

        @Override
        Optional<Value> read(Payload payload, Value value) {
            return Optional.of(BitOperations.read(payload, value));
        }

        @Override
        Outcome modify(Payload payload, Optional<Value> value) {
            return new Outcome(Optional.empty(), BitOperations.modify(payload, value));
        }
    },
    HLL(15, 16) {
        @Override
        boolean takes(ValueType type) {
            return type == ValueType.HLL;
        }

        @Override
        Optional<Value> read(Payload payload, Value value) {
            return Optional.of(HllOperations.read(payload, value));
        }

        @Override
        Outcome modify(Payload payload, Optional<Value> value) {
            return HllOperations.modify(payload, value);
        }
    };

    private final int readCode;
    private final int modifyCode;

    ContentModule(int readCode, int modifyCode) {
        this.readCode = readCode;
        this.modifyCode = modifyCode;
    }

    /** The row of the code of an operation. */
    static ContentModule of(int operationCode) {
        for (ContentModule module : values()) {
            if (module.readCode == operationCode || module.modifyCode == operationCode) {
                return module;
            }
        }
        throw new IllegalArgumentException(
                "Operation " + operationCode + " does not look into bins.");
    }

    boolean isRead(int operationCode) {
        return operationCode == readCode;
    }

    /** Whether expressions of a type can be looked into. */
    abstract boolean takes(ValueType type);

    /**
     * Reads from a value.
     *
     * @throws CollectionException if that cannot be done
     */
    abstract Optional<Value> read(Payload payload, Value value);

    /**
     * Changes a value.
     *
     * @param value empty if there is none
     * @throws CollectionException if that cannot be done
     */
    abstract Outcome modify(Payload payload, Optional<Value> value);
}
