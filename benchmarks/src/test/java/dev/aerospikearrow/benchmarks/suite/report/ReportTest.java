package dev.aerospikearrow.benchmarks.suite.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.text.Style;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ReportTest {
    private static final String RESULTS = "docs/performance/benchmark-results-embedded.md";
    private static final String SIDE_BY_SIDE = "docs/performance/side-by-side-results-embedded.md";
    private static final String COLUMNAR = "docs/performance/columnar-results-embedded.md";
    private static final String JSON = "static/benchmark/results-embedded.json";
    private static final String CHARTS = "static/img/benchmark/embedded-";

    private static final Map<String, String> FILES = texts(SampleResults.all());

    private static Map<String, String> texts(SuiteResult result) {
        Map<String, String> texts = new HashMap<>();
        Report.files(result).forEach((name, text) -> texts.put(name, text.get()));
        return texts;
    }

    @Test
    void fullRunHasThreePagesTheirChartsAndAllFigures(@TempDir Path docs) {
        List<String> log = new ArrayList<>();
        Report.write(SampleResults.all(), docs, log::add);
        assertEquals(FILES.size(), log.size());
        FILES.keySet().forEach(name -> assertTrue(Files.exists(docs.resolve(name)), name));
        assertTrue(FILES.keySet().containsAll(Set.of(RESULTS, SIDE_BY_SIDE, COLUMNAR, JSON)));
        assertEquals(11, FILES.keySet().stream().filter(name -> name.startsWith(CHARTS)).count());
    }

    @Test
    void everyPictureOfAPageIsAmongTheFiles() {
        Pattern picture = Pattern.compile("\\]\\(\\.\\./\\.\\./(static/img/[^)]*)\\)");
        for (String name : List.of(RESULTS, SIDE_BY_SIDE, COLUMNAR)) {
            List<String> pictures =
                    picture.matcher(FILES.get(name))
                            .results()
                            .map(found -> found.group(1))
                            .toList();
            assertFalse(pictures.isEmpty(), name);
            assertTrue(FILES.keySet().containsAll(pictures), pictures.toString());
        }
    }

    @Test
    void filesOfScenariosThatWereNotRunAreLeftAlone() {
        Map<String, String> files = texts(SampleResults.stoppedAfter(ScenarioName.COLUMNAR));
        assertTrue(files.keySet().containsAll(Set.of(COLUMNAR, JSON, CHARTS + "bins-cpu.svg")));
        assertFalse(files.containsKey(SIDE_BY_SIDE));
        assertFalse(files.containsKey(CHARTS + "batch-rate.svg"));
        assertTrue(files.get(COLUMNAR).contains("The run was stopped before it was done"));
        assertFalse(FILES.get(COLUMNAR).contains("The run was stopped before it was done"));
    }

    @Test
    void allNineOperationsAreInRowsAndTheirLossesStandBesideTheWins() {
        String page = FILES.get(RESULTS);
        for (String operation :
                List.of(
                        "put, 5,000",
                        "get, 5,000",
                        "operate, 5,000",
                        "remove, 5,000",
                        "batch_read and batch_read_columnar, ",
                        "batch_write and batch_write_columnar, ",
                        "query, ")) {
            assertTrue(page.contains("| " + operation), operation);
        }
        assertTrue(page.contains("**1.10x slower**"), page);
        assertTrue(page.contains("**2.00x faster**"), page);
        assertTrue(page.contains("map sync is 1.10x slower than official Java sync"), page);
    }

    @Test
    void pageSaysWhichServerItIsAndWhichOfficialClientIsCompared() {
        String page = FILES.get(SIDE_BY_SIDE);
        assertTrue(page.contains("Measured on **the embedded server of this project**"), page);
        assertTrue(page.contains("10.3 exists and was not measured"), page);
        assertTrue(page.contains("`official_sync 1.0`"), page);
    }

    @Test
    void aPageOpensWithItsMainFiguresAndItsChartAndEndsWithItsEnvironment() {
        String page = FILES.get(COLUMNAR);
        List<String> order =
                List.of(
                        "\n# Columns beside maps",
                        "**10,000 records, 5 doubles: columnar is ",
                        " bytes of heap per record; the other has ",
                        "](../../static/img/benchmark/embedded-records-doubles.svg)",
                        "\n## Records of a batch",
                        "\n## How this was measured",
                        "\n| environment ");
        List<Integer> places = order.stream().map(page::indexOf).toList();
        assertFalse(places.contains(-1), page);
        assertEquals(places.stream().sorted().toList(), places);
    }

    @Test
    void sideBySideShowsWhatAClientThatCostNothingWouldReachAndHowRoundsDiffer() {
        String page = FILES.get(SIDE_BY_SIDE);
        assertTrue(page.contains("| bare socket "), page);
        assertTrue(page.contains("### Rate, times that of a bare socket"), page);
        assertTrue(
                page.contains("### The median call of each round: least / lower quartile"), page);
        assertTrue(page.contains("### Records per second of the client's CPU time"), page);
    }

    @Test
    void absentPeerIsShownWithItsReason() {
        assertTrue(FILES.get(RESULTS).contains("There is no <interpreter> named 'python3'`"));
        assertTrue(FILES.get(RESULTS).contains(" absent |"));
    }

    @ParameterizedTest
    @ValueSource(strings = {RESULTS, SIDE_BY_SIDE, COLUMNAR})
    void pagesHaveNoTextThatMdxWouldTakeForMarkup(String name) {
        for (String line : FILES.get(name).lines().toList()) {
            String outsideOfCode = line.replaceAll("`[^`]*`", "");
            assertFalse(outsideOfCode.matches(".*[<{].*"), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RESULTS, SIDE_BY_SIDE, COLUMNAR})
    void tablesHaveAsManyCellsInEachRow(String name) {
        int columns = 0;
        for (String line : FILES.get(name).lines().toList()) {
            int bars = line.startsWith("|") ? line.replaceAll("[^|]", "").length() : 0;
            assertTrue(bars == 0 || columns == 0 || bars == columns, line);
            columns = bars;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-rate", "batch-heap", "records-mixed", "bins-cpu"})
    void chartsAreXmlThatPagesCanScale(String name) throws Exception {
        String svg = FILES.get(CHARTS + name + ".svg");
        var root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement();
        assertEquals("svg", root.getTagName());
        assertTrue(root.getAttribute("viewBox").matches("0 0 \\d+ \\d+"), svg.substring(0, 200));
        assertTrue(svg.contains("prefers-color-scheme: dark"));
    }

    @Test
    void jsonHasTheMetricsByClientAndOperation() throws IOException {
        JsonNode json = new ObjectMapper().readTree(FILES.get(JSON));
        assertTrue(json.get("complete").booleanValue());
        assertEquals(5_000, json.get("environment").get("count").intValue());
        JsonNode read = json.get("basic").get("columnar").get("batch_read_columnar");
        assertEquals(2, read.get("speedup_vs_official").doubleValue(), 0.01);
        assertTrue(read.get("avg_ms").doubleValue() > 0);
        assertTrue(read.get("p50_ms").doubleValue() > 0);
        assertTrue(read.get("p99_ms").doubleValue() > 0);
        assertTrue(read.get("p999_ms").doubleValue() > read.get("p99_ms").doubleValue());
        assertTrue(read.get("rounds_ms").get("p50").get("most").doubleValue() > 0);
        assertTrue(read.get("ops_per_sec").doubleValue() > 0);
        assertFalse(json.get("basic").get("columnar").has("get"));
        assertEquals(
                SampleResults.REASON,
                json.get("basic").get("official_python").get("get").get("note").asText());
        assertEquals(2, json.get("memory").size());
    }

    @Test
    void terminalHasColoursOnlyWhereTheyAreWanted() {
        Comparison get = SampleResults.all().of(ScenarioName.BASIC).get(1);
        String plain = new ConsoleReport(Style.PLAIN).format(get);
        String coloured = new ConsoleReport(Style.COLOUR).format(get);
        assertTrue(plain.contains("| map sync "), plain);
        assertTrue(plain.contains("1.10x slower"), plain);
        assertTrue(plain.contains(ClientId.PY_OFFICIAL.title() + ": " + SampleResults.REASON));
        assertFalse(plain.contains("\u001b["));
        assertTrue(coloured.contains("\u001b[31m1.10x slower\u001b[0m"), coloured);
        assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    }
}
