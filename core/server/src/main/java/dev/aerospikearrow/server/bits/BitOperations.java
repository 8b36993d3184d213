package dev.aerospikearrow.server.bits;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.Payload;
import dev.aerospikearrow.server.collection.Value;
import dev.aerospikearrow.server.collection.Value.Particle;
import java.util.Optional;

/**
 * The operations on the bits of blobs (docs/docs/internals/wire.md, section 11.1), as functions of
 * values. Thread-safe; everything that fails does so with a {@link CollectionException} that
 * carries the result code.
 */
public final class BitOperations {
    private BitOperations() {}

    /**
     * Reads bits.
     *
     * @param bin the value; what is no blob is refused with BIN_TYPE
     */
    public static Value read(Payload payload, Value bin) {
        BitRule rule = rule(payload, false);
        BitArguments arguments = BitArguments.of(rule, payload.arguments());
        byte[] bytes = blob(bin);
        BitField field = inside(bytes, arguments);
        boolean wanted = arguments.value() != 0;
        return switch (rule) {
            case GET -> Value.ofBlob(field.toBytes());
            case COUNT -> Value.of(field.count());
            case SCAN_FROM_LEFT -> Value.of(field.first(wanted));
            case SCAN_FROM_RIGHT -> Value.of(field.last(wanted));
            default -> Value.of(integer(field, arguments));
        };
    }

    private static long integer(BitField field, BitArguments arguments) {
        int unused = Long.SIZE - field.size();
        return arguments.hasSubflag(BitArguments.SIGNED)
                ? field.load() << unused >> unused
                : field.load();
    }

    /**
     * Changes bits.
     *
     * @param bin the old value; empty if the bin does not exist
     * @return the new value; empty if nothing changes
     */
    public static Optional<Value> modify(Payload payload, Optional<Value> bin) {
        BitRule rule = rule(payload, true);
        BitArguments arguments = BitArguments.of(rule, payload.arguments());
        boolean refused =
                bin.isPresent()
                        ? arguments.has(BitArguments.CREATE_ONLY)
                        : !rule.creates() || arguments.has(BitArguments.UPDATE_ONLY);
        if (refused) {
            return refuse(
                    arguments, bin.isPresent() ? ResultCode.BIN_EXISTS : ResultCode.BIN_NOT_FOUND);
        }
        if (bin.isEmpty() && arguments.offset() < 0) {
            throw BitArguments.parameter();
        }
        byte[] old = bin.isPresent() ? blob(bin.get()) : new byte[0];
        Optional<byte[]> changed =
                switch (rule) {
                    case RESIZE -> resize(old, arguments);
                    case INSERT -> insert(old, arguments);
                    case REMOVE -> remove(old, arguments);
                    default -> change(rule, old, arguments);
                };
        return changed.map(Value::ofBlob);
    }

    private static BitRule rule(Payload payload, boolean modifies) {
        BitRule rule = BitRule.of(payload.code());
        if (rule == null || rule.modifies() != modifies || !payload.context().isEmpty()) {
            throw BitArguments.parameter();
        }
        return rule;
    }

    private static byte[] blob(Value bin) {
        if (bin instanceof Particle particle && particle.type() == ParticleType.BLOB) {
            return particle.bytes();
        }
        throw new CollectionException(ResultCode.BIN_TYPE, "only blobs have bits");
    }

    private static <T> Optional<T> refuse(BitArguments arguments, ResultCode code) {
        if (arguments.has(BitArguments.NO_FAIL)) {
            return Optional.empty();
        }
        throw new CollectionException(code, "the operation on bits does not fit the blob");
    }

    /** The place of the first bit. */
    private static long start(byte[] bytes, BitArguments arguments) {
        long offset = arguments.offset();
        long start = offset < 0 ? offset + 8L * bytes.length : offset;
        if (start < 0) {
            throw BitArguments.parameter();
        }
        return start;
    }

    /** The bits that an operation is about, all of which must be there. */
    private static BitField inside(byte[] bytes, BitArguments arguments) {
        long start = start(bytes, arguments);
        if (start + arguments.size() > 8L * bytes.length) {
            throw notApplicable();
        }
        return new BitField(bytes, (int) start, (int) arguments.size());
    }

