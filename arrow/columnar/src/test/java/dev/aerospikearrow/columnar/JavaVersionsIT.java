package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.testkit.Jdk;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of others: a class path, one Java or another, and no flag. */
class JavaVersionsIT {
    private static final String OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    /** What a program gets that depends on this module, which brings no Netty. */
    private static final Predicate<String> WITHOUT_NETTY =
            name -> !name.startsWith("arrow-memory-netty") && !name.startsWith("netty-");

    private static String classPath(Predicate<String> chosen) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> chosen.test(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Jdk.Run run(
            int feature, Predicate<String> libraries, List<String> flags, String... wishes)
            throws Exception {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-cp", classPath(libraries), ForeignProgram.class.getName()));
        arguments.addAll(List.of(wishes));
        return Jdk.require(feature).run(Map.of(), arguments.toArray(String[]::new));
    }

    private static void assertColumns(Jdk.Run run) {
        assertEquals(0, run.status(), run::errors);
        assertEquals(2, run.out().split("│ Ada  │", -1).length - 1, run::out);
        assertFalse(run.errors().contains("Exception"), run::errors);
    }

    @ParameterizedTest
    @CsvSource({
        "17, client-first", "17, allocator-first",
        "21, client-first", "21, allocator-first",
        "25, client-first", "25, allocator-first"
    })
    void columnsAreWrittenReadAndPrintedWithoutAnyFlag(int feature, String order) throws Exception {
        assertColumns(run(feature, WITHOUT_NETTY, List.of(), order));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void nettyOnTheClassPathOfAnotherLibraryNeedsNoFlagEither(int feature) throws Exception {
        assertColumns(run(feature, any -> true, List.of(), "allocator-first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-first", "allocator-first"})
    void theAllocatorOverNettySaysWhichFlagItWants(String order) throws Exception {
        String netty = "-Darrow.allocation.manager.type=Netty";
        Jdk.Run refused = run(25, any -> true, List.of(netty), order);
        assertEquals(1, refused.status());
        assertTrue(
                refused.errors()
                        .contains(
                                "IllegalStateException: Arrow's allocator over Netty gets no memory"
                                        + " on Java 25: start java with -Dio.netty.noUnsafe=false"),
                refused::errors);

        assertColumns(run(25, any -> true, List.of(netty, "-Dio.netty.noUnsafe=false"), order));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void ipcWantsOneFlag(int feature) throws Exception {
        Jdk.Run run = run(feature, WITHOUT_NETTY, List.of(OPENS), "client-first", "ipc");
        assertColumns(run);
        assertTrue(run.out().contains("IPC of 2 rows"), run::out);
    }

    @Test
    void theJavaOfThisProcessIsAmongThoseOfTheMachine() {
        assertTrue(
                Jdk.all().stream().anyMatch(jdk -> jdk.feature() == Runtime.version().feature()));
    }
}
