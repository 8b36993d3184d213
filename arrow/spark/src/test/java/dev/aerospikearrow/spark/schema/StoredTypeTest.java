package dev.aerospikearrow.spark.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide has the table of types. */
class StoredTypeTest {
    private static final Path GUIDE = Path.of("../../docs/docs/integrations/spark.md");
    private static final String HEAD = "| type | a bin holds |";

    @Test
    void theGuideHasTheTableOfTypes() throws IOException {
        List<String> lines = Files.readAllLines(GUIDE);
        int start = lines.indexOf(HEAD) + 2;
        List<String> table =
                lines.subList(start, lines.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();

        assertEquals(Arrays.stream(StoredType.values()).map(StoredTypeTest::line).toList(), table);
    }

    private static String line(StoredType type) {
        return "| "
                + type.sparkName()
                + " | "
                + (type.isKept() ? "" : "refused: ")
                + type.text()
                + " |";
    }
}
