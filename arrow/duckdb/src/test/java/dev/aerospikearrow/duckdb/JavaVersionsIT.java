package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.testkit.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of others: a class path, one Java or another, with a flag and without. */
class JavaVersionsIT {
    private static final String OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    private static Jdk.Run run(int feature, List<String> flags, String way) throws Exception {
        List<String> arguments = new ArrayList<>(flags);
        String classPath = System.getProperty("java.class.path");
        arguments.addAll(List.of("-cp", classPath, ForeignProgram.class.getName(), way));
        return Jdk.require(feature).run(Map.of(), arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void functionsNeedNoFlag(int feature) throws Exception {
        Jdk.Run run = run(feature, List.of(), "functions");
        assertEquals(0, run.status(), run::errors);
        assertTrue(run.out().contains("Found: Ada"), run::out);
    }

    @ParameterizedTest
    @CsvSource({
        "17, table", "17, view", "17, write",
        "21, table", "21, view", "21, write",
        "25, table", "25, view", "25, write"
    })
    void whatExchangesMemoryWithDuckDbSaysWhichFlagItWants(int feature, String way)
            throws Exception {
        Jdk.Run refused = run(feature, List.of(), way);
        assertEquals(1, refused.status(), refused::errors);
        assertTrue(
                refused.errors()
                        .contains("IllegalStateException: DuckDB and Arrow exchange columns"),
                refused::errors);
        assertTrue(refused.errors().contains("start java with " + OPENS), refused::errors);

        Jdk.Run run = run(feature, List.of(OPENS), way);
        assertEquals(0, run.status(), run::errors);
        assertTrue(run.out().contains("Found: "), run::out);
    }
}
