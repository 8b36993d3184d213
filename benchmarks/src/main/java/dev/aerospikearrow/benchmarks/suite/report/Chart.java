package dev.aerospikearrow.benchmarks.suite.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.rounds.Summary;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import dev.aerospikearrow.benchmarks.suite.result.Comparison;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.svg.SVGGraphics2D;
import org.jspecify.annotations.Nullable;

/**
 * A line for each client over one of the sizes by which comparisons differ, as {@code pages.json}
 * describes it. Ground, text and lines are exchanged where the reader prefers dark pages.
 */
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final Color GROUND = new Color(0xFFFFFF);
    private static final Color TEXT = new Color(0x24292F);
    private static final Color LINES = new Color(0xD8DEE4);
    private static final Map<Color, Color> DARK =
            Map.of(
                    GROUND, new Color(0x1B1B1D),
                    TEXT, new Color(0xE6EDF3),
                    LINES, new Color(0x3D444D));
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final BasicStroke LINE = new BasicStroke(1.8f);
    private static final BasicStroke DASHED =
            new BasicStroke(
                    1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0);
    private static final double DOT = 6;

    /** What is drawn of a client; whiskers are the quartiles of the rounds, where there are any. */
    private enum Quantity {
        RATE("records/s (higher is better)", summary -> Optional.of(summary.operationsPerSecond())),
        CPU(
                "µs/record (lower is better)",
                summary -> Optional.of(exactly(summary.cpuMicrosPerOperation()))),
        HEAP(
                "bytes/record (lower is better)",
                summary ->
                        summary.heapBytesPerOperation().stream()
                                .mapToObj(Quantity::exactly)
                                .findFirst());

        private final String unit;
        private final Function<Summary, Optional<Spread>> value;

        Quantity(String unit, Function<Summary, Optional<Spread>> value) {
            this.unit = unit;
            this.value = value;
        }

        private static Spread exactly(double value) {
            return new Spread(value, value, value, value, value, 0);
        }
    }

    private Chart() {}

    /**
     * The chart as SVG.
     *
     * @param description its title, which comparisons (by values or section), the dimension and the
     *     quantity
     * @param comparisons those of its section
     */
    static String svg(JsonNode description, List<Comparison> comparisons) {
        Quantity quantity = Quantity.valueOf(description.get("quantity").asText());
        String dimension = description.get("dimension").asText();
        XYIntervalSeriesCollection lines = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDefaultLinesVisible(true);
        renderer.setDrawXError(false);
        for (ClientId id : ClientId.values()) {
            XYIntervalSeries line = new XYIntervalSeries(Pages.title(id));
            for (Comparison comparison : comparisons) {
                if (isWanted(description, comparison)) {
                    double x = ((Number) comparison.dimensions().get(dimension)).doubleValue();
                    comparison
                            .summary(id)
                            .flatMap(quantity.value)
                            .ifPresent(
                                    y ->
                                            line.add(
                                                    x,
                                                    x,
                                                    x,
                                                    y.median(),
                                                    y.lowerQuartile(),
                                                    y.upperQuartile()));
                }
            }
            if (!line.isEmpty()) {
                int series = lines.getSeriesCount();
                lines.addSeries(line);
                renderer.setSeriesPaint(series, colour(id));
                renderer.setSeriesStroke(series, id == id.baseline() ? DASHED : LINE);
                renderer.setSeriesShape(series, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
            }
        }
        ValueAxis horizontal =
                switch (dimension) {
                    case "records" -> new LogAxis("records of a batch");
                    case "concurrency" -> new LogAxis("operations under way");
                    default -> new NumberAxis(dimension);
                };
        if (horizontal instanceof LogAxis logarithmic) {
            logarithmic.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        }
        String title = description.get("title").asText();
        return svg(title, new XYPlot(lines, horizontal, new NumberAxis(quantity.unit), renderer));
    }

    private static boolean isWanted(JsonNode description, Comparison comparison) {
        return isWanted(description.path("values"), comparison.dimensions().get("values"))
                && isWanted(description.path("section"), comparison.section());
    }

    /** What a description does not name, it does not choose by. */
    private static boolean isWanted(JsonNode wanted, @Nullable Object found) {
        return wanted.isMissingNode() || wanted.asText().equals(found);
    }

    private static String svg(String title, XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, TITLE, plot, true);
        TextTitle heading = new TextTitle(title, TITLE);
        heading.setPaint(TEXT);
        chart.setTitle(heading);
        chart.setBackgroundPaint(GROUND);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setBackgroundPaint(GROUND);
        chart.getLegend().setItemPaint(TEXT);
        chart.getLegend().setItemFont(LABEL);
        plot.setBackgroundPaint(GROUND);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(LINES);
        plot.setDomainGridlinePaint(LINES);
        for (ValueAxis axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
            axis.setLabelFont(LABEL);
            axis.setTickLabelFont(LABEL);
            axis.setLabelPaint(TEXT);
            axis.setTickLabelPaint(TEXT);
            axis.setAxisLinePaint(LINES);
        }
        SVGGraphics2D canvas = new SVGGraphics2D(WIDTH, HEIGHT);
        canvas.setGeomDoubleConverter(Chart::coordinate);
        canvas.setTransformDoubleConverter(Chart::coordinate);
        chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        String svg = canvas.getSVGElement(null, true, null, null, null);
        // A view box, so that pages can scale it.
        int end = svg.indexOf('>', svg.indexOf("<svg"));
        String box = " viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\"";
        String head = svg.substring(0, end);
        return head
                + (head.contains("viewBox") ? "" : box)
                + ">"
                + darkStyle()
                + svg.substring(end + 1)
                + "\n";
    }

    /** To a hundredth of a pixel. */
    private static String coordinate(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Colours with enough contrast on white and on nearly black. */
    private static Color colour(ClientId id) {
        return new Color(
                switch (id) {
                    case COLUMNAR -> 0xE8590C;
                    case COLUMNAR_ASYNC -> 0xF59F00;
                    case MAP_SYNC -> 0x1C7ED6;
                    case MAP_ASYNC -> 0x0CA5B0;
                    case MAP_COALESCING -> 0x4263EB;
                    case OFFICIAL_SYNC -> 0x7A828A;
                    case OFFICIAL_ASYNC -> 0x9AA2AA;
                    case PY_SYNC -> 0x9C4FC4;
                    case PY_ASYNC -> 0xB983DB;
                    case PY_NUMPY -> 0xD6457F;
                    case PY_OFFICIAL -> 0x3A9A50;
                    case BARE_SYNC -> 0xA67C52;
                    case BARE_ASYNC -> 0xC4A484;
                });
    }

    /** The rules that exchange the colours. */
    private static String darkStyle() {
        StringBuilder rules = new StringBuilder("<style>@media (prefers-color-scheme: dark) {");
        DARK.forEach(
                (light, dark) -> {
                    for (String property : List.of("fill", "stroke")) {
                        rules.append(
                                "[style*=\"%1$s:%2$s\"],[style*=\"%1$s: %2$s\"]{%1$s:%3$s !important}"
                                        .formatted(property, rgb(light), rgb(dark)));
                    }
                });
        return rules.append("}</style>").toString();
    }

    private static String rgb(Color colour) {
        return "rgb(%d,%d,%d)".formatted(colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
