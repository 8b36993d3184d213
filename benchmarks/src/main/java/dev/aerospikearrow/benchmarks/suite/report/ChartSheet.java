package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import java.awt.FontMetrics;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;

/** Several charts on one sheet, under a title and over a legend. */
final class ChartSheet {
    private static final int MARGIN = 16;
    private static final int TITLE_HEIGHT = 54;
    private static final int LEGEND_LINE = 20;
    private static final int SWATCH = 11;
    private static final int GAP = 18;

    private final String title;
    private final String subtitle;
    private final int columns;
    private final int panelWidth;
    private final List<JFreeChart> panels = new ArrayList<>();
    private final List<Integer> heights = new ArrayList<>();
    private List<ClientId> legend = List.of();

    /**
     * An empty sheet.
     *
     * @param columns how many charts stand beside each other
     * @param panelWidth how wide each is
     */
    ChartSheet(String title, String subtitle, int columns, int panelWidth) {
        this.title = title;
        this.subtitle = subtitle;
        this.columns = columns;
        this.panelWidth = panelWidth;
    }

    void add(JFreeChart panel, int height) {
        panels.add(panel);
        heights.add(height);
    }

    /** Names the colours below the charts. */
    void legend(List<ClientId> clients) {
        legend = List.copyOf(clients);
    }

    String svg() {
        int width = 2 * MARGIN + columns * panelWidth;
        int panelsHeight = 0;
        for (int first = 0; first < panels.size(); first += columns) {
            panelsHeight += rowHeight(first);
        }
        List<List<ClientId>> legendLines = legendLines(width - 2 * MARGIN);
        int legendHeight = legendLines.size() * LEGEND_LINE;
        int height = TITLE_HEIGHT + panelsHeight + legendHeight + MARGIN;
        SVGGraphics2D canvas = new SVGGraphics2D(width, height);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setGeomDoubleConverter(ChartSheet::coordinate);
        canvas.setTransformDoubleConverter(ChartSheet::coordinate);
        canvas.setColor(ChartTheme.GROUND);
        canvas.fill(new Rectangle2D.Double(0, 0, width, height));
        canvas.setColor(ChartTheme.TEXT);
        canvas.setFont(ChartTheme.TITLE);
        canvas.drawString(title, MARGIN, 26);
        canvas.setColor(ChartTheme.FAINT_TEXT);
        canvas.setFont(ChartTheme.LABEL);
        canvas.drawString(subtitle, MARGIN, 44);
        int y = TITLE_HEIGHT;
        for (int first = 0; first < panels.size(); first += columns) {
            int rowHeight = rowHeight(first);
            for (int i = first; i < Math.min(panels.size(), first + columns); i++) {
                int x = MARGIN + (i - first) * panelWidth;
                panels.get(i)
                        .draw(canvas, new Rectangle2D.Double(x, y, panelWidth - 8, heights.get(i)));
            }
            y += rowHeight;
        }
        drawLegend(canvas, legendLines, y + 12);
        return withStyle(canvas.getSVGElement(null, true, null, null, null), width, height);
    }

    /** To a hundredth of a pixel. */
    private static String coordinate(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private int rowHeight(int first) {
        int most = 0;
        for (int i = first; i < Math.min(panels.size(), first + columns); i++) {
            most = Math.max(most, heights.get(i));
        }
        return most;
    }

    private List<List<ClientId>> legendLines(int width) {
        FontMetrics metrics = new SVGGraphics2D(1, 1).getFontMetrics(ChartTheme.LABEL);
        List<List<ClientId>> lines = new ArrayList<>();
        int used = width;
        for (ClientId id : legend) {
            int wanted = SWATCH + 5 + metrics.stringWidth(label(id)) + GAP;
            if (used + wanted > width) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            lines.get(lines.size() - 1).add(id);
            used += wanted;
        }
        return lines;
    }

    private static String label(ClientId id) {
        return ChartPanels.label(id);
    }

    private static void drawLegend(SVGGraphics2D canvas, List<List<ClientId>> lines, int top) {
        canvas.setFont(ChartTheme.LABEL);
        FontMetrics metrics = canvas.getFontMetrics();
        int y = top;
        for (List<ClientId> line : lines) {
            int x = MARGIN;
            for (ClientId id : line) {
                canvas.setColor(ChartTheme.of(id));
                canvas.fill(new Rectangle2D.Double(x, y - SWATCH + 2, SWATCH, SWATCH));
                canvas.setColor(ChartTheme.TEXT);
                canvas.drawString(label(id), x + SWATCH + 5, y);
                x += SWATCH + 5 + metrics.stringWidth(label(id)) + GAP;
            }
            y += LEGEND_LINE;
        }
    }

    /** Also gives it a view box, so that pages can scale it. */
    private static String withStyle(String svg, int width, int height) {
        int end = svg.indexOf('>', svg.indexOf("<svg"));
        String head = svg.substring(0, end);
        if (!head.contains("viewBox")) {
            head += " viewBox=\"0 0 " + width + " " + height + "\"";
        }
        return head + ">" + ChartTheme.darkStyle() + svg.substring(end + 1) + "\n";
    }
}
