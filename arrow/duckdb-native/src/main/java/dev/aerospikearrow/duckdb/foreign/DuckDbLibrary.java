package dev.aerospikearrow.duckdb.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of the library that DuckDB's driver brings, called by their names. The interface is
 * version 2 of DuckDB's C interface, which is unstable; so the library has to be of the version
 * that this was written for.
 *
 * <p>Every function returns a code, and takes as its last argument where to put what went wrong.
 * Arguments are handles and other addresses, {@code long}, {@code int}, {@code boolean}, and texts.
 */
final class DuckDbLibrary {
    /** What {@code duckdb_v2_library_version} says. */
    static final String VERSION = "v2.0.0";

    private static final Linker LINKER = Linker.nativeLinker();
    private static final long TEXT_BYTES = 16;
    private static final long MAX_COPIED_BYTES = 1 << 16;
    private static final AddressLayout UNBOUNDED =
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

    private static DuckDbLibrary instance;

    private final SymbolLookup symbols;
    private final Map<String, MethodHandle> functions = new ConcurrentHashMap<>();

    private DuckDbLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /**
     * The library, which is loaded the first time.
     *
     * @throws IllegalStateException if the driver on the class path has none for this machine, or
     *     one of another version
     */
    static synchronized DuckDbLibrary get() {
        if (instance == null) {
            DuckDbLibrary loaded =
                    new DuckDbLibrary(SymbolLookup.libraryLookup(extracted(), Arena.global()));
            loaded.requireVersion();
            instance = loaded;
        }
        return instance;
    }

