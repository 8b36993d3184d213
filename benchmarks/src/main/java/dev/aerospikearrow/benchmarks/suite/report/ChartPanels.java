package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.rounds.Spread;
import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** The kinds of charts on a sheet. */
final class ChartPanels {
    private static final double HALF_BAR = 0.36;
    private static final Stroke WHISKER = new BasicStroke(1.1f);
    private static final Stroke LINE = new BasicStroke(1.8f);
    private static final Stroke DASHED =
            new BasicStroke(
                    1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0);

    static {
        // Rotated labels stay text, in the same font as the others.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private ChartPanels() {}

    /**
     * A figure and its spread.
     *
     * @param x where it is, on charts that have two axes of numbers
     * @param value the figure
     * @param low where its whisker starts
     * @param high where its whisker ends
     */
    record Point(double x, double value, double low, double high) {
        static Point of(Spread spread) {
            return new Point(0, spread.median(), spread.lowerQuartile(), spread.upperQuartile());
        }

        static Point of(double value) {
            return new Point(0, value, value, value);
        }

        Point at(double place) {
            return new Point(place, value, low, high);
        }
    }

    /** How charts name a client. */
    static String label(ClientId id) {
        return id == id.baseline() ? id.title() + " (baseline)" : id.title();
    }

    /**
     * A horizontal bar for each client, from the top down.
     *
     * @param baseline where the dashed line is; not a number for none
     */
    static JFreeChart bars(
            String title, String unit, Map<ClientId, Point> points, double baseline) {
        List<ClientId> clients = List.copyOf(points.keySet());
        XYPlot plot = plotOfClients(clients, new NumberAxis(unit));
        XYBarRenderer bars = new XYBarRenderer(0);
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setUseYInterval(true);
        XYIntervalSeriesCollection values = new XYIntervalSeriesCollection();
        XYIntervalSeriesCollection spreads = new XYIntervalSeriesCollection();
        double most = 0;
        for (int i = 0; i < clients.size(); i++) {
            Point point = points.get(clients.get(i));
            int y = clients.size() - 1 - i;
            XYIntervalSeries bar = new XYIntervalSeries(clients.get(i));
            bar.add(y, y - HALF_BAR, y + HALF_BAR, point.value(), 0, point.value());
            values.addSeries(bar);
            bars.setSeriesPaint(i, ChartTheme.of(clients.get(i)));
            XYIntervalSeries spread = new XYIntervalSeries(clients.get(i));
            spread.add(y, y, y, point.value(), point.low(), point.high());
            spreads.addSeries(spread);
            most = Math.max(most, Math.max(point.value(), point.high()));
        }
        plot.setDataset(0, spreads);
        plot.setRenderer(0, whiskers());
        plot.setDataset(1, values);
        plot.setRenderer(1, bars);
        ValueAxis axis = plot.getRangeAxis();
        axis.setRange(new Range(0, most == 0 ? 1 : most * 1.08));
        ((NumberAxis) axis).setNumberFormatOverride(new ShortNumber());
        ((NumberAxis) axis).setTickUnit(new NumberTickUnit(tick(most)));
        if (!Double.isNaN(baseline)) {
            plot.addRangeMarker(new ValueMarker(baseline, ChartTheme.FAINT_TEXT, DASHED));
        }
        return chart(title, plot);
    }

    /** Lines over two axes of numbers, the horizontal one logarithmic if that is wanted. */
    static JFreeChart lines(
            String title, ValueAxis horizontal, String unit, Map<ClientId, List<Point>> lines) {
        XYIntervalSeriesCollection values = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDefaultLinesVisible(true);
        renderer.setDrawXError(false);
        renderer.setCapLength(5);
        renderer.setErrorStroke(WHISKER);
        int series = 0;
        double most = 0;
        for (Map.Entry<ClientId, List<Point>> line : lines.entrySet()) {
            XYIntervalSeries points = new XYIntervalSeries(line.getKey());
            for (Point point : line.getValue()) {
                points.add(
                        point.x(), point.x(), point.x(), point.value(), point.low(), point.high());
                most = Math.max(most, Math.max(point.value(), point.high()));
            }
            values.addSeries(points);
            renderer.setSeriesPaint(series, ChartTheme.of(line.getKey()));
            renderer.setSeriesStroke(
                    series, line.getKey() == line.getKey().baseline() ? DASHED_LINE : LINE);
            renderer.setSeriesShape(series, dot(6));
            series++;
        }
        NumberAxis vertical = new NumberAxis(unit);
        vertical.setNumberFormatOverride(new ShortNumber());
        XYPlot plot = new XYPlot(values, horizontal, vertical, renderer);
        vertical.setRange(new Range(0, most == 0 ? 1 : most * 1.08));
        vertical.setTickUnit(new NumberTickUnit(tick(most)));
        dress(horizontal);
        dress(vertical);
        dress(plot);
        return chart(title, plot);
    }

    private static final Stroke DASHED_LINE =
            new BasicStroke(
                    1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0);

    /** An axis of powers of ten: what is drawn over it are logarithms. */
    static ValueAxis logarithmic(String label, double least, double most) {
        NumberAxis axis = new NumberAxis(label);
        axis.setNumberFormatOverride(new PowerOfTen());
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setRange(new Range(power(least) - 0.15, power(most) + 0.15));
        return axis;
    }

    /** Where a value is on an axis of powers of ten. */
    static double power(double value) {
        return Math.log10(Math.max(value, 1e-6));
    }

    /** An axis from zero on. */
    static ValueAxis linear(String label, double most) {
        NumberAxis axis = new NumberAxis(label);
        axis.setNumberFormatOverride(new ShortNumber());
        axis.setRange(new Range(0, most * 1.05));
        return axis;
    }

    private static XYPlot plotOfClients(List<ClientId> clients, ValueAxis axis) {
        String[] names = new String[clients.size()];
        for (int i = 0; i < names.length; i++) {
            names[names.length - 1 - i] = mark(clients.get(i));
        }
        SymbolAxis namesAxis = new SymbolAxis(null, names);
        namesAxis.setGridBandsVisible(false);
        namesAxis.setTickMarksVisible(false);
        XYPlot plot = new XYPlot(null, namesAxis, axis, null);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        dress(namesAxis);
        dress(axis);
        dress(plot);
        plot.setDomainGridlinesVisible(false);
        return plot;
    }

    /** The baseline has a mark. */
    private static String mark(ClientId id) {
        return id == id.baseline() ? id.title() + " *" : id.title();
    }

    private static XYErrorRenderer whiskers() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDefaultShapesVisible(false);
        renderer.setDrawXError(false);
        renderer.setErrorPaint(ChartTheme.TEXT);
        renderer.setErrorStroke(WHISKER);
        renderer.setCapLength(5);
        return renderer;
    }

