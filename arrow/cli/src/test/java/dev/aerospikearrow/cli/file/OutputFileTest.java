package dev.aerospikearrow.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir private Path folder = Path.of("");

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whatIsWrittenToIsNewAndHasANameThatNobodyKnows() throws IOException {
        Path target = folder.resolve("rows.csv");
        Path mine = Files.writeString(folder.resolve("mine.txt"), "precious");
        // Where it would have been, if its name could be known.
        Files.createSymbolicLink(
                folder.resolve(".rows.csv." + ProcessHandle.current().pid() + ".tmp"), mine);
        try (OutputFile first = OutputFile.of(target, OutputFile.Existing.REFUSE);
                OutputFile second = OutputFile.of(target, OutputFile.Existing.REFUSE)) {
            assertNotEquals(first.temporary(), second.temporary());
            assertTrue(Files.isRegularFile(first.temporary(), LinkOption.NOFOLLOW_LINKS));
            Files.writeString(first.temporary(), "rows");
            first.commit();
        }
        assertEquals("precious", Files.readString(mine));
        assertEquals("rows", Files.readString(target));
    }

    @Test
    void nothingIsLeftOfWhatWasNotCommitted() throws IOException {
        Path target = folder.resolve("rows.csv");
        try (OutputFile output = OutputFile.of(target, OutputFile.Existing.REFUSE)) {
            assertTrue(Files.exists(output.temporary()));
        }
        assertFalse(Files.exists(target));
        assertEquals(List.of(), files());
    }
}
