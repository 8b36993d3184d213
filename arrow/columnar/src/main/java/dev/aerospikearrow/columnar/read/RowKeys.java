package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.batch.Digester;
import dev.aerospikearrow.protocol.batch.LatestTemplate;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.wire.Quantity;
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
    private final List<SetName> places;
    private final int @Nullable [] placeOfIndex;
    private final int rowCount;
    private final int @Nullable [] rowOfIndex;

    private RowKeys(
            DigestArray digests,
            UserKeys userKeys,
            List<SetName> places,
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

    private static RowKeys ofOnePlace(SetName set, DigestArray digests, UserKeys userKeys) {
        return new RowKeys(digests, userKeys, List.of(set), null, digests.count(), null);
    }

    /** Keys of any namespaces and sets. */
    public static RowKeys of(List<Key> keys) {
        DigestArray digests = DigestArray.of(keys);
        Map<SetName, Integer> known = new HashMap<>();
        List<SetName> places = new ArrayList<>();
        int[] placeOfIndex = new int[keys.size()];
        int index = 0;
        for (Key key : keys) {
            if (index == 0 || !isOf(key, places.get(placeOfIndex[index - 1]))) {
                SetName set = key.set();
                Integer number = known.putIfAbsent(set, places.size());
                if (number == null) {
                    number = places.size();
                    places.add(set);
                }
                placeOfIndex[index] = number;
            } else {
                placeOfIndex[index] = placeOfIndex[index - 1];
            }
            index++;
        }
        return new RowKeys(
                digests,
                new UserKeys.OfKeys(keys),
                List.copyOf(places),
                placeOfIndex,
                keys.size(),
                null);
    }

    private static boolean isOf(Key key, SetName set) {
        return key.namespace().equals(set.namespace()) && key.setName().equals(set.name());
    }

    /** Integer keys of one set. */
    public static RowKeys of(SetName set, long[] keys) {
        return ofOnePlace(
                set, Digester.forSet(set.name()).digest(keys), new UserKeys.Integers(keys));
    }

    /** Integer keys of one set, whose digests lie in the lease's block and last as long as it. */
    static RowKeys of(SetName set, long[] keys, DigestLease lease) {
        Digester.forSet(set.name()).digest(keys, 0, keys.length, lease.block(), 0);
        return ofOnePlace(
                set, DigestArray.of(lease.block(), keys.length), new UserKeys.Integers(keys));
    }

    /** Text keys of one set. */
    public static RowKeys of(SetName set, List<String> keys) {
        return ofOnePlace(set, Digester.forSet(set.name()).digest(keys), new UserKeys.Texts(keys));
    }

    /** Digests of one set. */
    public static RowKeys of(SetName set, DigestArray digests) {
        return ofOnePlace(set, digests, new UserKeys.Unknown());
    }

    /** The values of a vector as keys of one set; a null is a row that is not sent. */
    public static RowKeys of(SetName set, ValueVector keys) {
        return ofVector(set, VectorKeys.read(keys), keys.getValueCount());
    }

    /** The values of a vector, or those that its indices stand for, as keys of one set. */
    public static RowKeys of(SetName set, ValueVector keys, DictionaryProvider dictionaries) {
        VectorKeys read = VectorKeys.read(keys, dictionaries);
        return ofVector(set, read, keys.getValueCount());
    }

    private static RowKeys ofVector(SetName set, VectorKeys keys, int rowCount) {
        return new RowKeys(
                keys.digest(Digester.forSet(set.name())),
                keys.userKeys(),
                List.of(set),
                null,
                rowCount,
                keys.rowOfIndex());
    }

    /** How many rows the result has. */
    public int rowCount() {
        return rowCount;
    }

    /** The sets that the keys are of. */
    List<SetName> places() {
        return places;
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
            return List.of(template.of(places.get(0).namespace(), places.get(0).name()));
        }
        return places.stream().map(place -> template.of(place.namespace(), place.name())).toList();
    }

    /** Which of the templates a batch index has; null if there is only one. */
    int @Nullable [] templateOfIndex() {
        return placeOfIndex;
    }

    String namespace(int batchIndex) {
        return place(batchIndex).namespace();
    }

    private SetName place(int batchIndex) {
        return places.get(placeOfIndex == null ? 0 : placeOfIndex[batchIndex]);
    }

    /**
     * The key that an integer is in the set of this batch.
     *
     * @throws IllegalStateException if the keys are of several sets
     */
    Key keyInOnlySet(long userKey) {
        return onlyPlace().key(userKey);
    }

    /** The key that a text is in the set of this batch. */
    Key keyInOnlySet(String userKey) {
        return onlyPlace().key(userKey);
    }

    private SetName onlyPlace() {
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
        SetName place = place(index);
        String where =
                place.name().isEmpty() ? place.namespace() : place.namespace() + "." + place.name();
        return userKey.map(key -> "key " + where + " " + key + ", ").orElse("")
                + "digest "
                + digests.hex(index);
    }

    @Override
    public String toString() {
        return Quantity.of(rowCount, "key") + " of " + places;
    }
}
