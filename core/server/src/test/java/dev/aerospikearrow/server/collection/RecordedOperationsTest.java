package dev.aerospikearrow.server.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.expression.BinOutcome;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.ParticleValue;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random operations of every code, carried out once by a real server. */
class RecordedOperationsTest {
    private static final int LIST_OR_MAP_READ = 3;
    private static final int LIST_OR_MAP_MODIFY = 4;
    private static final int BLOB = 4;

    private final BinOperator operator = new BinOperator(InstantSource.system());

    @Test
    void everyOperationEndsAsItDidOnTheRealServer() {
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (String[] row : Recording.load("collection-operations.tsv")) {
            if (row.length == 6) {
                cases++;
                String expected = String.join(" ", row[3], row[4], row[5]);
                String found = outcome(row[0], row[1], row[2]);
                if (!found.equals(expected)) {
                    differences.add(
                            String.join(" ", row)
                                    + "\n  expected "
                                    + expected
                                    + "\n  found "
                                    + found);
                }
            }
        }
        assertTrue(cases > 500, () -> "the recording is incomplete");
        assertEquals(List.of(), differences);
    }

    private String outcome(String effect, String bin, String payload) {
        ParticleValue packed = ParticleValue.of(BLOB, HexFormat.of().parseHex(payload));
        ParticleValue current = Recording.particle(bin);
        try {
            BinOutcome outcome =
                    operator.content(
                            effect.equals("read") ? LIST_OR_MAP_READ : LIST_OR_MAP_MODIFY,
                            packed,
                            current);
            ParticleValue changed = outcome.newValue();
            return String.join(
                    " ",
                    "0",
                    Recording.describe(outcome.result()),
                    Recording.describe(changed == null ? current : changed));
        } catch (RequestException e) {
            return String.join(" ", Integer.toString(e.resultCode()), "-", bin);
        }
    }
}
