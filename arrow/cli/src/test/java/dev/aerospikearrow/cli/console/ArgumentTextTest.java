package dev.aerospikearrow.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentTextTest {
    private static byte[] commandLine(String... arguments) {
        return (String.join("\0", arguments) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theFirstArgumentThatIsNotAsciiIsFound() {
        byte[] bytes = commandLine("java", "-jar", "x.jar", "lookup", "test.größe", "schlüssel");
        assertEquals(Optional.of("test.größe"), ArgumentText.firstLost(bytes, 3));
    }

    @Test
    void questionMarksAndWhatStandsBeforeTheArgumentsAreNoMatter() {
        byte[] bytes =
                commandLine("java", "-Dname=größe", "-jar", "x.jar", "lookup", "test.a", "?");
        assertEquals(Optional.empty(), ArgumentText.firstLost(bytes, 3));
    }

    @Test
    void nothingIsSaidWhereTheCommandLineIsNotKnown() {
        assertEquals(Optional.empty(), ArgumentText.firstLost(new byte[0], 3));
    }
}
