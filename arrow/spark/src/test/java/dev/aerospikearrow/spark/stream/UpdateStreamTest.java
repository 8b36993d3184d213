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
    private final List<String> ranges = new ArrayList<>();
    private Instant clock = NOON;
    private int perPartition;

    private UpdateStream stream(String... options) {
        Map<String, String> all = new HashMap<>();
        all.put("aerospike.namespace", "test");
        for (int i = 0; i < options.length; i += 2) {
            all.put("aerospike.stream." + options[i], options[i + 1]);
        }
        return new UpdateStream(
                ConnectorOptions.of(all, Map.of()),
                () -> clock,
                new UpdateSample(updates -> (long) updates.partitionCount() * perPartition),
                (first, count, condition) -> {
                    ranges.add(first + "+" + count);
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
        return stream.latestOffset(from, stream.getDefaultReadLimit());
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

    /** A thousand records of 4,096 partitions with four each: 250 partitions. */
    @Test
    void anEpochHasAboutAsManyRecordsAsItMay() {
        UpdateStream stream = stream("lag", "0", "max-records", "1000");
        perPartition = 4;

        Offset first = latest(stream, stream.initialOffset());
        stream.planInputPartitions(stream.initialOffset(), first);
        clock = NOON.plusSeconds(60);
        Offset second = latest(stream, stream.deserializeOffset(first.json()));
        stream.planInputPartitions(first, second);

        assertEquals("\"1970-01-01T00:00:00Z,250,2026-01-31T12:00:00Z\"", first.json());
        assertEquals("\"1970-01-01T00:00:00Z,500,2026-01-31T12:00:00Z\"", second.json());
        assertEquals(List.of("0+250", "250+250"), ranges);
        assertEquals(conditions.get(0), conditions.get(1));
    }

    @Test
    void whatAnEpochLeavesIsReadBeforeWhatIsNewer() {
        UpdateStream stream = stream("lag", "0", "max-records", "3000");
        perPartition = 1;
        Offset offset = latest(stream, latest(stream, stream.initialOffset()));
        assertEquals("\"2026-01-31T12:00:00Z\"", offset.json());
        assertEquals(offset, latest(stream, offset));

        clock = NOON.plusSeconds(60);
        offset = latest(stream, offset);

        assertEquals("\"2026-01-31T12:00:00Z,3000,2026-01-31T12:01:00Z\"", offset.json());
    }

    @Test
    void aTriggerForAllReadsWhatIsLeftAndWhatIsNewer() {
        UpdateStream stream = stream("lag", "0");
        Offset from =
                stream.deserializeOffset("\"2026-01-31T11:00:00Z,1000,2026-01-31T11:30:00Z\"");

        Offset end = stream.latestOffset(from, ReadLimit.allAvailable());
        stream.planInputPartitions(from, end);

        assertEquals("\"2026-01-31T12:00:00Z\"", end.json());
        assertEquals(List.of("0+1000", "1000+3096"), ranges);
        assertTrue(conditions.get(0).toString().contains("1769859000000000000"), "11:30");
        assertTrue(conditions.get(1).toString().contains("1769857200000000000"), "11:00");
    }

    @Test
    void fewUpdatesAreOneEpoch() {
        UpdateStream stream = stream("lag", "0", "max-records", "1");

        assertEquals("\"" + NOON + "\"", latest(stream, stream.initialOffset()).json());
    }

    @Test
    void recordsThatAreWrittenMeanwhileComeAtOnceIfThatIsWanted() {
        UpdateStream stream = stream("written-meanwhile", "at_once");

        stream.planInputPartitions(stream.initialOffset(), latest(stream, stream.initialOffset()));

        assertEquals("greaterOrEqual(lastUpdateNanos(), 0)", conditions.get(0).toString());
    }

    @Test
    void aStartThatIsNoTimeIsRefused() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> stream("start", "yesterday"));

        assertTrue(String.valueOf(e.getMessage()).contains("\"yesterday\""), e.getMessage());
    }
}
