package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.store.ParticleValue;
import dev.aerospikearrow.server.store.StoredRecord;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator that carries out list, map and expression operations on one bin. Thread-safe. */
public interface CollectionOperator {
    /** Refuses every operation. */
    CollectionOperator UNSUPPORTED =
            new CollectionOperator() {
                @Override
                public BinOutcome collection(
                        int operationCode, ParticleValue packed, @Nullable ParticleValue current) {
                    throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
                }

                @Override
                public BinOutcome expression(
                        int operationCode,
                        ParticleValue packed,
                        Supplier<StoredRecord> record,
                        @Nullable ParticleValue current) {
                    throw new RequestException(ResultCode.UNSUPPORTED_FEATURE);
                }
            };

    /**
     * A list or map operation (docs/docs/internals/wire.md, section 11).
     *
     * @param operationCode 3 to read, 4 to modify
     * @param packed the operation's MessagePack
     * @param current the bin's value; null if the record does not have it
     */
    BinOutcome collection(int operationCode, ParticleValue packed, @Nullable ParticleValue current);

    /**
     * An expression operation.
     *
     * @param operationCode 7 to read, 8 to modify
     * @param packed the MessagePack of {@code [expression, flags]}
     * @param record makes the record as earlier operations of the command have left it
     * @param current the value of the bin that the operation names; null if there is none
     */
    BinOutcome expression(
            int operationCode,
            ParticleValue packed,
            Supplier<StoredRecord> record,
            @Nullable ParticleValue current);
}
