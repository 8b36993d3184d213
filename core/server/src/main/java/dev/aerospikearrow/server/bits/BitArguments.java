package dev.aerospikearrow.server.bits;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.collection.CollectionException;
import dev.aerospikearrow.server.collection.Payload.Packed;
import java.util.List;

/** The arguments of one operation, checked against its row of {@link BitRule}. */
final class BitArguments {
    // Flags of modifications.
    static final int CREATE_ONLY = 1;
    static final int UPDATE_ONLY = 2;
    static final int NO_FAIL = 4;
    static final int PARTIAL = 8;

    // Flags of RESIZE.
    static final int FROM_FRONT = 1;
    static final int GROW_ONLY = 2;
    static final int SHRINK_ONLY = 4;

    // Flags of integers.
    static final int SIGNED = 1;
    static final int SATURATE = 2;
    static final int WRAP = 4;

    static final int MAX_BYTES = 128 << 20;
    private static final int MAX_BITS = MAX_BYTES * 8;

    private final BitRule rule;
    private long offset;
    private long size;
    private long value;
    private byte[] bytes = new byte[0];
    private long flags;
    private long subflags;

    private BitArguments(BitRule rule) {
        this.rule = rule;
    }

    static BitArguments of(BitRule rule, List<Packed> packed) {
        require(packed.size() >= rule.required() && packed.size() <= rule.arguments().size());
        BitArguments arguments = new BitArguments(rule);
        for (int i = 0; i < packed.size(); i++) {
            arguments.read(rule.arguments().get(i), packed.get(i));
        }
        return arguments;
    }

    private void read(BitRule.Argument kind, Packed packed) {
        switch (kind) {
            case BYTE_OFFSET -> offset = 8 * within(packed.asInteger(), -MAX_BYTES, MAX_BYTES);
            case OFFSET -> offset = within(packed.asInteger(), -MAX_BITS, MAX_BITS);
            case BYTE_SIZE_OR_ZERO -> size = 8 * within(packed.asInteger(), 0, MAX_BYTES);
            case BYTE_SIZE -> size = 8 * within(packed.asInteger(), 1, MAX_BYTES);
            case SIZE -> size = within(packed.asInteger(), 1, MAX_BITS);
            case INTEGER_SIZE -> size = within(packed.asInteger(), 1, Long.SIZE);
            case INTEGER -> value = packed.asInteger();
            case SHIFT -> value = within(packed.asInteger(), 0, MAX_BITS);
            case BYTES -> readBytes(packed);
            case TRUTH -> value = packed.asBoolean() ? 1 : 0;
            case FLAGS -> {
                flags = allowed(packed.asInteger(), rule.allowedFlags());
                require(!has(CREATE_ONLY) || !has(UPDATE_ONLY));
            }
            case RESIZE_FLAGS -> {
                subflags = allowed(packed.asInteger(), FROM_FRONT | GROW_ONLY | SHRINK_ONLY);
                require(!hasSubflag(GROW_ONLY) || !hasSubflag(SHRINK_ONLY));
            }
            case ARITHMETIC_FLAGS -> {
                subflags = allowed(packed.asInteger(), SIGNED | SATURATE | WRAP);
                require(!hasSubflag(SATURATE) || !hasSubflag(WRAP));
            }
            case SIGN -> subflags = allowed(packed.asInteger(), SIGNED);
        }
    }

    private void readBytes(Packed packed) {
        bytes = packed.asParticle();
        require(bytes.length > 0);
        if (size == 0) {
            size = 8L * bytes.length;
        }
        require(8L * bytes.length >= size);
    }

    private static long within(long number, long least, long most) {
        require(number >= least && number <= most);
        return number;
    }

    private static long allowed(long flags, int allowed) {
        require((flags & ~allowed) == 0);
        return flags;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw parameter();
        }
    }

    static CollectionException parameter() {
        return new CollectionException(
                ResultCode.PARAMETER, "the arguments of an operation on bits do not fit it");
    }

    /** In bits; negative from the end. */
    long offset() {
        return offset;
    }

    /** In bits. */
    long size() {
        return size;
    }

    long value() {
        return value;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean hasSubflag(int flag) {
        return (subflags & flag) != 0;
    }
}
