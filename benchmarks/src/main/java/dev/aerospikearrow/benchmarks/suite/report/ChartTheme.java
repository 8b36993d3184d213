package dev.aerospikearrow.benchmarks.suite.report;

import dev.aerospikearrow.benchmarks.suite.client.ClientId;
import java.awt.Color;
import java.awt.Font;
import java.util.Map;

/**
 * Colours and fonts of the charts. Those of the clients have enough contrast on white and on nearly
 * black; ground, text and lines are exchanged where the reader prefers dark pages.
 */
final class ChartTheme {
    static final Color GROUND = new Color(0xFFFFFF);
    static final Color TEXT = new Color(0x24292F);
    static final Color FAINT_TEXT = new Color(0x57606A);
    static final Color LINES = new Color(0xD8DEE4);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
    static final Font PANEL_TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    /** On a dark page. */
    private static final Map<Color, Color> DARK =
            Map.of(
                    GROUND, new Color(0x1B1B1D),
                    TEXT, new Color(0xE6EDF3),
                    FAINT_TEXT, new Color(0xA5AEB8),
                    LINES, new Color(0x3D444D));

    private ChartTheme() {}

    static Color of(ClientId id) {
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

    /** The rules that exchange the colours, for the head of an SVG. */
    static String darkStyle() {
        StringBuilder rules = new StringBuilder("<style>@media (prefers-color-scheme: dark) {");
        DARK.forEach(
                (light, dark) -> {
                    for (String property : new String[] {"fill", "stroke"}) {
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
