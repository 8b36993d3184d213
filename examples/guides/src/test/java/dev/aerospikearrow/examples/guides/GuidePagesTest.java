package dev.aerospikearrow.examples.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuidePagesTest {
    /** Set by {@code make docs-guides}. */
    private static final boolean REFRESH = Boolean.getBoolean("guides.refresh");

    static List<GuidePage> pages() {
        return GuidePage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageShowsTheCodeThatIsCompiledAndWhatItPrints(GuidePage page) {
        GuidePage refreshed = page.refreshed();
        if (REFRESH) {
            refreshed.write();
        } else {
            assertEquals(
                    refreshed.text(),
                    page.text(),
                    () -> page + " is not what is compiled: make docs-guides");
        }
    }

    @Test
    void everyExampleIsShown() {
        Set<String> hidden = new TreeSet<>(Examples.regions());
        assertFalse(hidden.isEmpty());
        pages().forEach(page -> hidden.removeAll(page.shown("guide")));
        assertEquals(Set.of(), hidden);
    }

    @Test
    void everyProgramThatIsShownRuns() {
        Set<String> withoutOutput = new TreeSet<>();
        pages().forEach(page -> withoutOutput.addAll(page.shown("guide")));
        pages().forEach(page -> withoutOutput.removeAll(page.shown("output")));
        for (String name : withoutOutput) {
            String[] parts = name.split("\\.");
            if (Examples.isProgram(parts[0], parts[1])) {
                Examples.output(parts[0], parts[1]);
            }
        }
    }

    @Test
    void anExampleNamesNoClassThatItsReadersDoNotHave() {
        for (String name : Examples.regions()) {
            String[] parts = name.split("\\.");
            assertEquals(List.of(), Examples.unknownToReaders(parts[0], parts[1]), name);
        }
    }

    @Test
    void everyExampleIsShownWithItsImports() {
        for (GuidePage page : pages()) {
            for (String name : page.shown("guide")) {
                String[] parts = name.split("\\.");
                for (String line : Examples.imports(parts[0], parts[1])) {
                    assertTrue(page.text().contains(line + "\n"), () -> page + " lacks " + line);
                }
            }
        }
    }

    @Test
    void guidesShowNoJavaThatIsNotCompiled() {
        for (GuidePage page : pages()) {
            if (page.file().startsWith(GuidePage.DIRECTORY.resolve("guides"))) {
                assertEquals(List.of(), page.otherJava(), page::toString);
            }
        }
    }
}
