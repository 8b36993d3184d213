package dev.aerospikearrow.server.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.collection.Recording;
import dev.aerospikearrow.server.message.RequestException;
import dev.aerospikearrow.server.store.NamespaceSettings;
import dev.aerospikearrow.server.store.ParticleValue;
import dev.aerospikearrow.server.store.RecordSnapshot;
import dev.aerospikearrow.server.store.RecordStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions of nearly every kind, well-typed and not, evaluated once by a real server. */
class RecordedExpressionsTest {
    private static final int EXPRESSION_READ = 7;
    private static final int BLOB = 4;

    private final BinOperator operator = new BinOperator(InstantSource.system());

    @ParameterizedTest
    @ValueSource(strings = {"expressions-1.tsv", "expressions-2.tsv", "expressions-3.tsv"})
    void everyExpressionComesOutAsItDidOnTheRealServer(String name) {
        List<String[]> lines = Recording.load(name);
        RecordSnapshot record = record(lines);
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (String[] row : lines) {
            if (row[0].startsWith("#")) {
                continue;
            }
            cases++;
            String expected = row[1] + " " + row[2];
            String found = result(row[0], record);
            if (!found.equals(expected)) {
                differences.add(row[0] + ": expected " + expected + ", found " + found);
            }
        }
        assertTrue(cases > 300, () -> "the recording is incomplete");
        assertEquals(List.of(), differences);
    }

    private String result(String packed, RecordSnapshot record) {
        try {
            ParticleValue value = ParticleValue.of(BLOB, HexFormat.of().parseHex(packed));
            return "0 "
                    + Recording.describe(
                            operator.expression(EXPRESSION_READ, value, () -> record, null)
                                    .result());
        } catch (RequestException e) {
            return e.resultCode() + " -";
        }
    }

    private static RecordSnapshot record(List<String[]> lines) {
        byte[] digest = new byte[RecordSnapshot.DIGEST_LENGTH];
        WireBuffer bins = new WireBuffer();
        int binCount = 0;
        for (String[] line : lines) {
            if (line[0].equals("# digest")) {
                digest = HexFormat.of().parseHex(line[1]);
            } else if (line[0].equals("# bin")) {
                byte[] name = Bytes.utf8(line[1]);
                ParticleValue value = Recording.particle(line[2]);
                if (value != null) {
                    bins.putInt(4 + name.length + value.length());
                    bins.putByte(1);
                    bins.putByte(value.particleType());
                    bins.putByte(0);
                    bins.putByte(name.length);
                    bins.putBytes(name);
                    bins.putBytes(value.bytes(), value.offset(), value.length());
                    binCount++;
                }
            }
        }
        RecordStore store =
                new RecordStore("test", NamespaceSettings.DEFAULT, InstantSource.system());
        return new RecordSnapshot(
                digest,
                0,
                store.set("cdtdiff"),
                1,
                0,
                store.nowNanos(),
                null,
                binCount,
                bins.toByteArray());
    }
}
