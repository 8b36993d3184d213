package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.testkit.Jdk;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar and its launcher on each Java of this machine, where nothing names a character set. */
@ExtendWith(TestClusterExtension.class)
class LauncherIT {
    /** {@code größe}, {@code schlüssel} and {@code café} in the ASCII of a shell. */
    private static final String WORDS =
            "size=$'gr\\xc3\\xb6\\xc3\\x9fe'; key=$'schl\\xc3\\xbcssel'; word=$'caf\\xc3\\xa9'; ";

    @TempDir private Path folder;

    private String hosts = "";
    private String set = "";

    @BeforeEach
    void makeSet(TestCluster cluster) {
        hosts = " --hosts " + People.hosts(cluster);
        set = cluster.namespace() + "." + cluster.uniqueSet();
    }

    private LauncherRun run(int feature, String line) throws Exception {
        return LauncherRun.shellWithoutCharset(Jdk.require(feature), folder, WORDS + line);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void theJarNeedsNoFlag(int feature) throws Exception {
        Files.writeString(folder.resolve("people.jsonl"), "{\"id\": 1, \"name\": \"Ada\"}\n");
        String line =
                "set -e; $java -jar $jar import people.jsonl "
                        + set
                        + " -k id"
                        + hosts
                        + "; for f in parquet arrow; do $java -jar $jar export "
                        + set
                        + " -o people.$f"
                        + hosts
                        + "; done; $java -jar $jar import people.parquet "
                        + set
                        + hosts
                        + "; $java -jar $jar lookup "
                        + set
                        + " 1"
                        + hosts;
        try (LauncherRun run = run(feature, line)) {
            assertEquals(0, run.status(), run::errors);
            assertTrue(run.out().contains("1,Ada"), run::out);
            assertFalse(run.errors().contains("Exception"), run::errors);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void textOfArgumentsKeysSetsAndNamesOfFilesIsKept(int feature) throws Exception {
        String line =
                "set -e; printf '{\"id\": \"%s\", \"name\": \"%s\"}\\n' $key $word > $size.jsonl; "
                        + "$cli import $size.jsonl "
                        + set
                        + "$size -k id"
                        + hosts
                        + "; for f in parquet csv; do $cli export "
                        + set
                        + "$size -o $word.$f"
                        + hosts
                        + "; done; ls > names; $cli lookup "
                        + set
                        + "$size $key"
                        + hosts;
        try (LauncherRun run = run(feature, line)) {
            assertEquals(0, run.status(), run::errors);
            assertEquals("__key,name\nschlüssel,café\n", run.out());
            assertTrue(run.errors().contains(set + "größe"), run::errors);
            String names = Files.readString(folder.resolve("names"));
            assertTrue(names.contains("größe.jsonl\n"), names);
            assertTrue(names.contains("café.parquet\n"), names);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void theBareJarRefusesWhatItCannotRead(int feature) throws Exception {
        try (LauncherRun run =
                run(feature, "$java -jar $jar lookup " + set + "$size $key" + hosts)) {
            assertEquals(2, run.status(), run::errors);
            assertTrue(
                    run.errors()
                            .contains(
                                    "cannot read the argument "
                                            + set
                                            + "größe. Set LC_ALL=C.UTF-8"),
                    run::errors);
        }
    }

    @Test
    void whereStandardOutputIsFullThatIsSaidOfIt() throws Exception {
        String line =
                "printf '{\"id\": 1, \"name\": \"Ada\"}\\n' > one.jsonl; $cli import one.jsonl "
                        + set
                        + " -k id -q"
                        + hosts
                        + "; for f in csv jsonl arrow parquet table; do $cli export "
                        + set
                        + " -q -f $f > /dev/full"
                        + hosts
                        + "; echo $?; done; $cli info > /dev/full"
                        + hosts
                        + "; echo $?; $cli --help > /dev/full; echo $?";
        try (LauncherRun run = run(17, line)) {
            assertEquals(0, run.status(), run::errors);
            assertEquals("6\n".repeat(7), run.out());
            assertEquals(
                    ("Standard output cannot be written: No space left on device."
                                    + " What was written before is incomplete.\n")
                            .repeat(7),
                    run.errors());
        }
    }

    @Test
    void whereNobodyReadsStandardOutputAnyMoreNothingIsSaid() throws Exception {
        String line =
                "set -o pipefail; for c in --help 'generate-completion' 'info "
                        + hosts.strip()
                        + "'; do $cli $c | true; echo $?; done";
        try (LauncherRun run = run(17, line)) {
            assertEquals(0, run.status(), run::errors);
            assertEquals("141\n".repeat(3), run.out());
            assertEquals("", run.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void theFirstStartMakesAnArchiveOfClassesAndTheNextOneUsesIt(int feature) throws Exception {
        String line =
                "set -e; export AEROSPIKE_ARROW_CACHE=$PWD/cache; $cli --version;"
                        + " while [ -d cache/aerospike-arrow/*.lock ]; do sleep 0.1; done;"
                        + " ls cache/aerospike-arrow | sed 's/[0-9]*//';"
                        + " AEROSPIKE_ARROW_JAVA_OPTS=-Xlog:class+load:file=loaded $cli --version;"
                        + " grep -c 'cli.AerospikeArrow source: shared objects file' loaded";
        try (LauncherRun run = run(feature, line)) {
            assertEquals(0, run.status(), run::errors);
            assertEquals("", run.errors());
            List<String> lines = run.out().lines().toList();
            assertEquals(6, lines.size(), run::out);
            assertEquals(".jsa", lines.get(2));
            assertEquals(lines.subList(0, 2), lines.subList(3, 5));
            assertEquals("1", lines.get(5), "the class is in the archive");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25})
    void whereNothingCanBeWrittenThereIsNoArchive(int feature) throws Exception {
        String line =
                "export AEROSPIKE_ARROW_CACHE=/proc/none; $cli --version;"
                        + " unset AEROSPIKE_ARROW_CACHE XDG_CACHE_HOME HOME; $cli --version";
        try (LauncherRun run = run(feature, line)) {
            assertEquals(0, run.status(), run::errors);
            assertEquals("", run.errors());
            assertEquals(4, run.out().lines().count(), run::out);
        }
    }
}
