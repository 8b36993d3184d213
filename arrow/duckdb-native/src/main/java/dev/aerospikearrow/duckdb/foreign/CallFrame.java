package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one call of a C function: for what it returns, and for what goes wrong. A call may
 * lead back to Java, which calls again; each has a frame of its own.
 */
final class CallFrame implements AutoCloseable {
    private static final long OUT_BYTES = 16;
    private static final ThreadLocal<CallFrame> CURRENT =
            ThreadLocal.withInitial(() -> new CallFrame(null));

    private final @Nullable CallFrame outer;
    private final MemorySegment out;
    private final MemorySegment error;
    private @Nullable CallFrame inner;
    private @Nullable Arena arena;

    private CallFrame(@Nullable CallFrame outer) {
        this.outer = outer;
        MemorySegment memory =
                Arena.ofAuto().allocate(OUT_BYTES + ADDRESS.byteSize(), ADDRESS.byteSize());
        out = memory.asSlice(0, OUT_BYTES);
        error = memory.asSlice(OUT_BYTES);
    }

    /** The frame of the call that begins, until it is closed. */
    static CallFrame enter() {
        CallFrame current = CURRENT.get();
        CallFrame entered = current.inner;
        if (entered == null) {
            entered = new CallFrame(current);
            current.inner = entered;
        }
        entered.out.fill((byte) 0);
        entered.error.fill((byte) 0);
        CURRENT.set(entered);
        return entered;
    }

    /** Where the function puts its result: 16 bytes. */
    MemorySegment out() {
        return out;
    }

    /** Where the function puts the handle of what went wrong. */
    MemorySegment error() {
        return error;
    }

    /** For arguments that have no memory yet, until the frame is closed. */
    Arena arena() {
        if (arena == null) {
            arena = Arena.ofConfined();
        }
        return arena;
    }

    @Override
    public void close() {
        if (arena != null) {
            arena.close();
            arena = null;
        }
        CURRENT.set(outer);
    }
}
