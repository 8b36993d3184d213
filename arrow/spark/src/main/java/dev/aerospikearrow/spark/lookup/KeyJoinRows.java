package dev.aerospikearrow.spark.lookup;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.spark.key.GatheredKeys;
import dev.aerospikearrow.spark.key.KeyList;
import dev.aerospikearrow.spark.key.KeyedRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;

/**
 * Rows with the records of their keys. Some thousands of rows at a time are kept, their different
 * keys are read in one batch request, and then they go out in their order.
 */
final class KeyJoinRows implements LookupRdd.Output<InternalRow> {
    private static final int NO_KEY = -1;

    private final KeyJoinTask task;
    private final Iterator<InternalRow> input;
    private final KeyedRecords records;
    private final Expression key;
    private final @Nullable BasePredicate condition;
    private final UnsafeProjection projection;
    private final InternalRow noRecord;
    private final JoinedRow joined = new JoinedRow();
    private final JoinedRow numbered = new JoinedRow();
    private final GenericInternalRow number = new GenericInternalRow(1);

    private final List<InternalRow> rows = new ArrayList<>();
    private final int rowsPerBatch;
    private int[] valueOfRow;
    private @Nullable InternalRow ahead;
    private GatheredKeys keys;
    private long keysBefore;
    private @Nullable ColumnarBatch found;
    private org.apache.spark.sql.vectorized.@Nullable ColumnarBatch columns;

    private int row;
    private int nextKey;
    private int endKey;
    private boolean hasMatch;
    private @Nullable InternalRow next;
    private boolean closed;

    KeyJoinRows(KeyJoinTask task, Iterator<InternalRow> input) {
        this.task = task;
        this.input = input;
        rowsPerBatch = task.read().options().rowsPerBatch();
        valueOfRow = new int[rowsPerBatch];
        Seq<Attribute> both = PlanParts.concatenated(task.rowColumns(), task.recordColumns());
        key =
                BindReferences.bindReference(
                        task.key(), package$.MODULE$.AttributeSeq(task.rowColumns()), false);
        condition =
                task.condition().isEmpty()
                        ? null
                        : Predicate$.MODULE$.create(task.condition().get(), both);
        if (condition != null) {
            condition.initialize(0);
        }
        projection =
                UnsafeProjection.create(
                        PlanParts.expressions(task.type().hasRecords() ? both : task.rowColumns()),
                        both);
        noRecord = new GenericInternalRow(task.recordColumns().size());
        keys = new GatheredKeys(task.read().column().kind());
        records = new KeyedRecords(task.read());
    }

    @Override
    public boolean hasNext() {
        if (next == null && !closed) {
            next = advance();
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow result = Objects.requireNonNull(next);
        next = null;
        task.metrics().outputRows().add(1);
        return result;
    }

    /** The next row that goes out, good until the one after it; null at the end. */
    private @Nullable InternalRow advance() {
        while (row < rows.size() || fill()) {
            InternalRow current = rows.get(row);
            while (nextKey < endKey) {
                if (!matches(current, nextKey++)) {
                    continue;
                }
                hasMatch = true;
                if (task.type().hasRecords()) {
                    return projection.apply(joined);
                }
                nextKey = endKey;
            }
            boolean isKept =
                    switch (task.type()) {
                        case INNER -> false;
                        case LEFT_OUTER, LEFT_ANTI -> !hasMatch;
                        case LEFT_SEMI -> hasMatch;
                    };
            begin(row + 1);
            if (isKept) {
                return projection.apply(joined.apply(current, noRecord));
            }
        }
        return null;
    }

    private boolean matches(InternalRow current, int index) {
        ColumnarBatch read = Objects.requireNonNull(found);
        if (!KeyedRecords.isFound(read, index)) {
            return false;
        }
        InternalRow record = Objects.requireNonNull(columns).getRow(index);
        if (task.number().isDefined()) {
            number.setLong(0, keysBefore + index);
            record = numbered.apply(record, number);
        }
        joined.apply(current, record);
        return condition == null || condition.eval(joined);
    }

    private void begin(int index) {
        row = index;
        hasMatch = false;
        nextKey = 0;
        endKey = 0;
        if (index < rows.size() && valueOfRow[index] != NO_KEY) {
            nextKey = keys.firstKey(valueOfRow[index]);
            endKey = keys.firstKey(valueOfRow[index] + 1);
        }
    }

    /** Takes rows and reads their records; false if there is no row. */
    private boolean fill() {
        release();
        rows.clear();
        keysBefore += keys.size();
        keys = new GatheredKeys(task.read().column().kind());
        while (ahead != null || input.hasNext()) {
            InternalRow taken = ahead == null ? input.next().copy() : ahead;
            Object value = key.eval(taken);
            ahead = isOfNextBatch(value) ? taken : null;
            if (ahead != null) {
                break;
            }
            add(taken, value);
        }
        KeyList list = keys.keys();
        if (list.size() > 0) {
            long start = System.nanoTime();
            ColumnarBatch read = records.read(list);
            found = read;
            task.metrics().count(read, System.nanoTime() - start);
            columns =
                    new org.apache.spark.sql.vectorized.ColumnarBatch(
                            records.columns(read), read.rowCount());
        }
        begin(0);
        return !rows.isEmpty();
    }

    /** Whether there are rows enough, and those of one key are all among them if they must be. */
    private boolean isOfNextBatch(@Nullable Object value) {
        return rows.size() >= rowsPerBatch
                && (task.number().isEmpty() || value == null || !keys.has(value));
    }

    private void add(InternalRow taken, @Nullable Object value) {
        if (rows.size() == valueOfRow.length) {
            valueOfRow = Arrays.copyOf(valueOfRow, 2 * valueOfRow.length);
        }
        valueOfRow[rows.size()] = value == null ? NO_KEY : keys.add(value);
        if (value == null) {
            task.metrics().nullKeys().add(1);
        }
        rows.add(taken);
    }

    private void release() {
        columns = null;
        if (found != null) {
            found.close();
            found = null;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            next = null;
            try (records) {
                release();
            }
        }
    }
}
