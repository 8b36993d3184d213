package dev.aerospikearrow.benchmarks.suite.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.client.ClientId.Maker;
import dev.aerospikearrow.benchmarks.suite.parameters.ScenarioName;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import dev.aerospikearrow.benchmarks.suite.result.Entry;
import dev.aerospikearrow.benchmarks.suite.result.MemoryUse;
import dev.aerospikearrow.benchmarks.suite.result.SuiteResult;
import dev.aerospikearrow.benchmarks.text.Numbers;
import dev.aerospikearrow.benchmarks.text.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pages of results: {@code pages.json} says what is on them, {@code page.md} how they look. */
final class Pages {
    private final SuiteResult result;
    private final JsonNode page;

    private Pages(SuiteResult result, JsonNode page) {
        this.result = result;
        this.page = page;
    }

    /** Each page and chart that there are figures for, by its path below the documentation. */
    static Map<String, Supplier<String>> of(SuiteResult result) {
        String kind = result.environment().server().key();
        Map<String, Supplier<String>> texts = new LinkedHashMap<>();
        Map<String, Supplier<String>> charts = new LinkedHashMap<>();
        try {
            for (JsonNode page : new ObjectMapper().readTree(resource("pages.json"))) {
                Pages writer = new Pages(result, page);
                String file = page.get("file").asText() + "-" + kind + ".md";
                for (JsonNode section : writer.sections()) {
                    if (writer.isMeasured(section)) {
                        texts.put("docs/performance/" + file, writer::text);
                        for (JsonNode chart : section.path("charts")) {
                            charts.put(
                                    "static/img/benchmark/"
                                            + kind
                                            + "-"
                                            + chart.get("name").asText()
                                            + ".svg",
                                    () -> Chart.svg(chart, writer.comparisons(section)));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        texts.putAll(charts);
        return texts;
    }

    private static String resource(String name) {
        try (InputStream file = Pages.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> sections() {
        return elements(page.get("sections")).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private List<Comparison> comparisons(JsonNode section) {
        String scenario = section.get("scenario").asText();
        return result.comparisons().stream()
                .filter(each -> each.scenario().key().equals(scenario))
                .filter(
                        each ->
                                !section.has("section")
                                        || each.section().equals(section.get("section").asText()))
                .toList();
    }

    private static boolean isMemory(JsonNode section) {
        return section.get("scenario").asText().equals(ScenarioName.MEMORY.key());
    }

    private boolean isMeasured(JsonNode section) {
        return isMemory(section) ? !result.memory().isEmpty() : !comparisons(section).isEmpty();
    }

    private String text() {
        List<Comparison> all =
                sections().stream().flatMap(section -> comparisons(section).stream()).toList();
        String kind = result.environment().server().key();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", page.get("title").asText() + ", " + kind + " server");
        values.put("position", page.get("position").asText());
        values.put("description", page.get("description").asText());
        values.put("kind", kind);
        values.put("server", result.environment().server().title());
        values.put(
                "stopped",
                result.isComplete()
                        ? ""
                        : ":::warning\n\nThe run was stopped before it was done: some comparisons"
                                + " are missing, or have fewer rounds.\n\n:::\n\n");
        values.put("opening", opening(all, kind));
        values.put("environment", environment());
        values.put("clients", clients());
        values.put("introduction", page.get("introduction").asText());
        values.put("wins", winsAndLosses(all));
        values.put("warm-up", all.isEmpty() ? "" : warmUps(all));
        values.put(
                "sections",
                sections().stream()
                        .filter(this::isMeasured)
                        .map(section -> section(section, kind))
                        .collect(Collectors.joining()));
        String text = resource("page.md");
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text.strip() + "\n";
    }

    /** What people come for: a chart, and the main figures of the page. */
    private String opening(List<Comparison> comparisons, String kind) {
        JsonNode main = page.get("main");
        String work = main.get("work").asText();
        ClientId client = ClientId.valueOf(main.get("client").asText());
        String charts =
                sections().stream()
                        .filter(this::isMeasured)
                        .flatMap(section -> elements(section.path("charts")))
                        .filter(chart -> chart.get("name").equals(main.get("chart")))
                        .map(chart -> image(chart, kind))
                        .collect(Collectors.joining());
        return comparisons.stream()
                        .filter(comparison -> comparison.title().equals(work))
                        .flatMap(comparison -> mainFigures(comparison, client).stream())
                        .collect(Collectors.joining())
                + charts;
    }

    private static Optional<String> mainFigures(Comparison comparison, ClientId client) {
        Optional<Summary> own = comparison.summary(client);
        Optional<Summary> other = comparison.summary(client.baseline());
        OptionalDouble speedUp =
                comparison.entry(client).map(Entry::speedUp).orElse(OptionalDouble.empty());
        if (own.isEmpty() || other.isEmpty() || speedUp.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "**%s: %s is %s than %s.** It has %s; the other has %s.\n\n"
                        .formatted(
                                comparison.title(),
                                client.title(),
                                Numbers.speedUp(speedUp),
                                client.baseline().title(),
                                figures(own.get()),
                                figures(other.get())));
    }

    private static String figures(Summary summary) {
        return "%s records/s, %s µs of CPU time and %s bytes of heap per record"
                .formatted(
                        Numbers.rate(summary.operationsPerSecond().median()),
                        Numbers.significant(summary.cpuMicrosPerOperation()),
                        Numbers.significant(summary.heapBytesPerOperation()));
    }

    private static String image(JsonNode chart, String kind) {
        return "![%s](../../static/img/benchmark/%s-%s.svg)\n\n"
                .formatted(chart.get("title").asText(), kind, chart.get("name").asText());
    }

    private String environment() {
        TextTable table = new TextTable(2, "environment", "");
        table.row("time", result.environment().time());
        result.environment().facts().forEach((fact, value) -> table.row(fact, code(value)));
        table.row("parameters", code(result.parameters().describe()));
        return table.toString();
    }

    private String clients() {
        TextTable table = new TextTable(3, "client", "library", "compared with");
        result.clients()
                .forEach(
                        (id, library) ->
                                table.row(
                                        title(id),
                                        code(library),
                                        id == id.baseline() ? "" : id.baseline().title()));
        return table.toString();
    }

    /** The baseline has a mark. */
    static String title(ClientId id) {
        return id == id.baseline() ? id.title() + " *" : id.title();
    }

    /** Text that shall not be read as markup. */
    private static String code(String text) {
        return "`" + text.replace('`', '\'').replace('|', '/').replace('\n', ' ') + "`";
    }

    private String section(JsonNode section, String kind) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(section.get("heading").asText()).append("\n\n");
        text.append(section.get("introduction").asText()).append("\n\n");
        for (JsonNode chart : section.path("charts")) {
            text.append(image(chart, kind));
        }
        List<Comparison> comparisons = comparisons(section);
        for (JsonNode name : section.get("tables")) {
            Figure figure = Figure.valueOf(name.asText());
            text.append("### ").append(figure.title()).append("\n\n");
            text.append(table(section.get("rows").asText(), comparisons, figure)).append('\n');
        }
        if (isMemory(section)) {
            text.append(memory(result.memory())).append('\n');
        }
        return text.append(notes(comparisons)).toString();
    }

    private static TextTable table(String heading, List<Comparison> comparisons, Figure figure) {
        List<ClientId> clients =
                Arrays.stream(ClientId.values())
                        .filter(
                                id ->
                                        comparisons.stream()
                                                .anyMatch(row -> row.entry(id).isPresent()))
                        .toList();
        List<String> headings = new ArrayList<>();
        headings.add(heading);
        clients.forEach(id -> headings.add(title(id)));
        TextTable table = new TextTable(1, headings.toArray(String[]::new));
        for (Comparison comparison : comparisons) {
            List<String> cells = new ArrayList<>();
            cells.add(comparison.title());
            clients.forEach(id -> cells.add(figure.of(comparison, id)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** What results occupy. */
    static TextTable memory(List<MemoryUse> uses) {
        TextTable table =
                new TextTable(
                        2,
                        "what is read",
                        "client",
                        "heap allocated",
                        "heap held by the result",
                        "heap peak",
                        "direct memory peak",
                        "resident peak");
        for (MemoryUse use : uses) {
            table.row(
                    use.title(),
                    use.client().title(),
                    megabytes(use.allocatedBytes()),
                    megabytes(use.heldBytes()),
                    megabytes(use.peakHeapBytes()),
                    megabytes(use.directBytes()),
                    megabytes(use.residentBytes()));
        }
        return table;
    }

    private static String megabytes(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return Numbers.NONE;
        }
        double megabytes = bytes.getAsLong() / 1e6;
        return String.format(Locale.ROOT, megabytes < 10 ? "%.3f MB" : "%.1f MB", megabytes);
    }

    /** Why there are no figures, or not all of them. */
    private String notes(List<Comparison> comparisons) {
        Set<String> notes = new LinkedHashSet<>();
        for (Comparison comparison : comparisons) {
            for (Entry entry : comparison.entries()) {
                if (!entry.note().isEmpty()) {
                    String where = entry.summary().isEmpty() ? "" : comparison.title() + ", ";
                    notes.add("- " + where + entry.client().title() + ": " + code(entry.note()));
                }
            }
        }
        if (comparisons.isEmpty()) {
            result.memory().stream()
                    .filter(use -> !use.note().isEmpty())
                    .forEach(
                            use ->
                                    notes.add(
                                            "- " + use.client().title() + ": " + code(use.note())));
        }
        return notes.isEmpty() ? "" : String.join("\n", notes) + "\n\n";
    }

    /** How often this project's clients win and lose, and where they lose. */
    private static String winsAndLosses(List<Comparison> comparisons) {
        List<String> losses = new ArrayList<>();
        int all = 0;
        for (Comparison comparison : comparisons) {
            for (Entry entry : comparison.entries()) {
                if (entry.client().maker() == Maker.THIS_PROJECT && entry.speedUp().isPresent()) {
                    all++;
                    if (entry.speedUp().getAsDouble() < 1) {
                        losses.add(
                                String.format(
                                        "- %s: %s is %s than %s",
                                        comparison.title(),
                                        entry.client().title(),
                                        Numbers.speedUp(entry.speedUp()),
                                        entry.client().baseline().title()));
                    }
                }
            }
        }
        if (all == 0) {
            return "";
        }
        return "Of "
                + all
                + " comparisons with the official Java client, this project's clients have the"
                + " higher rate in "
                + (all - losses.size())
                + " and the lower rate in "
                + losses.size()
                + "."
                + (losses.isEmpty() ? "" : " Those they lose:\n\n" + String.join("\n", losses))
                + "\n\n";
    }

    /** How the warm-ups ended, and what was left for the compiler inside the rounds. */
    private static String warmUps(List<Comparison> comparisons) {
        double share =
                comparisons.stream()
                        .mapToDouble(each -> each.warmUp().compilerShare())
                        .max()
                        .orElse(0);
        long notQuiet = comparisons.stream().filter(each -> !each.warmUp().isQuiet()).count();
        List<Summary> ofThisProcess =
                comparisons.stream()
                        .flatMap(each -> each.entries().stream())
                        .filter(entry -> entry.client().maker() != Maker.PYTHON)
                        .flatMap(entry -> entry.summary().stream())
                        .toList();
        double compiled = sum(ofThisProcess, each -> (double) each.compilationMillis());
        double total = sum(ofThisProcess, Summary::totalMillis);
        return String.format(
                Locale.ROOT,
                "Each comparison is warmed up until the JIT compiler works less than 2 %% of the"
                        + " time; the longest share at the end of a warm-up was %.1f %%, and %d of %d"
                        + " warm-ups were ended by their time limit. Inside all rounds of the Java"
                        + " clients together the compiler worked %.1f %% of the time.%n%n",
                share * 100,
                notQuiet,
                comparisons.size(),
                total == 0 ? 0 : compiled / total * 100);
    }

    private static double sum(List<Summary> summaries, Function<Summary, Double> value) {
        return summaries.stream().mapToDouble(value::apply).sum();
    }
}
