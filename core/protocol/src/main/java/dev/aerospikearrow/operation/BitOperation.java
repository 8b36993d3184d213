package dev.aerospikearrow.operation;

import dev.aerospikearrow.protocol.call.BitCalls;

/**
 * Operations on the bits of the blob in a bin: {@code BitOperation.on("flags").set(0, 8, bytes)}.
 *
 * <p>Bits are counted from the first of the first byte; negative offsets count from the end. Only
 * {@link #resize} and {@link #insert} make a blob where there is none. What reaches behind the end
 * of the blob fails with OP_NOT_APPLICABLE. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11.1"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class BitOperation extends BitCalls<Number, byte[], Boolean, Operation> {
    /** What a modification may be limited to. */
    public enum Flag {
        /** Only a bin that does not exist. */
        CREATE_ONLY(1),
        /** Only a bin that exists. */
        UPDATE_ONLY(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /**
         * Change those of the bits that lie inside of the blob. For {@code or}, {@code xor}, {@code
         * and} and shifts only with an offset inside of the first byte: with others, servers 8.1
         * write outside of the blob, and may end.
         */
        PARTIAL(8);

        private final int code;

        Flag(int code) {
            this.code = code;
        }

        /** The bits of several. */
        public static int bits(Flag... flags) {
            int bits = 0;
            for (Flag flag : flags) {
                bits |= flag.code;
            }
            return bits;
        }
    }

    /** How the size of a blob is changed. */
    public enum ResizeFlag {
        /** At the beginning instead of the end. */
        FROM_FRONT(1),
        /** Only if it grows. */
        GROW_ONLY(2),
        /** Only if it shrinks. */
        SHRINK_ONLY(4);

        private final int code;

        ResizeFlag(int code) {
            this.code = code;
        }

        /** The bit on the wire. */
        public int code() {
            return code;
        }
    }

    /** Whether the first bit of an integer is its sign. */
    public enum Sign {
        UNSIGNED(0),
        SIGNED(1);

        private final int code;

        Sign(int code) {
            this.code = code;
        }

        /** The bit on the wire. */
        public int code() {
            return code;
        }
    }

    /** What happens to a sum or difference that has no place in the bits. */
    public enum Overflow {
        /** The operation fails with OP_NOT_APPLICABLE. */
        FAIL(0),
        /** The nearest number that has a place is taken. */
        SATURATE(2),
        /** Higher bits are dropped. */
        WRAP(4);

        private final int code;

        Overflow(int code) {
            this.code = code;
        }

        /** The bits on the wire. */
        public int code() {
            return code;
        }
    }

    private BitOperation(String binName, Flag... flags) {
        super(Operation.target(binName, CollectionPath.root()), Flag.bits(flags));
    }

    /**
     * Operations on the bits in a bin.
     *
     * @param flags of all modifications
     */
    public static BitOperation on(String binName, Flag... flags) {
        return new BitOperation(binName, flags);
    }
}
