package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.batch.LatestTemplate;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.key.Digester;
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
 * The keys of a batch read by row: as they were given, their digests, and where their records are.
 * What {@link dev.aerospikearrow.columnar.BatchKeys} holds. Immutable, as long as the arrays and
 * lists are that it was made of.
 */
public final class RowKeys {
    private final DigestArray digests;
    private final UserKeys userKeys;
    private final List<Place> places;
    private final int @Nullable [] placeOfIndex;
    private final int rowCount;
    private final int @Nullable [] rowOfIndex;

    private RowKeys(
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

    private static RowKeys ofOnePlace(
            String namespace, String setName, DigestArray digests, UserKeys userKeys) {
        return new RowKeys(
                digests, userKeys, place(namespace, setName), null, digests.count(), null);
    }

    private static List<Place> place(String namespace, String setName) {
        // The key checks both names, so that a wrong one is refused here and not by the server.
        Key.of(namespace, setName, 0);
        return List.of(new Place(namespace, setName));
    }

    /** Keys of any namespaces and sets. */
    public static RowKeys of(List<Key> keys) {
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
        return new RowKeys(
                digests,
                new UserKeys.OfKeys(keys),
                List.copyOf(places),
                placeOfIndex,
                keys.size(),
                null);
    }

    /** Integer keys of one set. */
    public static RowKeys of(String namespace, String setName, long[] keys) {
        return ofOnePlace(
                namespace,
                setName,
                Digester.forSet(setName).digest(keys),
                new UserKeys.Integers(keys));
    }

    /** Integer keys of one set, whose digests lie in the lease's block and last as long as it. */
    static RowKeys of(String namespace, String setName, long[] keys, DigestLease lease) {
        Digester.forSet(setName).digest(keys, 0, keys.length, lease.block(), 0);
        return ofOnePlace(
                namespace,
                setName,
                DigestArray.of(lease.block(), keys.length),
                new UserKeys.Integers(keys));
    }

    /** Text keys of one set. */
    public static RowKeys of(String namespace, String setName, List<String> keys) {
        return ofOnePlace(
                namespace,
                setName,
                Digester.forSet(setName).digest(keys),
                new UserKeys.Texts(keys));
    }

    /** Digests of one set. */
    public static RowKeys of(String namespace, String setName, DigestArray digests) {
        return ofOnePlace(namespace, setName, digests, new UserKeys.Unknown());
    }

    /** The values of a vector as keys of one set; a null is a row that is not sent. */
    public static RowKeys of(String namespace, String setName, ValueVector keys) {
        return ofVector(namespace, setName, VectorKeys.read(keys), keys.getValueCount());
    }

    /** The values of a vector, or those that its indices stand for, as keys of one set. */
    public static RowKeys of(
            String namespace, String setName, ValueVector keys, DictionaryProvider dictionaries) {
        VectorKeys read = VectorKeys.read(keys, dictionaries);
        return ofVector(namespace, setName, read, keys.getValueCount());
    }

    private static RowKeys ofVector(
            String namespace, String setName, VectorKeys keys, int rowCount) {
        return new RowKeys(
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
    List<RowTemplate> templates(LatestTemplate template) {
        if (places.size() == 1) {
            return List.of(template.of(places.get(0).namespace(), places.get(0).setName()));
        }
        return places.stream()
                .map(place -> template.of(place.namespace(), place.setName()))
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
        Optional<UserKey> userKey =
                MessageValues.areHidden() ? Optional.empty() : userKeys.at(index);
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
