package dev.aerospikearrow.examples.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.examples.jupyter.HtmlTable.Align;
import dev.aerospikearrow.examples.jupyter.HtmlTable.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

class HtmlTableTest {
    @Test
    void whatTheDataHoldIsTextAndNoMarkup() {
        String html =
                new HtmlTable(
                                "<b>",
                                List.of(new Column("a & b", "\"t\"", Align.LEFT)),
                                List.of(List.of("<script>"), List.of("null")),
                                2)
                        .toHtml();
        assertTrue(html.contains("&lt;b&gt;") && html.contains("a &amp; b"), html);
        assertTrue(html.contains("&lt;script&gt;") && !html.contains("<script>"), html);
    }

    @Test
    void nullLooksOtherThanTheTextNull() {
        List<Column> columns = List.of(new Column("a", "t", Align.RIGHT));
        String absent = new HtmlTable("", columns, List.of(List.of(HtmlTable.NULL)), 1).toHtml();
        String text = new HtmlTable("", columns, List.of(List.of("null")), 1).toHtml();
        assertTrue(absent.contains(">null</span>"), absent);
        assertFalse(text.contains(">null</span>"), text);
    }

    @Test
    void rowsThatAreNotShownAreCounted() throws Exception {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            QueryTable result = QueryTable.of(duckdb, "SELECT range AS n, NULL FROM range(1234)");
            String html = Tables.of(result).toHtml();
            assertTrue(html.contains("20 of 1,234 rows"), html);
            assertTrue(result.toString().startsWith("1,234 rows in "), result.toString());
        }
    }

    @Test
    void kernelFindsTheRenderersAndGetsHtmlAndText() throws Exception {
        DisplayProvider provider =
                ServiceLoader.load(DisplayProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(AerospikeDisplayProvider.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        assertEquals(3, provider.getDisplayRenderers().size());
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            QueryTable result = QueryTable.of(duckdb, "SELECT 1 AS one");
            DisplayData data = provider.getDisplayRenderers().get(2).render("text/html", result);
            assertTrue(data.data().get("text/html").toString().contains("one"));
            assertTrue(data.data().get("text/plain").toString().startsWith("1 row in"));
        }
    }
}
