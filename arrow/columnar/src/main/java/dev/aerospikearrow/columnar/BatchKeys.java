package dev.aerospikearrow.columnar;

import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Digester;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.key.UserKey;
import dev.aerospikearrow.protocol.operation.RecordCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

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
    private final DigestArray digests;
    private final UserKeys userKeys;
    private final List<Place> places;
    private final int @Nullable [] placeOfIndex;
    private final int rowCount;
    private final int @Nullable [] rowOfIndex;
    private @Nullable DigestBlocks lender;
    private boolean released;

    private BatchKeys(
            DigestArray digests,
            UserKeys userKeys,
            List<Place> places,
            int @Nullable [] placeOfIndex,
            int rowCount,
            int @Nullable [] rowOfIndex) {
        this.digests = digests;
        this.userKeys = userKeys;
        this.places = places;
        this.placeOfIndex = placeOfIndex;
        this.rowCount = rowCount;
        this.rowOfIndex = rowOfIndex;
    }

    /** Where a record is looked for. */
    record Place(String namespace, String setName) {}

    private static BatchKeys ofOnePlace(
            String namespace, String setName, DigestArray digests, UserKeys userKeys) {
        return new BatchKeys(
                digests, userKeys, place(namespace, setName), null, digests.count(), null);
    }

    /**
     * Integer keys of one set for one read, whose digests lie in a block that is used again after
     * {@link #release()}.
     */
    static BatchKeys borrowing(String namespace, String setName, long[] keys, DigestBlocks blocks) {
        List<Place> places = place(namespace, setName);
        byte[] block = blocks.borrow(keys.length);
        Digester.forSet(setName).digest(keys, 0, keys.length, block, 0);
        BatchKeys borrowing =
                new BatchKeys(
                        DigestArray.of(block, keys.length),
                        new UserKeys.Integers(keys),
                        places,
                        null,
                        keys.length,
                        null);
        borrowing.lender = blocks;
        return borrowing;
    }

    /** Gives back what was borrowed: the keys cannot be used any more. Others take no notice. */
    synchronized void release() {
        DigestBlocks blocks = lender;
        if (blocks != null) {
            lender = null;
            released = true;
            blocks.giveBack(digests.array());
        }
    }

    private static List<Place> place(String namespace, String setName) {
        // The key checks both names, so that a wrong one is refused here and not by the server.
        Key.of(namespace, setName, 0);
        return List.of(new Place(namespace, setName));
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
        DigestArray digests = DigestArray.of(keys);
        Map<Place, Integer> known = new HashMap<>();
        List<Place> places = new ArrayList<>();
        int[] placeOfIndex = new int[keys.size()];
        int index = 0;
        for (Key key : keys) {
            Place place = new Place(key.namespace(), key.setName());
            Integer number = known.putIfAbsent(place, places.size());
            if (number == null) {
                number = places.size();
                places.add(place);
            }
            placeOfIndex[index++] = number;
        }
        return new BatchKeys(
                digests,
                new UserKeys.OfKeys(keys),
                List.copyOf(places),
                placeOfIndex,
                keys.size(),
                null);
    }

    /** Integer keys of one set; an empty set name for none. */
    public static BatchKeys of(String namespace, String setName, long[] keys) {
        return ofOnePlace(
                namespace,
                setName,
                Digester.forSet(setName).digest(keys),
                new UserKeys.Integers(keys));
    }

    /**
     * Text keys of one set; an empty set name for none.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static BatchKeys of(String namespace, String setName, String[] keys) {
        return ofTexts(namespace, setName, Arrays.asList(keys));
    }

    /**
     * Text keys of one set; an empty set name for none.
     *
     * @throws NullPointerException if a key is null; the message says which
     */
    public static BatchKeys ofTexts(String namespace, String setName, List<String> keys) {
        return ofOnePlace(
                namespace,
                setName,
                Digester.forSet(setName).digest(keys),
                new UserKeys.Texts(keys));
    }

    /** Digests, for callers that keep no user keys; the set must be that of the records. */
    public static BatchKeys of(String namespace, String setName, DigestArray digests) {
        Objects.requireNonNull(digests, "digests");
        return ofOnePlace(namespace, setName, digests, new UserKeys.Unknown());
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
    public static BatchKeys of(String namespace, String setName, ValueVector keys) {
        return ofVector(namespace, setName, VectorKeys.read(keys), keys.getValueCount());
    }

    /**
     * The values of an Arrow vector as keys of one set, or those that a dictionary-encoded vector
     * stands for, of the types that {@link #of(String, String, ValueVector)} takes. An index that
     * is null, or that of a null, is a row of nulls.
     *
     * @param keys copied, stays the caller's
     * @param dictionaries asked for the vector's dictionary if it has one; an {@code ArrowReader}
     *     is such a provider, and so are {@link ColumnarBatch#dictionaries()}
     * @throws IllegalArgumentException if the keys have another type, or if the dictionary, or an
     *     index, is not there
     */
    public static BatchKeys of(
            String namespace, String setName, ValueVector keys, DictionaryProvider dictionaries) {
        VectorKeys read = VectorKeys.read(keys, dictionaries);
        return ofVector(namespace, setName, read, keys.getValueCount());
    }

    private static BatchKeys ofVector(
            String namespace, String setName, VectorKeys keys, int rowCount) {
        return new BatchKeys(
                keys.digest(Digester.forSet(setName)),
                keys.userKeys(),
                place(namespace, setName),
                null,
                rowCount,
                keys.rowOfIndex());
    }

    /** How many rows the result has. */
    public int rowCount() {
        return rowCount;
    }

    /** How many keys are sent: all but those that are null. */
    int keyCount() {
        return digests.count();
    }

    /** The digests of the keys that are sent, by batch index. */
    DigestArray digests() {
        if (released) {
            throw new IllegalStateException(
                    "The batch is closed. Look its keys up before you close it.");
        }
        return digests;
    }

    UserKeys userKeys() {
        return userKeys;
    }

    /** The row of a batch index; they differ if keys are null. */
    int row(int batchIndex) {
        Objects.checkIndex(batchIndex, digests.count());
        return rowOfIndex == null ? batchIndex : rowOfIndex[batchIndex];
    }

    /** One template for each namespace and set. */
    List<RowTemplate> templates(RecordCommand command) {
        return places.stream()
                .map(place -> RowTemplate.of(place.namespace(), place.setName(), command))
                .toList();
    }

    /** Which of the templates a batch index has; null if there is only one. */
    int @Nullable [] templateOfIndex() {
        return placeOfIndex;
    }

    String namespace(int batchIndex) {
        return place(batchIndex).namespace();
    }

    private Place place(int batchIndex) {
        return places.get(placeOfIndex == null ? 0 : placeOfIndex[batchIndex]);
    }

    /**
     * The key that an integer is in the set of this batch.
     *
     * @throws IllegalStateException if the keys are of several sets
     */
    Key keyInOnlySet(long userKey) {
        Place place = onlyPlace();
        return Key.of(place.namespace(), place.setName(), userKey);
    }

    /** The key that a text is in the set of this batch. */
    Key keyInOnlySet(String userKey) {
        Place place = onlyPlace();
        return Key.of(place.namespace(), place.setName(), userKey);
    }

    private Place onlyPlace() {
        if (places.size() != 1) {
            throw new IllegalStateException(
                    "The keys are of "
                            + places.size()
                            + " sets, so a user key alone names no row. Look it up by Key.");
        }
        return places.get(0);
    }

    /** Whether rows have no key. */
    boolean hasNulls() {
        return rowOfIndex != null;
    }

    /** The batch index of a row; negative if the row's key is null. */
    private int index(int row) {
        return rowOfIndex == null ? row : Arrays.binarySearch(rowOfIndex, row);
    }

    /** A row's key for people: {@code key test.flights 12, digest 4f1c…}. */
    String describe(int row) {
        int index = index(row);
        if (index < 0) {
            return "null key";
        }
        Optional<UserKey> userKey = userKeys.at(index);
        Place place = place(index);
        String where =
                place.setName().isEmpty()
                        ? place.namespace()
                        : place.namespace() + "." + place.setName();
        return userKey.map(key -> "key " + where + " " + key + ", ").orElse("")
                + "digest "
                + digests.hex(index);
    }

    @Override
    public String toString() {
        return rowCount + " keys of " + places;
    }
}
