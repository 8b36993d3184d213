package dev.aerospikearrow.spark.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The options of Aerospike's own connector, and the page that lists them. */
class PeerOptionTest {
    /** Set by {@code make docs-spark-options}. */
    private static final boolean REFRESH = Boolean.getBoolean("spark-options.refresh");

    private static final Path PAGE =
            Path.of("..", "..", "docs/docs/integrations/spark-from-the-connector.md");
    private static final String BEGIN = "<!-- The table is written by make docs-spark-options. -->";

    private static String refusal(String name, String value) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> ConnectorOptions.of(Map.of(name, value), Map.of()))
                .getMessage();
    }

    /** A name, or one that begins as the table says. */
    private static String example(String name) {
        return name.replace("*", "-x");
    }

    @ParameterizedTest
    @EnumSource(PeerOption.class)
    void eachOptionIsTakenByTheOneThatTheTableNamesOrRefusedWithItsReason(PeerOption peer) {
        for (String name : peer.names()) {
            Optional<OptionName> taken = OptionName.named(example(name));
            assertEquals(peer.ours(), taken, name);
            if (taken.isEmpty()) {
                assertEquals(
                        "Option " + example(name) + " is refused: " + peer.note() + ".",
                        refusal(example(name), "other"));
            }
            for (String value : peer.harmless()) {
                assertEquals(
                        "{}", ConnectorOptions.of(Map.of(name, value), Map.of()).toString(), name);
            }
        }
    }

    @Test
    void noNameMeansTwoOptions() {
        Map<String, OptionName> names = new HashMap<>();
        for (OptionName option : OptionName.values()) {
            option.names()
                    .map(OptionName::folded)
                    .distinct()
                    .forEach(
                            name -> {
                                OptionName other = names.put(name, option);
                                assertTrue(other == null || other == option, name);
                            });
        }
        assertFalse(names.isEmpty());
    }

    private static String row(PeerOption peer) {
        String names =
                peer.names().stream()
                        .map(name -> '`' + name.replace("*", "…") + '`')
                        .collect(Collectors.joining(", "));
        String ours = peer.ours().map(name -> '`' + name.key() + '`').orElse("refused");
        String harmless =
                peer.harmless().isEmpty()
                        ? ""
                        : " (Not refused with "
                                + peer.harmless().stream()
                                        .map(value -> '`' + value + '`')
                                        .collect(Collectors.joining(" or "))
                                + ".)";
        String note = peer.ours().isPresent() && peer.note().isEmpty() ? "the same" : peer.note();
        return "| " + names + " | " + ours + " | " + note + harmless + " |\n";
    }

    @Test
    void thePageHasTheTable() throws IOException {
        StringBuilder table = new StringBuilder("\n| there | here | |\n|---|---|---|\n");
        for (PeerOption peer : PeerOption.values()) {
            table.append(row(peer));
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length() + 1;
        int end = page.indexOf("\n\n", page.indexOf("|---", begin)) + 1;
        String expected = page.substring(0, begin) + table + page.substring(end);
        if (REFRESH) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "Run make docs-spark-options.");
    }
}
