package dev.aerospikearrow.examples.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jshell.EvalException;
import org.junit.jupiter.api.Test;

class NotebookKernelTest {
    @Test
    void aFailureShowsItsMessageAndTheLinesOfCellsOnly() throws Exception {
        NotebookKernel kernel = new NotebookKernel();
        try {
            kernel.eval("int read(String text) { return Integer.parseInt(text); }");

            EvalException e =
                    assertThrows(EvalException.class, () -> kernel.eval("read(\"a dozen\")"));

            assertEquals("For input string: \"a dozen\"", e.getMessage());
            List<String> methods =
                    Arrays.stream(e.getStackTrace()).map(StackTraceElement::getMethodName).toList();
            // The cell itself has no name.
            assertEquals(List.of("read", ""), methods);
        } finally {
            kernel.onShutdown();
        }
    }

    @Test
    void theLogHasWarningsAndNotEachMessage() {
        NotebookKernel.logWarningsOnly();

        Logger logger = Logger.getLogger("RapaioKernel");
        assertFalse(logger.isLoggable(Level.INFO));
        assertTrue(logger.isLoggable(Level.WARNING));
    }

    @Test
    void aCellOfSqlIsTheQueryOnItsConnection() {
        String of = "dev.aerospikearrow.examples.jupyter.QueryTable.of(";

        assertEquals(of + "duckdb, \"SELECT 1\")", SqlCell.toJava("%%sql\nSELECT 1\n"));
        assertEquals(
                of + "other, \"SELECT \\\"a\\\\b\\\",\\n  'c'\")",
                SqlCell.toJava("%%sql other\r\nSELECT \"a\\b\",\n  'c'"));
        assertEquals("int sql = 1;", SqlCell.toJava("int sql = 1;"));
        assertEquals("%%sql", SqlCell.toJava("%%sql"));
    }
}
