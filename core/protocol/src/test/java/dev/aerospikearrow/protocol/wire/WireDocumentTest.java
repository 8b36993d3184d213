package dev.aerospikearrow.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the sources cite of docs/docs/internals/wire.md is there, and so are the tests that it
 * names.
 */
class WireDocumentTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path DOCUMENT = ROOT.resolve("docs/docs/internals/wire.md");

    /** A line's end and the margin of a comment may fall anywhere between the words. */
    private static final String SPACE = "[\\s*]+";

    private static final Pattern CITATION =
            Pattern.compile(
                    "docs/docs/internals/wire\\.md,"
                            + SPACE
                            + "sections?"
                            + SPACE
                            + "([0-9.]+(?:(?:,"
                            + SPACE
                            + "|"
                            + SPACE
                            + "and"
                            + SPACE
                            + ")[0-9.]+)*)");

    private static Set<String> find(String regex, String text) {
        Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
        return matcher.results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everySectionThatIsCitedExists() throws IOException {
        Set<String> sections = find("^##+ ([0-9.]*[0-9])\\.? ", read(DOCUMENT));
        assertTrue(sections.contains("0") && sections.contains("9.3") && sections.contains("15"));
        Set<String> missing = new TreeSet<>();
        boolean any = false;
        for (Path source : sources()) {
            Matcher citation = CITATION.matcher(read(source));
            while (citation.find()) {
                any = true;
                for (String number : find("([0-9]+(?:\\.[0-9]+)?)", citation.group(1))) {
                    if (!sections.contains(number)) {
                        missing.add(source + ": section " + number);
                    }
                }
            }
        }
        assertTrue(any, "the sources cite the document");
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> named = find("`([A-Z][A-Za-z]+Test)[`.]", read(DOCUMENT));
        assertFalse(named.isEmpty());
        Set<String> existing =
                sources().stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());
        named.removeAll(existing);
        assertEquals(Set.of(), named);
    }
}
