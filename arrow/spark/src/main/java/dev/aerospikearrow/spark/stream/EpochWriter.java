package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.spark.write.TaskPlan;
import dev.aerospikearrow.spark.write.TaskWriter;
import dev.aerospikearrow.spark.write.WrittenRows;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the rows of one task and epoch, which come in the order of their keys. Each record
 * gets the mark of the epoch, and is left as it is if it has that already: then an earlier run of
 * the epoch, or an earlier attempt of a request that was not answered, has written it.
 */
final class EpochWriter implements DataWriter<InternalRow> {
    private static final ThereAlreadyMetric THERE_ALREADY = new ThereAlreadyMetric();

    private final RowsOfKeys rows;
    private final TaskWriter writer;
    private final InternalRow mark;
    private final JoinedRow marked = new JoinedRow();
    private @Nullable InternalRow held;

    /**
     * @param plan of rows that have their mark
     */
    EpochWriter(TaskPlan plan, EpochBin epochs, long epoch) {
        EpochMark epochMark = epochs.mark(epoch);
        rows = new RowsOfKeys(plan, epochs);
        mark = new GenericInternalRow(new Object[] {UTF8String.fromString(epochMark.text())});
        BatchPolicy policy =
                plan.batchPolicy().toBuilder().filter(epochMark.isMissing(epochs.bin())).build();
        writer = new TaskWriter(plan, policy, new MarkCheck(plan, epochs.bin(), epochMark));
    }

    @Override
    public void write(InternalRow row) {
        if (rows.isEmpty(row)) {
            writer.count(WrittenRows.withoutBins(1, rows.keyText(row)));
            return;
        }
        InternalRow before = held;
        if (before != null && rows.isSameKey(before, row)) {
            held = rows.merge(before, row);
            return;
        }
        writeHeld();
        held = row.copy();
    }

    /** With the last rows, so that Spark's counts of the task are complete. */
    @Override
    public void writeAll(Iterator<InternalRow> all) {
        all.forEachRemaining(this::write);
        writeHeld();
        writer.flush();
    }

    private void writeHeld() {
        if (held != null) {
            writer.write(marked.apply(held, mark));
            held = null;
        }
    }

    @Override
    public WrittenRows commit() {
        writeHeld();
        return writer.commit();
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return Stream.concat(
                        Arrays.stream(writer.currentMetricsValues()),
                        Stream.of(THERE_ALREADY.value(writer.written().thereAlready())))
                .toArray(CustomTaskMetric[]::new);
    }

    @Override
    public void abort() {
        writer.abort();
    }

    @Override
    public void close() {
        writer.close();
    }
}