    private static Path extracted() {
        String resource = NativePlatform.current().resource();
        try (InputStream library = org.duckdb.DuckDBDriver.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IllegalStateException(
                        "DuckDB's driver on the class path has no library "
                                + resource
                                + " for this machine.");
            }
            Path file = Files.createTempFile("duckdb-native-", ".so");
            file.toFile().deleteOnExit();
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("DuckDB's library cannot be unpacked.", e);
        }
    }

    private void requireVersion() {
        String found;
        try {
            found = text("duckdb_v2_library_version");
        } catch (IllegalStateException e) {
            throw new IllegalStateException(wrongVersion("another version"), e);
        }
        if (!found.equals(VERSION)) {
            throw new IllegalStateException(wrongVersion(found));
        }
    }

    private static String wrongVersion(String found) {
        return "DuckDB's C interface is unstable, and this module was written for "
                + VERSION
                + ", but the driver on the class path brings "
                + found
                + ". Use the driver of the version that this library names, or AerospikeDuckDb,"
                + " which needs no C interface.";
    }

    /**
     * Calls a function.
     *
     * @throws DuckDbException if it fails
     */
    void call(String function, Object... arguments) {
        try (CallFrame frame = CallFrame.enter()) {
            check(function, frame, invoke(function, all(frame, arguments, frame.error())));
        }
    }

    /** Calls a function whose last argument receives a handle or an address. */
    MemorySegment handle(String function, Object... arguments) {
        try (CallFrame frame = CallFrame.enter()) {
            return out(function, frame, arguments).get(ADDRESS, 0);
        }
    }

    /** Calls a function whose last argument receives a number of 64 bits. */
    long number(String function, Object... arguments) {
        try (CallFrame frame = CallFrame.enter()) {
            return out(function, frame, arguments).get(JAVA_LONG, 0);
        }
    }

    /** Calls a function whose last argument receives a number of 32 bits, or fewer. */
    int smallNumber(String function, Object... arguments) {
        try (CallFrame frame = CallFrame.enter()) {
            return out(function, frame, arguments).get(JAVA_INT, 0);
        }
    }

    /** Calls a function whose last argument receives a text that the library lends. */
    String text(String function, Object... arguments) {
        try (CallFrame frame = CallFrame.enter()) {
            return text(out(function, frame, arguments));
        }
    }

    /** Calls a function whose last argument receives bytes that the library lends. */
    byte[] bytes(String function, Object... arguments) {
        try (CallFrame frame = CallFrame.enter()) {
            return bytes(out(function, frame, arguments));
        }
    }

    /**
     * Calls a function that copies the text of a handle.
     *
     * @throws IllegalArgumentException if the text is longer than 64 KiB
     */
    String copiedText(String function, MemorySegment handle) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MAX_COPIED_BYTES);
            long length = number(function, handle, buffer, MAX_COPIED_BYTES);
            if (length >= MAX_COPIED_BYTES) {
                throw new IllegalArgumentException(
                        function
                                + " gives a text of "
                                + length
                                + " bytes, and at most "
                                + (MAX_COPIED_BYTES - 1)
                                + " are taken.");
            }
            return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    private MemorySegment out(String function, CallFrame frame, Object[] arguments) {
        MemorySegment out = frame.out();
        check(function, frame, invoke(function, all(frame, arguments, out, frame.error())));
        return out;
    }

    /** Destroys what a handle stands for. */
    void destroy(String function, MemorySegment handle) {
        try (CallFrame frame = CallFrame.enter()) {
            MemorySegment slot = frame.out();
            slot.set(ADDRESS, 0, handle);
            plain(function, slot);
        }
    }

    /** Calls a function that has no place for what goes wrong. */
    void plain(String function, Object... arguments) {
        invoke(function, arguments);
    }

    private void check(String function, CallFrame frame, int code) {
        if (code == 0) {
            return;
        }
        MemorySegment failure = frame.error().get(ADDRESS, 0);
        if (failure.address() == 0) {
            throw new DuckDbException(function + " failed.");
        }
        MemorySegment message = frame.out();
        plain("duckdb_v2_error_info_get_text", failure, message);
        String found = text(message);
        destroy("duckdb_v2_error_info_destroy", failure);
        throw new DuckDbException(found);
    }

    private static Object[] all(CallFrame frame, Object[] arguments, MemorySegment... last) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + last.length);
        for (int i = 0; i < arguments.length; i++) {
            if (all[i] instanceof String text) {
                all[i] = text(frame.arena(), text);
            }
        }
        System.arraycopy(last, 0, all, arguments.length, last.length);
        return all;
    }

    /** A text as the library takes and gives it: where its bytes are, and how many. */
    static MemorySegment text(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment view = arena.allocate(TEXT_BYTES, Long.BYTES);
        MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
        view.set(ADDRESS, 0, copy);
        view.set(JAVA_LONG, Long.BYTES, bytes.length);
        return view;
    }

    private static String text(MemorySegment view) {
        return new String(bytes(view), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(MemorySegment view) {
        long length = view.get(JAVA_LONG, Long.BYTES);
        return length == 0
                ? new byte[0]
                : view.get(UNBOUNDED, 0).asSlice(0, length).toArray(JAVA_BYTE);
    }

    private int invoke(String function, Object[] arguments) {
        MethodHandle handle = functions.get(function);
        if (handle == null) {
            handle = functions.computeIfAbsent(function, name -> linked(name, arguments));
        }
        try {
            return (int) handle.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function + " cannot be called.", e);
        }
    }

    private MethodHandle linked(String function, Object[] arguments) {
        List<MemoryLayout> layouts = new ArrayList<>();
        for (Object argument : arguments) {
            layouts.add(layout(argument));
        }
        MemorySegment address =
                symbols.find(function)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "DuckDB's library has no function "
                                                        + function
                                                        + "."));
        return LINKER.downcallHandle(
                        address,
                        FunctionDescriptor.of(JAVA_INT, layouts.toArray(MemoryLayout[]::new)))
                .asSpreader(Object[].class, layouts.size())
                .asType(MethodType.methodType(int.class, Object[].class));
    }

    private static MemoryLayout layout(Object argument) {
        if (argument instanceof MemorySegment) {
            return ADDRESS;
        }
        if (argument instanceof Long) {
            return JAVA_LONG;
        }
        if (argument instanceof Integer) {
            return JAVA_INT;
        }
        if (argument instanceof Boolean) {
            return JAVA_BOOLEAN;
        }
        throw new IllegalArgumentException("No argument of C: " + argument);
    }
}
