package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.NodeClocks;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the records of a set that were written, by the time of their last update. Each epoch
 * scans the set for those whose last update lies between two times, the first included. The nodes
 * note that time by their own clocks, so an epoch ends where none of them has still to come to.
 */
public final class UpdateStream implements MicroBatchStream, SupportsTriggerAvailableNow {
    private static final String EARLIEST = "earliest";
    private static final int DEFAULT_LAG_MILLIS = 1_000;
    private static final int MAX_LAG_MILLIS = (int) Duration.ofDays(1).toMillis();

    private final UpdateOffset start;
    private final Duration lag;
    private final Supplier<Instant> clock;
    private final Function<Expression, InputPartition[]> partitions;
    private final PartitionReaderFactory readers;
    private @Nullable UpdateOffset lastOfRun;

    /**
     * @param partitions the parts of a scan for records that satisfy a condition
     * @param readers read these
     * @throws IllegalArgumentException if an option is wrong
     */
    public UpdateStream(
            ConnectorOptions options,
            Function<Expression, InputPartition[]> partitions,
            PartitionReaderFactory readers) {
        this(options, () -> slowestClock(options), partitions, readers);
    }

    /**
     * @param clock what that of the nodes says which is behind the others, in whole seconds
     */
    UpdateStream(
            ConnectorOptions options,
            Supplier<Instant> clock,
            Function<Expression, InputPartition[]> partitions,
            PartitionReaderFactory readers) {
        start = new UpdateOffset(start(options));
        lag =
                Duration.ofMillis(
                        options.integer(
                                OptionName.STREAM_LAG, DEFAULT_LAG_MILLIS, 0, MAX_LAG_MILLIS));
        this.clock = clock;
        this.partitions = partitions;
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

    private static Instant slowestClock(ConnectorOptions options) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            Collection<Long> clocks =
                    NodeClocks.secondsSince2010(
                                    lease.client().infoOfAll("namespace/" + options.namespace()))
                            .values();
            return Instant.ofEpochSecond(
                    MessageDescriptor.VOID_TIME_EPOCH_SECONDS + Collections.min(clocks));
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

    /** What is there when the query is started is the last of the run. */
    @Override
    public void prepareForTriggerAvailableNow() {
        lastOfRun = end();
    }

    private UpdateOffset end() {
        return new UpdateOffset(clock.get().minus(lag).truncatedTo(ChronoUnit.SECONDS));
    }

    /** An end after the start, whatever the clocks say; the start itself if nothing can be new. */
    @Override
    public Offset latestOffset(Offset from, ReadLimit limit) {
        UpdateOffset last = lastOfRun;
        return UpdateOffset.of(from).orLater(last == null ? end() : last);
    }

    /** Not called where the other one is there. */
    @Override
    public Offset latestOffset() {
        return start.orLater(end());
    }

    @Override
    public InputPartition[] planInputPartitions(Offset from, Offset to) {
        return partitions.apply(
                updatedBetween(UpdateOffset.of(from).before(), UpdateOffset.of(to).before()));
    }

    /** The condition of records that were last written between two times, the first included. */
    static Expression updatedBetween(Instant from, Instant to) {
        return Expressions.and(
                Expressions.greaterOrEqual(
                        Expressions.lastUpdateNanos(), Expressions.literal(nanos(from))),
                Expressions.less(Expressions.lastUpdateNanos(), Expressions.literal(nanos(to))));
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
}
