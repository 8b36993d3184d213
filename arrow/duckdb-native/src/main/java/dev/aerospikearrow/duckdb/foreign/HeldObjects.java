package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that DuckDB holds for its callbacks. It knows each by a number in place of an address.
 */
final class HeldObjects {
    private static final Logger LOG = LoggerFactory.getLogger(HeldObjects.class);
    private static final MemoryLayout OPAQUE =
            MemoryLayout.structLayout(
                    ADDRESS.withName("number"),
                    ADDRESS.withName("destroy"),
                    ADDRESS.withName("equals"));

    private final Map<Long, Object> objects = new ConcurrentHashMap<>();
    private final AtomicLong nextNumber = new AtomicLong(1);
    private final MemorySegment destroyer;

    /**
     * @param arena open as long as DuckDB may call
     */
    HeldObjects(Arena arena) {
        try {
            destroyer =
                    Linker.nativeLinker()
                            .upcallStub(
                                    MethodHandles.lookup()
                                            .bind(
                                                    this,
                                                    "destroyed",
                                                    MethodType.methodType(
                                                            void.class, MemorySegment.class)),
                                    FunctionDescriptor.ofVoid(ADDRESS),
                                    arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A method of this class is not found.", e);
        }
    }

    /**
     * An object as DuckDB takes it; it is closed when DuckDB needs it no more, if it can be.
     *
     * @param arena of the call that hands it over
     */
    MemorySegment hold(Arena arena, Object object) {
        long number = nextNumber.getAndIncrement();
        objects.put(number, object);
        MemorySegment opaque = arena.allocate(OPAQUE);
        opaque.set(ADDRESS, 0, MemorySegment.ofAddress(number));
        opaque.set(ADDRESS, ADDRESS.byteSize(), destroyer);
        return opaque;
    }

    /** The object that DuckDB hands back. */
    <T> T get(MemorySegment number, Class<T> type) {
        return type.cast(
                Objects.requireNonNull(
                        objects.get(number.address()), "an object that is not destroyed"));
    }

    /** Called by DuckDB. */
    @SuppressWarnings("UnusedMethod") // By name.
    private void destroyed(MemorySegment number) {
        try {
            if (objects.remove(number.address()) instanceof AutoCloseable resource) {
                resource.close();
            }
        } catch (Throwable e) {
            // What is thrown here would end the JVM.
            LOG.warn("What a query of DuckDB has read with cannot be closed", e);
        }
    }
}
