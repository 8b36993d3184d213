package dev.aerospikearrow.columnar.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.data.SetName;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proposal as a table and as code. */
class InferredSchemaTest {
    private static final String NASTY = "a\"\\u000a\n*/\u0085é√";

    private static InferredSchema proposal(String setName, InferredBin... bins) {
        return new InferredSchema(SetName.of("test", setName), 2, false, List.of(bins));
    }

    private static final InferredBin[] ALL_TYPES = {
        Samples.bin("whole", 1L, 2L),
        Samples.bin("double", 1.5, 2.5),
        Samples.bin("flag", true, false),
        Samples.bin("text", "a", "b"),
        Samples.bin("bytes", new byte[4], new byte[4]),
        Samples.bin("mixed", 1L, "x"),
        Samples.bin("list", List.of("a"), List.of()),
        Samples.bin("embedding", List.of(1f, 2f), List.of(3f, 4f)),
        Samples.bin("map", Map.of(1, List.of(2)), Map.of()),
        Samples.bin("struct", Map.of("a", Map.of(NASTY, 1)), Map.of("b", 1.5)),
        Samples.bin("__key", 1L, 2L),
        Samples.bin(NASTY, 1L, 2L),
    };

    @Test
    void theCodeCompilesToTheSchema(@TempDir Path directory) throws Exception {
        assertCompilesTo(proposal(NASTY, ALL_TYPES), directory);
    }

    @Test
    void anEmptyProposalCompilesToo(@TempDir Path directory) throws Exception {
        assertCompilesTo(proposal(""), directory);
    }

    private static void assertCompilesTo(InferredSchema proposal, Path directory) throws Exception {
        Path source = directory.resolve("ProposedSchema.java");
        String code = proposal.toJavaSource();
        Files.writeString(source, code);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", directory.toString(), "-proc:none");
            boolean compiled =
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            assertTrue(compiled, messages + code);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Object schema = loader.loadClass("ProposedSchema").getField("SCHEMA").get(null);
            assertEquals(proposal.schema(), (Schema) schema);
        }
    }

    @Test
    void theCodeSaysWhatTheSampleSays() {
        String code = proposal("users", Samples.bin("age", 1L, 2L, "x")).toJavaSource();
        assertEquals(
                """
                import java.util.List;
                import org.apache.arrow.vector.types.pojo.ArrowType;
                import org.apache.arrow.vector.types.pojo.Field;
                import org.apache.arrow.vector.types.pojo.Schema;

                // Proposed for a sample of 2 records of test.users.
                // A sample is no proof: check it before use.
                public final class ProposedSchema {
                    public static final Schema SCHEMA =
                            new Schema(
                                    List.of(
                                    // in 100.0% of the records: integers from 1 to 2
                                    // conflict: STRING in 33.3% is no Int64
                                    Field.nullable("age", new ArrowType.Int(64, true))));

                    private ProposedSchema() {}
                }
                """,
                code);
    }

    @Test
    void theTableHasALineForEachBinAndEachConflict() {
        InferredBin age = Samples.bin("age", Samples.repeated(9, 1L, "x"));
        InferredBin nick =
                new InferredBin(
                        "nick",
                        1,
                        10,
                        Map.of("STRING", 1L),
                        Samples.bin("nick", "x").field(),
                        List.of(),
                        "texts of 1 byte");
        InferredSchema proposal =
                new InferredSchema(SetName.of("test", "users"), 10, true, List.of(age, nick));
        assertEquals(
                """
                Proposed for all 10 records of test.users
                bin   records  holds                        proposed  because of
                age   100.0%   INTEGER 90.0%, STRING 10.0%  Int64     integers from 1 to 1
                nick  10.0%    STRING                       Utf8      texts of 1 byte
                conflict in age: STRING in 10.0% is no Int64
                """,
                proposal.toString());
        assertTrue(proposal.hasConflicts());
        assertEquals(0.1, nick.coverage());
    }

    @Test
    void namesFromTheDataDoNotBreakTheTable() {
        String table = proposal(NASTY, Samples.bin(NASTY, 1L)).toString();
        assertEquals(3, table.split("\n").length);
        assertFalse(table.contains("\u0085"));
    }
}
