package dev.aerospikearrow.server.expression;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.ExpressionCode;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.ServerTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The properties of a record besides its bins that expressions ask for, one row per code. */
enum Metadata implements ExpressionNode {
    DEVICE_SIZE(65, ValueType.INT),
    LAST_UPDATE(ExpressionCode.LAST_UPDATE.code(), ValueType.INT),
    SINCE_UPDATE(ExpressionCode.SINCE_UPDATE.code(), ValueType.INT),
    VOID_TIME(ExpressionCode.VOID_TIME.code(), ValueType.INT),
    TTL(ExpressionCode.TTL.code(), ValueType.INT),
    SET_NAME(ExpressionCode.SET_NAME.code(), ValueType.STRING),
    KEY_EXISTS(ExpressionCode.KEY_EXISTS.code(), ValueType.BOOL),
    IS_TOMBSTONE(ExpressionCode.IS_TOMBSTONE.code(), ValueType.BOOL),
    MEMORY_SIZE(73, ValueType.INT),
    RECORD_SIZE(ExpressionCode.RECORD_SIZE.code(), ValueType.INT);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final int code;
    private final ValueType type;

    Metadata(int code, ValueType type) {
        this.code = code;
        this.type = type;
    }

    static @Nullable Metadata of(long code) {
        for (Metadata row : values()) {
            if (row.code == code) {
                return row;
            }
        }
        return null;
    }

    ValueType type() {
        return type;
    }

    @Override
    public Value evaluate(Evaluation evaluation) {
        RecordSnapshot record = evaluation.record();
        return switch (this) {
            // Records live in memory only.
            case DEVICE_SIZE -> Value.of(0);
            case MEMORY_SIZE, RECORD_SIZE -> Value.of(record.sizeInBytes());
            case LAST_UPDATE ->
                    Value.of(
                            record.lastUpdateNanos()
                                    - Math.floorMod(record.lastUpdateNanos(), NANOS_PER_MILLI));
            case SINCE_UPDATE ->
                    Value.of(
                            Math.max(
                                    0,
                                    (evaluation.nowNanos() - record.lastUpdateNanos())
                                            / NANOS_PER_MILLI));
            case VOID_TIME ->
                    Value.of(
                            record.voidTimeSeconds() == 0
                                    ? -1
                                    : voidTimeSince1970(record) * NANOS_PER_SECOND);
            case TTL ->
                    Value.of(
                            record.voidTimeSeconds() == 0
                                    ? -1
                                    : voidTimeSince1970(record)
                                            - evaluation.nowNanos() / NANOS_PER_SECOND);
            case SET_NAME -> Value.ofString(Bytes.utf8(record.setName()));
            case KEY_EXISTS -> Value.of(record.userKey() != null);
            case IS_TOMBSTONE -> Value.FALSE;
        };
    }

    private static long voidTimeSince1970(RecordSnapshot record) {
        return Integer.toUnsignedLong(record.voidTimeSeconds()) + ServerTime.EPOCH_2010_SECONDS;
    }

    /** The stored user key; null, unknown, if there is none or it is of another type. */
    static @Nullable Value userKey(RecordSnapshot record, ValueType wanted) {
        byte[] key = record.userKey();
        if (key == null || key.length == 0 || key[0] != wanted.particleType()) {
            return null;
        }
        if (key[0] == ParticleType.INTEGER) {
            return key.length == 1 + Long.BYTES ? Value.of(Bytes.getLong(key, 1)) : null;
        }
        return new Value.Particle(key[0], Arrays.copyOfRange(key, 1, key.length));
    }

    /** The last four bytes of the digest, little-endian, modulo a number. */
    static Value digestModulo(RecordSnapshot record, int divisor) {
        return Value.of(
                Integer.toUnsignedLong(Integer.reverseBytes(record.digestTail())) % divisor);
    }
}
