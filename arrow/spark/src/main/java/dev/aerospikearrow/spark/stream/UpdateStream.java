package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.stream.UpdateOffset.Updates;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReadMaxRows;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the records of a set that were written, by the time of their last update. Each epoch
 * scans the set for those whose last update lies between two times, the first included. The nodes
 * note that time by their own clocks, so an epoch ends at a time that all of them have passed. An
 * epoch that would have more rows than wanted has those of some partitions only, and the next ones
 * have those of the others, up to the same time.
 */
public final class UpdateStream implements MicroBatchStream, SupportsTriggerAvailableNow {
    private static final String EARLIEST = "earliest";
    private static final int DEFAULT_LAG_MILLIS = 1_000;
    private static final int MAX_LAG_MILLIS = (int) Duration.ofDays(1).toMillis();

    private final String place;
    private final UpdateOffset start;
    private final Duration lag;
    private final ReadLimit limit;
    private final WrittenMeanwhile writtenMeanwhile;
    private final Supplier<Instant> clock;
    private final UpdateSample sample;
    private final Parts parts;
    private final PartitionReaderFactory readers;
    private @Nullable Instant lastOfRun;

    /** The parts of a scan. */
    public interface Parts {
        /** Those of some partitions, for the records that satisfy a condition. */
        InputPartition[] of(int firstPartition, int partitionCount, Expression condition);
    }

    /**
     * @param parts of a scan, for tasks
     * @param readers read these
     * @throws IllegalArgumentException if an option is wrong
     */
    public UpdateStream(ConnectorOptions options, Parts parts, PartitionReaderFactory readers) {
        this(options, new SlowestClock(options), UpdateSample.of(options), parts, readers);
    }

    /**
     * @param clock that of the node which is behind the others, in whole seconds
     */
    UpdateStream(
            ConnectorOptions options,
            Supplier<Instant> clock,
            UpdateSample sample,
            Parts parts,
            PartitionReaderFactory readers) {
        place = options.place();
        start = UpdateOffset.of(start(options));
        lag =
                Duration.ofMillis(
                        options.integer(
                                OptionName.STREAM_LAG, DEFAULT_LAG_MILLIS, 0, MAX_LAG_MILLIS));
        int most = options.integer(OptionName.STREAM_MAX_RECORDS, 0, 0, Integer.MAX_VALUE);
        limit = most == 0 ? ReadLimit.allAvailable() : ReadLimit.maxRows(most);
        writtenMeanwhile =
                options.choice(OptionName.STREAM_WRITTEN_MEANWHILE, WrittenMeanwhile.class)
                        .orElse(WrittenMeanwhile.LATER);
        this.clock = clock;
        this.sample = sample;
        this.parts = parts;
        this.readers = readers;
    }

    private static Instant start(ConnectorOptions options) {
        String text = options.value(OptionName.STREAM_START).orElse(EARLIEST);
        if (text.equalsIgnoreCase(EARLIEST)) {
            return Instant.EPOCH;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Option "
                            + OptionName.STREAM_START.key()
                            + " is earliest or a time such as 2026-01-31T00:00:00Z, but found \""
                            + text
                            + "\".",
                    e);
        }
    }

    @Override
    public Offset initialOffset() {
        return start;
    }

    @Override
    public Offset deserializeOffset(String json) {
        return UpdateOffset.parse(json);
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return limit;
    }

    /** What is there when the query is started is the last of the run. */
    @Override
    public void prepareForTriggerAvailableNow() {
        lastOfRun = end();
    }

    private Instant end() {
        return clock.get().minus(lag).truncatedTo(ChronoUnit.SECONDS);
    }

    /** An end after the start, whatever the clocks say; the start itself if nothing can be new. */
    @Override
    public Offset latestOffset(Offset from, ReadLimit most) {
        UpdateOffset begin = UpdateOffset.of(from);
        Instant end = lastOfRun == null ? end() : lastOfRun;
        Instant next = begin.next(end);
        if (!(most instanceof ReadMaxRows rows)) {
            return UpdateOffset.of(end.isBefore(next) ? next : end);
        }
        if (next.equals(begin.before())) {
            return begin;
        }
        int first = begin.firstPartition();
        Updates remaining = new Updates(first, PartitionId.COUNT - first, begin.before(), next);
        return begin.plus(sample.partitions(remaining, rows.maxRows()), next);
    }

    /** Not called where the other one is there. */
    @Override
    public Offset latestOffset() {
        return latestOffset(start, limit);
    }

    @Override
    public InputPartition[] planInputPartitions(Offset from, Offset to) {
        return UpdateOffset.of(from).until(UpdateOffset.of(to)).stream()
                .flatMap(
                        it ->
                                Arrays.stream(
                                        parts.of(
                                                it.firstPartition(),
                                                it.partitionCount(),
                                                condition(it))))
                .toArray(InputPartition[]::new);
    }

    private Expression condition(Updates updates) {
        return writtenMeanwhile == WrittenMeanwhile.LATER
                ? updatedBetween(updates.from(), updates.to())
                : updatedSince(updates.from());
    }

    /** The condition of records that were last written between two times, the first included. */
    static Expression updatedBetween(Instant from, Instant to) {
        return Expressions.and(
                updatedSince(from),
                Expressions.less(Expressions.lastUpdateNanos(), Expressions.literal(nanos(to))));
    }

    private static Expression updatedSince(Instant from) {
        return Expressions.greaterOrEqual(
                Expressions.lastUpdateNanos(), Expressions.literal(nanos(from)));
    }

    private static long nanos(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return readers;
    }

    @Override
    public void commit(Offset end) {}

    @Override
    public void stop() {}

    /** What progress reports and failures show. */
    @Override
    public String toString() {
        return "aerospike updates of " + place;
    }
}
