package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The messages for command lines that are wrong. */
class UsageFaultTest {
    @Test
    void theNearestOptionOfTheCommandIsNamedAndItsValueIsNoOption() {
        assertEquals(
                "There is no option --lmit. Did you mean --limit?\n"
                        + "Try 'aerospike-arrow export --help'.\n",
                refused("export", "test.flights", "--lmit", "3"));
        assertEquals(
                "There is no option --outptu. Did you mean --output?\n"
                        + "Try 'aerospike-arrow export --help'.\n",
                refused("export", "test.flights", "--outptu=flights.csv"));
    }

    @Test
    void anOptionThatIsLikeNoneHasNoQuestion() {
        assertEquals(
                "There is no option --quetzalcoatl.\nTry 'aerospike-arrow info --help'.\n",
                refused("info", "--quetzalcoatl"));
    }

    @Test
    void ofOneLetterOnlyTheOtherCaseIsLikeIt() {
        assertEquals("There is no option -o.", firstLine("schema", "test.flights", "-o"));
        assertEquals(
                "There is no option -u. Did you mean -U?",
                firstLine("schema", "test.flights", "-u"));
    }

    @Test
    void theNearestCommandIsNamedAndNoneThatIsHidden() {
        assertEquals("There is no command exprt. Did you mean export?", firstLine("exprt"));
        assertEquals("There is no command exprt. Did you mean export?", firstLine("help", "exprt"));
        assertEquals("There is no command complete-set.", firstLine("complete-set"));
    }

    @Test
    void anArgumentTooManyIsNamedWithWhatTheCommandTakes() {
        assertEquals(
                "Too many arguments, from flights on: export takes only NAMESPACE.SET.",
                firstLine("export", "test", "flights", "delay"));
        assertEquals(
                "Too many arguments, from 3000 on: serve takes only options.",
                firstLine("serve", "3000"));
        assertEquals(
                "{\"error\":\"Too many arguments, from more on: schema takes only NAMESPACE.SET.\","
                        + "\"kind\":\"usage\",\"exitCode\":2}\n",
                refused("schema", "test.flights", "more", "--json"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("Missing: NAMESPACE.SET.", firstLine("export"));
        assertEquals("--limit needs a value: ROWS.", firstLine("head", "test.flights", "-n"));
    }

    @Test
    void anOptionThatIsGivenTwiceOrWithAValueItDoesNotTakeIsNamed() {
        assertEquals(
                "--limit is given twice.",
                firstLine("head", "test.flights", "-n", "3", "--limit", "4"));
        assertEquals(
                "--json takes no value, but found yes.",
                firstLine("info", "--json=yes").replaceAll("^.*\"error\":\"([^\"]*)\".*", "$1"));
    }

    @Test
    void aNameOfAJsonDocumentIsToldThatJsonLinesAreMeant() {
        String ending =
                " is named as a single JSON document. JSON lines, an object for each row,"
                        + " have names that end with .jsonl, or ";
        assertEquals(
                "a.json" + ending + "--format jsonl.",
                firstLine("export", "test.a", "-o", "a.json"));
        assertEquals(
                "A.JSON" + ending + "--format jsonl.",
                firstLine("import", "A.JSON", "test.a", "-k", "id"));
        assertEquals(
                "Standard input has no name that tells its format. Say it with --format: parquet,"
                        + " arrow, arrows, csv or jsonl.",
                firstLine("import", "-", "test.a", "-k", "id"));
    }

    @Test
    void aNameOfAPackedFileIsRefusedSinceFilesAreWrittenUnpacked() {
        String refusal =
                "Files are written unpacked, and would be read as packed ones by the name a.csv.gz."
                        + " Leave out -o, and pipe the output into gzip or zstd.";
        assertEquals(refusal, firstLine("export", "test.a", "-o", "a.csv.gz"));
        assertEquals(refusal, firstLine("export", "test.a", "-f", "csv", "-o", "a.csv.gz"));
    }

    @Test
    void whereNoClusterIsNamedAndNoneIsFoundItIsToldHowToNameOrStartOne() {
        CommandRun run =
                CommandRun.builder()
                        .environment(Map.of())
                        .run("info", "--cluster-name", "nobody-has-this");
        assertEquals(3, run.status());
        assertTrue(run.errors().contains("localhost:3000: "), run.errors());
        assertTrue(run.errors().contains("--hosts or $AEROSPIKE_HOSTS"), run.errors());
        assertTrue(run.errors().contains("'aerospike-arrow serve'"), run.errors());
    }

    private static String firstLine(String... arguments) {
        return refused(arguments).lines().findFirst().orElseThrow();
    }

    private static String refused(String... arguments) {
        CommandRun run = CommandRun.builder().environment(Map.of()).run(arguments);
        assertEquals(2, run.status(), run.errors());
        return run.errors();
    }
}
