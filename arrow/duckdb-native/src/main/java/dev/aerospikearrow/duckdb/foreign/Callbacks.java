package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Methods of Java that DuckDB calls. Whatever they throw becomes the failure of the query. */
final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    /** {@code DUCKDB_V2_ERROR_INPUT_INVALID}. */
    private static final int INVALID_INPUT = 2001;

    private final DuckDbLibrary library;
    private final Arena arena;

    /**
     * @param arena open as long as DuckDB may call
     */
    Callbacks(DuckDbLibrary library, Arena arena) {
        this.library = library;
        this.arena = arena;
    }

    /** A step of a function, of which DuckDB says more through {@code info}. */
    @FunctionalInterface
    interface Step {
        void run(MemorySegment info, MemorySegment context) throws Exception;
    }

    /** The step in which the call of a function in a query is bound. */
    @FunctionalInterface
    interface BindStep {
        void run(MemorySegment info, MemorySegment result, MemorySegment context) throws Exception;
    }

    /** The address of a step. */
    MemorySegment address(Step step) {
        return stub(step, "run", 3);
    }

    /** The address of a step that binds. */
    MemorySegment bindAddress(BindStep step) {
        return stub(step, "runBind", 4);
    }

    private MemorySegment stub(Object step, String method, int addresses) {
        Class<?>[] segments = new Class<?>[addresses];
        Arrays.fill(segments, MemorySegment.class);
        MemoryLayout[] layouts = new MemoryLayout[addresses];
        Arrays.fill(layouts, ADDRESS);
        try {
            MethodHandle handle =
                    MethodHandles.lookup()
                            .bind(
                                    this,
                                    method,
                                    MethodType.methodType(void.class, segments)
                                            .insertParameterTypes(
                                                    0,
                                                    step instanceof Step
                                                            ? Step.class
                                                            : BindStep.class))
                            .bindTo(step);
            return Linker.nativeLinker()
                    .upcallStub(handle, FunctionDescriptor.ofVoid(layouts), arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A method of this class is not found.", e);
        }
    }

    @SuppressWarnings("UnusedMethod") // By name.
    private void run(Step step, MemorySegment info, MemorySegment context, MemorySegment error) {
        try {
            step.run(info, context);
        } catch (Throwable e) {
            report(error, e);
        }
    }

    @SuppressWarnings("UnusedMethod") // By name.
    private void runBind(
            BindStep step,
            MemorySegment info,
            MemorySegment result,
            MemorySegment context,
            MemorySegment error) {
        try {
            step.run(info, result, context);
        } catch (Throwable e) {
            report(error, e);
        }
    }

    /** Nothing may leave a method that DuckDB has called: it would end the JVM. */
    private void report(MemorySegment error, Throwable failure) {
        try (Arena call = Arena.ofConfined()) {
            LOG.debug("A query of DuckDB fails", failure);
            MemorySegment slot = error.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
            String message = failure.getMessage();
            library.plain("duckdb_v2_error_info_set_code", slot, INVALID_INPUT);
            library.plain(
                    "duckdb_v2_error_info_set_text",
                    slot,
                    DuckDbLibrary.text(call, message == null ? failure.toString() : message));
        } catch (Throwable e) {
            LOG.error("DuckDB cannot be told of a failure", e);
        }
    }
}
