package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a shell offers while a command is typed. */
@ExtendWith(TestClusterExtension.class)
class CompletionIT {
    @TempDir private Path folder;

    /** What bash offers for the last of some words, behind a program that knows two sets. */
    private List<String> offered(String... words) throws Exception {
        Path program = folder.resolve("aerospike-arrow");
        Files.writeString(
                program,
                "#!/bin/sh\n[ \"$1\" = complete-sets ] && echo test.flights && echo test.users\n");
        assertTrue(program.toFile().setExecutable(true));
        Files.writeString(folder.resolve("flights.parquet"), "");
        CommandRun script = CommandRun.of("generate-completion");
        assertEquals(0, script.status(), script.errors());
        Files.writeString(folder.resolve("completion"), script.out());
        StringBuilder line = new StringBuilder("aerospike-arrow");
        for (String word : words) {
            line.append(' ').append(word);
        }
        Process bash =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "source ./completion; PATH=$PWD:$PATH; COMP_LINE='"
                                        + line
                                        + "'; COMP_WORDS=($COMP_LINE); [[ $COMP_LINE == *' ' ]] &&"
                                        + " COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} -"
                                        + " 1)); COMPREPLY=(); _complete_aerospike-arrow; printf"
                                        + " '%s\\n' \"${COMPREPLY[@]}\"")
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return out.lines().filter(each -> !each.isBlank()).map(String::strip).toList();
    }

    @Test
    void setsAreAskedForWhereACommandTakesOne() throws Exception {
        for (String command : List.of("export", "head", "schema", "lookup")) {
            assertEquals(List.of("test.flights"), offered(command, "test.f"), command);
        }
        assertEquals(List.of("test.flights"), offered("import", "a.csv", "test.f"));
        assertEquals(List.of("test.flights", "test.users"), offered("export", "-q", "test."));
    }

    @Test
    void filesAreOfferedWhereAnOptionTakesOne() throws Exception {
        assertEquals(List.of("flights.parquet"), offered("export", "test.a", "-o", "fli"));
        assertEquals(List.of("flights.parquet"), offered("lookup", "test.a", "--keys", "fli"));
        assertEquals(List.of("flights.parquet"), offered("import", "fli"));
    }

    @Test
    void valuesAndOptionsAreOfferedAsHelpSpellsThem() throws Exception {
        assertEquals(
                List.of("upsert", "upsert-replace"),
                offered("import", "a.csv", "test.a", "--mode", "ups"));
        assertTrue(offered("export", "--rec").contains("--records-per-second"));
        assertFalse(offered("complete").contains("complete-sets"));
    }

    @Test
    void theSetsOfTheClusterArePrintedAndNoneThatAShellCouldObey(TestCluster cluster) {
        String name = cluster.uniqueSet();
        String hosts = String.join(",", cluster.hosts());
        try (AerospikeClient client = AerospikeClient.connect(hosts)) {
            for (String set : List.of(name, name + "$(id)")) {
                client.put(SetName.of(cluster.namespace(), set).key(1), Bin.of("a", 1));
            }
        }
        String prefix = cluster.namespace() + "." + name;
        CommandRun run = CommandRun.of("complete-sets", prefix, "--hosts", hosts);
        assertEquals(0, run.status(), run.errors());
        assertEquals(prefix + "\n", run.out());
    }

    @Test
    void withoutAClusterThereIsSilenceAndNoFailure() throws IOException {
        CommandRun run = CommandRun.of("complete-sets", "--hosts", "127.0.0.1:1");
        assertEquals(0, run.status());
        assertEquals("", run.out());
        assertEquals("", run.errors());
    }
}
