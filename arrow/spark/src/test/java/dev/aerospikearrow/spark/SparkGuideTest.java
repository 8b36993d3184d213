package dev.aerospikearrow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Blocks of the guide to Spark that open with {@code java test=Class.name}, or {@code python
 * test=file.name}, show lines of a test: those between {@code begin name} and {@code end name}.
 */
class SparkGuideTest {
    private static final Path PAGE = Path.of("../../docs/docs/integrations/spark.md");
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```(java|python) test=(\\w+)\\.(\\w+)\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    private record Block(String language, String file, String name, String text) {
        Path source() {
            return language.equals("java")
                    ? Path.of("src/test/java/dev/aerospikearrow/spark", file + ".java")
                    : Path.of("src/test/python", file + ".py");
        }

        @Override
        public String toString() {
            return file + "." + name;
        }
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks =
                BLOCK.matcher(Files.readString(PAGE)).results().map(SparkGuideTest::block).toList();
        assertFalse(blocks.isEmpty());
        return blocks;
    }

    private static Block block(MatchResult match) {
        return new Block(match.group(1), match.group(2), match.group(3), match.group(4));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockShowsWhatIsTested(Block block) throws IOException {
        Matcher region =
                Pattern.compile(
                                "^ *(//|#) begin %1$s\n(.*?)^ *(//|#) end %1$s$"
                                        .formatted(block.name()),
                                Pattern.MULTILINE | Pattern.DOTALL)
                        .matcher(Files.readString(block.source()));
        String tested = region.find() ? region.group(2).stripTrailing().stripIndent() + "\n" : "";

        assertEquals(tested, block.text());
    }
}
