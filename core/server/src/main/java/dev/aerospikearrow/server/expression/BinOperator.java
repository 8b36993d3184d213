package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.Outcome;
import dev.aerospikearrow.server.collection.ParticleConversion;
import dev.aerospikearrow.server.collection.Payload;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.ParticleValue;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.ServerTime;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operator that carries out operations on what is inside of bins, and expressions
 * (docs/docs/internals/wire.md, sections 3.2, 10 and 11). Stateless but for the clock, and
 * thread-safe.
 */
public final class BinOperator {
    private static final int EXPRESSION_READ = 7;

    // The flags of expression operations.
    private static final int CREATE_ONLY = 1;
    private static final int UPDATE_ONLY = 2;
    private static final int ALLOW_DELETE = 4;
    private static final int POLICY_NO_FAIL = 8;
    private static final int EVALUATION_NO_FAIL = 16;
    private static final int ALL_FLAGS = 31;

    private final InstantSource clock;

    /**
     * @param clock tells expressions the time
     */
    public BinOperator(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Carries out an operation on a list, map, blob or HyperLogLog.
     *
     * @param operationCode the operation's
     * @param packed its MessagePack
     * @param current the bin's value; null if the record does not have it
     */
    public BinOutcome content(
            int operationCode, ParticleValue packed, @Nullable ParticleValue current) {
        ContentModule module = ContentModule.of(operationCode);
        boolean reads = module.isRead(operationCode);
        if (reads && current == null) {
            return BinOutcome.NOTHING;
        }
        if (module == ContentModule.BITS && packed.particleType() != ParticleType.BLOB) {
            throw new RequestException(ResultCode.BIN_TYPE);
        }
        try {
            Payload payload = Payload.parse(packed.bytes(), packed.offset(), packed.length());
            Optional<Value> bin =
                    current == null
                            ? Optional.empty()
                            : Optional.of(ParticleConversion.toValue(current));
            Outcome outcome =
                    reads
                            ? new Outcome(module.read(payload, bin.orElseThrow()), Optional.empty())
                            : module.modify(payload, bin);
            return new BinOutcome(particle(outcome.result()), particle(outcome.changed()));
        } catch (CollectionException e) {
            throw new RequestException(e.resultCode(), e.subcode(), String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable ParticleValue particle(Optional<Value> value) {
        return value.isEmpty() ? null : ParticleConversion.toParticle(value.get());
    }

    private record Operation(CompiledExpression expression, long flags) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /**
     * Carries out an expression operation.
     *
     * @param operationCode 7 to read, 8 to modify
     * @param packed the MessagePack of {@code [expression, flags]}
     * @param record makes the record as earlier operations of the command have left it
     * @param current the value of the bin that the operation names; null if there is none
     */
    public BinOutcome expression(
            int operationCode,
            ParticleValue packed,
            Supplier<RecordSnapshot> record,
            @Nullable ParticleValue current) {
        if (operationCode == EXPRESSION_READ) {
            Operation operation = parse(packed, EVALUATION_NO_FAIL);
            Value value = evaluate(operation, record);
            return value == null
                    ? BinOutcome.NOTHING
                    : new BinOutcome(ParticleConversion.toParticle(value), null);
        }
        return modify(parse(packed, ALL_FLAGS), record, current);
    }

    private BinOutcome modify(
            Operation operation, Supplier<RecordSnapshot> record, @Nullable ParticleValue current) {
        if (operation.has(current == null ? UPDATE_ONLY : CREATE_ONLY)) {
            if (operation.has(POLICY_NO_FAIL)) {
                return BinOutcome.NOTHING;
            }
            throw new RequestException(
                    current == null ? ResultCode.BIN_NOT_FOUND : ResultCode.BIN_EXISTS);
        }
        Value value = evaluate(operation, record);
        if (value == null) {
            return BinOutcome.NOTHING;
        }
        ParticleValue particle = ParticleConversion.toParticle(value);
        if (particle != null) {
            return new BinOutcome(null, particle);
        }
        if (current == null) {
            return BinOutcome.NOTHING;
        }
        if (operation.has(ALLOW_DELETE)) {
            return new BinOutcome(null, ParticleValue.NOTHING);
        }
        if (operation.flags != 0) {
            // Meant for POLICY_NO_FAIL alone; in the server any flag will do.
            return BinOutcome.NOTHING;
        }
        throw new RequestException(ResultCode.OP_NOT_APPLICABLE);
    }

    /** The value; null if it is unknown and that may be. */
    private @Nullable Value evaluate(Operation operation, Supplier<RecordSnapshot> record) {
        Value value = operation.expression.evaluate(record.get(), nowNanos());
        if (value == null && !operation.has(EVALUATION_NO_FAIL)) {
            throw new RequestException(ResultCode.OP_NOT_APPLICABLE);
        }
        return value;
    }

    private long nowNanos() {
        return ServerTime.nanosSince1970(clock);
    }

    /** Takes {@code [expression, flags]} apart. */
    private static Operation parse(ParticleValue packed, int allowedFlags) {
        try {
            MsgpackReader reader =
                    new MsgpackReader().reset(packed.bytes(), packed.offset(), packed.length());
            int count = reader.readListHeader();
            if (count < 1 || count > 2) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            int start = reader.position();
            reader.skip();
            int end = reader.position();
            long flags = count == 2 ? reader.readLong() : 0;
            if ((flags & ~allowedFlags) != 0) {
                throw new RequestException(ResultCode.PARAMETER);
            }
            return new Operation(
                    CompiledExpression.compile(packed.bytes(), start, end - start), flags);
        } catch (MalformedReplyException e) {
            throw new RequestException(ResultCode.PARAMETER);
        }
    }
}
