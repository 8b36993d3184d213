package dev.aerospikearrow.columnar;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
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
public interface ColumnarBatch extends AutoCloseable {
    /** The result code of a row whose key is null and was not sent. */
    int NULL_KEY = -2;

    /**
     * Counts of the rows of a batch by what became of them.
     *
     * @param found rows with a record
     * @param missing rows whose record does not exist (result code 2)
     * @param filtered rows whose record the filter expression left out (result code 27)
     * @param failed rows with any other result code
     * @param nullKeys rows that were not sent because their key is null
     */
    record RowCounts(int found, int missing, int filtered, int failed, int nullKeys) {

        /** All rows. */
        public int total() {
            return found + missing + filtered + failed + nullKeys;
        }
    }

    /** The columns; owned by this batch. */
    VectorSchemaRoot root();

    /**
     * The schema that was asked for. That of {@link #root()} differs where a field is encoded with
     * a dictionary: there it has the type of the indices, as Arrow's vectors do.
     */
    Schema schema();

    /**
     * The dictionaries of the fields that the schema declares so, by their numbers: the different
     * texts of this batch, in the order in which they arrived. Owned by this batch.
     */
    DictionaryProvider dictionaries();

    /** How many rows there are: as many as keys. */
    int rowCount();

    /**
     * One column; owned by this batch.
     *
     * @throws IllegalArgumentException if the schema has no such field; the message lists those
     *     that it has
     */
    FieldVector vector(String fieldName);

    /** How many rows were found, missing, left out by the filter, failed, or had no key. */
    RowCounts counts();

    /** For each field that a bin fills, in the schema's order, what did not fit it. */
    List<MismatchReport> mismatches();

    /**
     * Why a row has no record: 0 if it has one, else a {@link ResultCode} or {@link #NULL_KEY}.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    int resultCode(int row);

    /** The first row of a key; empty if the key was not asked for. */
    Optional<Integer> rowOf(Key key);

    /**
     * The first row of an integer key in the set that all keys are of; empty if it was not asked
     * for.
     *
     * @throws IllegalStateException if the keys are of several sets
     */
    Optional<Integer> rowOf(long userKey);

    /** The first row of a text key in the set that all keys are of, like {@link #rowOf(long)}. */
    Optional<Integer> rowOf(String userKey);

    /** Releases the memory of all columns. */
    @Override
    void close();

    /**
     * The shape and the counts in one line; for the rows see {@link
     * dev.aerospikearrow.columnar.TablePrinter}.
     */
    @Override
    String toString();
}