    private static Shape dot(double size) {
        return new Ellipse2D.Double(-size / 2, -size / 2, size, size);
    }

    private static void dress(ValueAxis axis) {
        axis.setLabelFont(ChartTheme.LABEL);
        axis.setTickLabelFont(ChartTheme.LABEL);
        axis.setLabelPaint(ChartTheme.FAINT_TEXT);
        axis.setTickLabelPaint(ChartTheme.TEXT);
        axis.setAxisLinePaint(ChartTheme.LINES);
        axis.setTickMarkPaint(ChartTheme.LINES);
        axis.setMinorTickMarksVisible(false);
    }

    private static void dress(XYPlot plot) {
        plot.setBackgroundPaint(ChartTheme.GROUND);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(ChartTheme.LINES);
        plot.setDomainGridlinePaint(ChartTheme.LINES);
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setDomainGridlineStroke(new BasicStroke(0.8f));
        plot.setAxisOffset(new RectangleInsets(2, 2, 2, 2));
    }

    private static JFreeChart chart(String title, XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, ChartTheme.PANEL_TITLE, plot, false);
        TextTitle heading = new TextTitle(title, ChartTheme.PANEL_TITLE);
        heading.setPaint(ChartTheme.TEXT);
        heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
        heading.setFrame(BlockBorder.NONE);
        heading.setMargin(2, 6, 2, 6);
        chart.setTitle(heading);
        chart.setBackgroundPaint(ChartTheme.GROUND);
        chart.setPadding(new RectangleInsets(2, 2, 6, 10));
        return chart;
    }

    /** About four steps of 1, 2 or 5 times a power of ten. */
    private static double tick(double most) {
        double rough = Math.max(most, 1e-9) / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    }

    /** 1,500 as 1.5k, 2,000,000 as 2M. */
    private static class ShortNumber extends DecimalFormat {
        private static final long serialVersionUID = 1;

        ShortNumber() {
            super("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
        }

        @Override
        public StringBuffer format(double value, StringBuffer target, FieldPosition position) {
            if (Math.abs(value) >= 1e6) {
                return super.format(value / 1e6, target, position).append('M');
            }
            if (Math.abs(value) >= 1e3) {
                return super.format(value / 1e3, target, position).append('k');
            }
            return super.format(value, target, position);
        }
    }

    /** The number whose logarithm is at a place of the axis. */
    private static final class PowerOfTen extends ShortNumber {
        private static final long serialVersionUID = 1;

        @Override
        public StringBuffer format(double value, StringBuffer target, FieldPosition position) {
            return super.format(Math.pow(10, value), target, position);
        }
    }
}
