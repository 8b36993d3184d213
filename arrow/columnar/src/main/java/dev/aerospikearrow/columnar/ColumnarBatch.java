package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.read.RowIndex;
import dev.aerospikearrow.columnar.vector.VectorMemory;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The records of a batch read as columns: one row per key, in the order of the keys.
 *
 * <p>Three absences are told apart. A record that does not exist is a row of nulls with result code
 * 2; a bin that a record lacks is null in its own field only; a row that failed is a row of nulls
 * with its own code ({@link #resultCode}).
 *
 * <p><b>Ownership.</b> Whoever gets a batch closes it, which releases all its memory. The vectors
 * of {@link #root()} belong to the batch; to keep one longer, transfer it.
 *
 * <p>Reading is safe from several threads, as long as none closes the batch.
 */
public final class ColumnarBatch implements AutoCloseable {
    /** The result code of a row whose key is null and was not sent. */
    public static final int NULL_KEY = -2;

    private final VectorSchemaRoot root;
    private final Schema schema;
    private final MapDictionaryProvider dictionaries;
    private final RowIndex rows;
    private final VectorMemory resultCodes;
    private final RowCounts counts;
    private final List<MismatchReport> mismatches;

    /** Internal: a batch is what a read returns. */
    public ColumnarBatch(
            VectorSchemaRoot root,
            Schema schema,
            MapDictionaryProvider dictionaries,
            RowIndex rows,
            VectorMemory resultCodes,
            RowCounts counts,
            List<MismatchReport> mismatches) {
        this.root = root;
        this.schema = schema;
        this.dictionaries = dictionaries;
        this.rows = rows;
        this.resultCodes = resultCodes;
        this.counts = counts;
        this.mismatches = mismatches;
    }

    /** The columns; owned by this batch. */
    public VectorSchemaRoot root() {
        return root;
    }

    /**
     * The schema that was asked for. That of {@link #root()} differs where a field is encoded with
     * a dictionary: there it has the type of the indices, as Arrow's vectors do.
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The dictionaries of the fields that the schema declares so, by their numbers: the different
     * texts of this batch, in the order in which they arrived. Owned by this batch.
     */
    public DictionaryProvider dictionaries() {
        return dictionaries;
    }

    /** How many rows there are: as many as keys. */
    public int rowCount() {
        return root.getRowCount();
    }

    /**
     * One column; owned by this batch.
     *
     * @throws IllegalArgumentException if the schema has no such field; the message lists those
     *     that it has
     */
    public FieldVector vector(String fieldName) {
        FieldVector vector = root.getVector(fieldName);
        if (vector == null) {
            throw new IllegalArgumentException(
                    "There is no field "
                            + fieldName
                            + ". Fields: "
                            + schema().getFields().stream()
                                    .map(field -> field.getName())
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return vector;
    }

    /** How many rows were found, missing, left out by the filter, failed, or had no key. */
    public RowCounts counts() {
        return counts;
    }

    /** For each field that a bin fills, in the schema's order, what did not fit it. */
    public List<MismatchReport> mismatches() {
        return mismatches;
    }

    /**
     * Why a row has no record: 0 if it has one, else a {@link ResultCode} or {@link #NULL_KEY}.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int resultCode(int row) {
        return resultCodes.getShort(Objects.checkIndex(row, rowCount()));
    }

    /** The first row of a key; empty if the key was not asked for. */
    public Optional<Integer> rowOf(Key key) {
        return rows.rowOf(key);
    }

    /**
     * The first row of an integer key in the set that all keys are of; empty if it was not asked
     * for.
     *
     * @throws IllegalStateException if the keys are of several sets
     */
    public Optional<Integer> rowOf(long userKey) {
        return rows.rowOf(userKey);
    }

    /** The first row of a text key in the set that all keys are of, like {@link #rowOf(long)}. */
    public Optional<Integer> rowOf(String userKey) {
        return rows.rowOf(userKey);
    }

    @Override
    public void close() {
        root.close();
        dictionaries.close();
        resultCodes.close();
        rows.close();
    }

    /**
     * The shape and the counts in one line; for the rows see {@link
     * dev.aerospikearrow.columnar.text.TablePrinter}.
     */
    @Override
    public String toString() {
        long nulled = mismatches.stream().mapToLong(MismatchReport::nullCount).sum();
        long coerced = mismatches.stream().mapToLong(MismatchReport::coercedCount).sum();
        StringBuilder text = new StringBuilder("ColumnarBatch of ");
        text.append(rowCount()).append(" rows x ").append(schema().getFields().size());
        text.append(" columns: ").append(counts.found()).append(" found, ");
        text.append(counts.missing()).append(" missing");
        appendCount(text, counts.filtered(), " filtered out");
        appendCount(text, counts.failed(), " failed");
        appendCount(text, counts.nullKeys(), " null keys");
        appendCount(text, nulled, " values did not fit");
        appendCount(text, coerced, " values converted");
        return text.toString();
    }

    private static void appendCount(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }
}
