package dev.aerospikearrow.columnar;

import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Arrow's memory, of which a byte is tried before a client relies on it. */
final class ArrowMemory {
    private ArrowMemory() {}

    /**
     * An allocator without a limit, to be closed by the caller.
     *
     * @throws IllegalStateException if this Java gives Arrow no memory; says which flag does
     */
    static BufferAllocator allocator() {
        try {
            RootAllocator allocator = new RootAllocator();
            allocator.buffer(1).close();
            return allocator;
        } catch (LinkageError | RuntimeException e) {
            if (isOfNetty(e)) {
                throw new IllegalStateException(
                        "Arrow's allocator over Netty gets no memory on Java "
                                + Runtime.version().feature()
                                + ": start java with -Dio.netty.noUnsafe=false, or leave"
                                + " arrow.allocation.manager.type unset and have arrow-memory-unsafe"
                                + " on the class path, which needs no flag.",
                        e);
            }
            throw e;
        }
    }

    private static boolean isOfNetty(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("io.netty")
                    || Arrays.stream(cause.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith("io.netty."))) {
                return true;
            }
        }
        return false;
    }
}