    private static CollectionException notApplicable() {
        return new CollectionException(
                ResultCode.OP_NOT_APPLICABLE, "the bits are not all in the blob");
    }

    private static Optional<byte[]> resize(byte[] old, BitArguments arguments) {
        int size = (int) (arguments.size() / 8);
        int added = size - old.length;
        if (added == 0) {
            return Optional.empty();
        }
        if (arguments.hasSubflag(added < 0 ? BitArguments.GROW_ONLY : BitArguments.SHRINK_ONLY)) {
            return refuse(arguments, ResultCode.PARAMETER);
        }
        byte[] resized = made(size);
        boolean fromFront = arguments.hasSubflag(BitArguments.FROM_FRONT);
        System.arraycopy(
                old,
                fromFront ? Math.max(0, -added) : 0,
                resized,
                fromFront ? Math.max(0, added) : 0,
                Math.min(size, old.length));
        return Optional.of(resized);
    }

    private static byte[] made(long size) {
        if (size >= BitArguments.MAX_BYTES) {
            throw BitArguments.parameter();
        }
        return new byte[(int) size];
    }

    private static Optional<byte[]> insert(byte[] old, BitArguments arguments) {
        byte[] inserted = arguments.bytes();
        long at = start(old, arguments) / 8;
        byte[] longer = made(Math.max(at, old.length) + inserted.length);
        int head = (int) Math.min(at, old.length);
        System.arraycopy(old, 0, longer, 0, head);
        System.arraycopy(inserted, 0, longer, (int) at, inserted.length);
        System.arraycopy(old, head, longer, (int) at + inserted.length, old.length - head);
        return Optional.of(longer);
    }

    private static Optional<byte[]> remove(byte[] old, BitArguments arguments) {
        long at = start(old, arguments) / 8;
        long end = at + arguments.size() / 8;
        if (at >= old.length || end > old.length && !arguments.has(BitArguments.PARTIAL)) {
            return refuse(arguments, ResultCode.PARAMETER);
        }
        int tail = old.length - (int) Math.min(end, old.length);
        byte[] shorter = new byte[(int) at + tail];
        System.arraycopy(old, 0, shorter, 0, (int) at);
        System.arraycopy(old, old.length - tail, shorter, (int) at, tail);
        return Optional.of(shorter);
    }

    private static Optional<byte[]> change(BitRule rule, byte[] old, BitArguments arguments) {
        long start = start(old, arguments);
        long there = 8L * old.length - start;
        boolean partial = arguments.has(BitArguments.PARTIAL);
        if (start / 8 >= old.length || arguments.size() > there && !partial) {
            return refuse(arguments, ResultCode.OP_NOT_APPLICABLE);
        }
        BitField field =
                new BitField(old.clone(), (int) start, (int) Math.min(arguments.size(), there));
        switch (rule) {
            case NOT -> {
                for (int i = 0; i < field.size(); i++) {
                    field.set(i, !field.get(i));
                }
            }
            case SHIFT_LEFT -> field.shift(arguments.value());
            case SHIFT_RIGHT -> field.shift(-arguments.value());
            case SET_INT -> field.store(arguments.value());
            case ADD, SUBTRACT -> {
                Optional<Long> result = BitArithmetic.of(rule, field, arguments);
                if (result.isEmpty()) {
                    return refuse(arguments, ResultCode.OP_NOT_APPLICABLE);
                }
                field.store(result.get());
            }
            default -> combine(rule, field, BitField.of(arguments.bytes()));
        }
        return Optional.of(field.bytes());
    }

    private static void combine(BitRule rule, BitField field, BitField with) {
        for (int i = 0; i < field.size(); i++) {
            boolean old = field.get(i);
            boolean bit = with.get(i);
            field.set(
                    i,
                    switch (rule) {
                        case OR -> old | bit;
                        case XOR -> old ^ bit;
                        case AND -> old & bit;
                        default -> bit;
                    });
        }
    }
}
