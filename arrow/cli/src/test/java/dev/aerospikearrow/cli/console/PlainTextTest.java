package dev.aerospikearrow.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final String ESCAPES = "a\u001b[2Jb\rc\u0007\u009b1m\u007f\u202Ed\tä\n→ 𝄞";
    private static final String SHOWN =
            "a\\u001b[2Jb\\u000dc\\u0007\\u009b1m\\u007f\\u202ed\tä\n→ 𝄞";

    @Test
    void whatTerminalsObeyIsShown() {
        assertEquals(SHOWN, PlainText.of(ESCAPES));
    }

    @Test
    void otherTextsAreWhatTheyWere() {
        String text = "Ada\tGrace\nä → 𝄞";
        assertSame(text, PlainText.of(text));
    }

    @Test
    void rowsOnATerminalComeWithoutControlsHoweverTheyAreCut() throws IOException {
        byte[] rows = "a\u001b[2J,\u009b1m,ä\u00a0\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= rows.length; cut++) {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            OutputStream terminal = PlainText.onTerminal(shown);
            terminal.write(rows, 0, cut);
            for (int i = cut; i < rows.length; i++) {
                terminal.write(rows[i]);
            }
            assertEquals("a\\u001b[2J,\\u009b1m,ä\u00a0\n", shown.toString(StandardCharsets.UTF_8));
        }
    }
}
