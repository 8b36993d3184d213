package dev.aerospikearrow.operation;

import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.expression.Expression.Type;
import dev.aerospikearrow.protocol.call.CallModule;
import dev.aerospikearrow.protocol.call.ContentCall;
import dev.aerospikearrow.protocol.call.HllCalls;
import dev.aerospikearrow.protocol.wire.HllCode;
import java.util.List;

/**
 * Operations on the HyperLogLog in a bin, a sketch of a set that knows about how many different
 * values were added: {@code HllOperation.on("visitors").add(List.of("ann", "bob"), 12)}. Sketches
 * themselves are {@link RawParticle}s, as reads of the bin return them. Immutable.
 *
 * @see "docs/docs/internals/wire.md, section 11.2"
 */
// What is inherited can be called without naming the class that declares it.
@SuppressWarnings("exports")
public final class HllOperation extends HllCalls<Number, List<?>, List<RawParticle>, Operation> {
    /** What a modification may be limited to. */
    public enum Flag {
        /** Only a bin that does not exist. */
        CREATE_ONLY(1),
        /** Only a bin that exists. */
        UPDATE_ONLY(2),
        /** Do nothing instead of failing. */
        NO_FAIL(4),
        /** A union may have fewer registers, or no hashes of similarity, than the bin had. */
        ALLOW_FOLD(8);

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

    private final String binName;
    private final int flags;

    private HllOperation(String binName, Flag... flags) {
        super(Operation.target(binName, CollectionPath.root()), Flag.bits(flags));
        this.binName = binName;
        this.flags = Flag.bits(flags);
    }

    /**
     * Operations on the sketch in a bin.
     *
     * @param flags of all modifications
     */
    public static HllOperation on(String binName, Flag... flags) {
        return new HllOperation(binName, flags);
    }

    /** Makes the bin the union of itself, if it exists, and {@code sketches}. */
    public Operation setUnion(List<RawParticle> sketches) {
        return modify("hllSetUnion", HllCode.SET_UNION, packable(sketches), flags);
    }

    /** Computes the count anew, stores it with the sketch and answers it. */
    public Operation refreshCount() {
        return modify("hllRefreshCount", HllCode.SET_COUNT);
    }

    /**
     * Reduces the number of registers.
     *
     * @param indexBits from 4 to what the sketch has
     */
    public Operation fold(int indexBits) {
        return modify("hllFold", HllCode.FOLD, indexBits);
    }

    private Operation modify(String name, int code, Object... arguments) {
        return Operation.target(binName, CollectionPath.root())
                .accept(ContentCall.modify(CallModule.HLL, name, code, Type.HLL, arguments));
    }
}
