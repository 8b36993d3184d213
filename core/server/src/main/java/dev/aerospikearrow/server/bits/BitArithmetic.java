package dev.aerospikearrow.server.bits;

import java.util.Optional;

/** Sums and differences of integers of 1 to 64 bits, and what happens where they have no place. */
final class BitArithmetic {
    private BitArithmetic() {}

    /** The new integer; empty if it has no place and nothing says what to do. */
    static Optional<Long> of(BitRule rule, BitField field, BitArguments arguments) {
        int size = field.size();
        long mask = -1L >>> (Long.SIZE - size);
        long old = field.load();
        long other = arguments.value() & mask;
        boolean adds = rule == BitRule.ADD;
        long result = (adds ? old + other : old - other) & mask;
        if (arguments.hasSubflag(BitArguments.WRAP)) {
            return Optional.of(result);
        }
        boolean saturates = arguments.hasSubflag(BitArguments.SATURATE);
        if (arguments.hasSubflag(BitArguments.SIGNED)) {
            return signed(size, mask, old, adds ? other : -other, result, saturates);
        }
        boolean overflows =
                adds
                        ? Long.compareUnsigned(result, old) < 0
                        : Long.compareUnsigned(result, old) > 0;
        if (!overflows) {
            return Optional.of(result);
        }
        return saturates ? Optional.of(adds ? mask : 0L) : Optional.empty();
    }

    /** As in the server, a sum of two negative numbers that wraps around to 0 is let pass. */
    private static Optional<Long> signed(
            int size, long mask, long old, long other, long result, boolean saturates) {
        int unused = Long.SIZE - size;
        long a = old << unused >> unused;
        long b = other << unused >> unused;
        long sum = result << unused >> unused;
        if (a < 0 && b < 0 && sum > 0) {
            return saturates ? Optional.of(1L << (size - 1)) : Optional.empty();
        }
        if (a > 0 && b > 0 && sum < 0) {
            return saturates ? Optional.of(mask >>> 1) : Optional.empty();
        }
        return Optional.of(result);
    }
}
