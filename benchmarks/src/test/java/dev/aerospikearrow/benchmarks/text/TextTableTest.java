package dev.aerospikearrow.benchmarks.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
        TextTable table = new TextTable(1, "client", "rows/s");
        table.row("columnar", "1");
        table.row("map", "1,234,567");
        assertEquals(
                """
                | client   |    rows/s |
                |----------|----------:|
                | columnar |         1 |
                | map      | 1,234,567 |
                """,
                table.toString());
    }

    @Test
    void rowOfTheWrongLengthIsRefused() {
        TextTable table = new TextTable(1, "client", "rows/s");
        assertThrows(IllegalArgumentException.class, () -> table.row("columnar"));
    }
}
