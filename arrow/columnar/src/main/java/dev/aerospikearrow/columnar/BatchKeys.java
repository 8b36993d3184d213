package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.read.RowKeys;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * The keys of a batch read, in the order of the rows wanted. Digests are made here, many at a time,
 * so that an instance can be read any number of times at no further cost.
 *
 * <p>A key may occur twice; each time is a row. Null is refused in Java arrays and lists; in an
 * Arrow vector it stands for a row of nulls, which is not sent ({@link ColumnarBatch#NULL_KEY}).
 *
 * <p>Arrays and lists are not copied: do not change them while the keys are in use. Vectors are
 * copied and may be closed at once. Kept to that, an instance may be shared between threads.
 */
public final class BatchKeys {
    private final RowKeys rows;

    private BatchKeys(RowKeys rows) {
        this.rows = rows;
    }

    /**
     * Keys of any namespaces and sets.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static BatchKeys of(Key... keys) {
        return of(Arrays.asList(keys));
    }

    /**
     * Keys of any namespaces and sets.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static BatchKeys of(List<Key> keys) {
        return new BatchKeys(RowKeys.of(keys));
    }

    /** Integer keys of one set. */
    public static BatchKeys of(SetName set, long[] keys) {
        return new BatchKeys(RowKeys.of(set, keys));
    }

    /**
     * Text keys of one set.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static BatchKeys of(SetName set, String[] keys) {
        return ofTexts(set, Arrays.asList(keys));
    }

    /**
     * Text keys of one set.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static BatchKeys ofTexts(SetName set, List<String> keys) {
        return new BatchKeys(RowKeys.of(set, keys));
    }

    /** Digests, for callers that keep no user keys; the set must be that of the records. */
    public static BatchKeys of(SetName set, DigestArray digests) {
        Objects.requireNonNull(digests, "digests");
        return new BatchKeys(RowKeys.of(set, digests));
    }

    /**
     * The values of an Arrow vector as keys of one set: Int8 to Int64 and UInt8 to UInt64 are
     * integer keys, Utf8, LargeUtf8 and Utf8View text keys, Binary, LargeBinary, BinaryView and
     * FixedSizeBinary blob keys. A null is a row of nulls.
     *
     * @param keys copied, stays the caller's
     * @throws IllegalArgumentException if the vector has another type, or is encoded with a
     *     dictionary
     */
    public static BatchKeys of(SetName set, ValueVector keys) {
        return new BatchKeys(RowKeys.of(set, keys));
    }

    /**
     * The values of an Arrow vector as keys of one set, or those that a dictionary-encoded vector
     * stands for, of the types that {@link #of(SetName, ValueVector)} takes. An index that is null,
     * or that of a null, is a row of nulls.
     *
     * @param keys copied, stays the caller's
     * @param dictionaries asked for the vector's dictionary if it has one; an {@code ArrowReader}
     *     is such a provider, and so are {@link ColumnarBatch#dictionaries()}
     * @throws IllegalArgumentException if the keys have another type, or if the dictionary, or an
     *     index, is not there
     */
    public static BatchKeys of(SetName set, ValueVector keys, DictionaryProvider dictionaries) {
        return new BatchKeys(RowKeys.of(set, keys, dictionaries));
    }

    /** How many rows the result has. */
    public int rowCount() {
        return rows.rowCount();
    }

    /** The same, for those who read. */
    RowKeys rows() {
        return rows;
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
