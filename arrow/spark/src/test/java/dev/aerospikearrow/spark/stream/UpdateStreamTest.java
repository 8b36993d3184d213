package dev.aerospikearrow.spark.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.junit.jupiter.api.Test;

class UpdateStreamTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Expression> conditions = new ArrayList<>();
    private Instant clock = NOON;

    private UpdateStream stream(String... options) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            all.put("aerospike.stream." + options[i], options[i + 1]);
        }
        return new UpdateStream(
                ConnectorOptions.of(all, Map.of()),
                () -> clock,
                condition -> {
                    conditions.add(condition);
                    return new InputPartition[0];
                },
                new NoReaders());
    }

    private static final class NoReaders implements PartitionReaderFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            throw new UnsupportedOperationException();
        }
    }

    private static Offset latest(UpdateStream stream, Offset from) {
        return stream.latestOffset(from, ReadLimit.allAvailable());
    }

    @Test
    void anEpochEndsBehindTheNodesClocks() {
        UpdateStream stream = stream("lag", "2500");

        Offset end = latest(stream, stream.initialOffset());

        assertEquals("\"2026-01-31T11:59:57Z\"", end.json());
    }

    @Test
    void aClockThatIsSetBackEndsNoEpochBeforeItsBegin() {
        UpdateStream stream = stream("lag", "0");
        Offset from = latest(stream, stream.initialOffset());
        clock = NOON.minusSeconds(60);

        assertEquals(from, latest(stream, from));
    }

    @Test
    void offsetsAreReadAsTheyWereWritten() {
        UpdateStream stream = stream("start", "2026-01-30T00:00:00.250Z");
        Offset start = stream.initialOffset();

        assertEquals(start, stream.deserializeOffset(start.json()));
    }

    @Test
    void anEpochHasItsBeginAndNotItsEnd() {
        UpdateStream stream = stream("start", "1970-01-01T00:00:01Z", "lag", "0");
        clock = Instant.ofEpochSecond(2);

        stream.planInputPartitions(stream.initialOffset(), latest(stream, stream.initialOffset()));

        String condition = conditions.get(0).toString();
        assertTrue(condition.contains("greaterOrEqual(lastUpdateNanos(), 1000000000)"), condition);
        assertTrue(condition.contains("less(lastUpdateNanos(), 2000000000)"), condition);
    }

    @Test
    void aRunOfWhatIsAvailableEndsWhereItWasWhenItBegan() {
        UpdateStream stream = stream("lag", "0");
        stream.prepareForTriggerAvailableNow();
        clock = NOON.plusSeconds(60);

        assertEquals("\"" + NOON + "\"", latest(stream, stream.initialOffset()).json());
    }

    @Test
    void aStartThatIsNoTimeIsRefused() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> stream("start", "yesterday"));

        assertTrue(String.valueOf(e.getMessage()).contains("\"yesterday\""), e.getMessage());
    }
}
