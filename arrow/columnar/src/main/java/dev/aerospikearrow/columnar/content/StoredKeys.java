package dev.aerospikearrow.columnar.content;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.RecordStream;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.UserKey;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Of which type the user keys of a set are, as far as records have them stored. */
public final class StoredKeys {
    private static final int RECORDS_TO_LOOK_AT = 100;

    private StoredKeys() {}

    /** The type of the first key that is stored with some record; empty if none is. */
    public static Optional<ArrowType> type(AerospikeClient client, SetName set) {
        QuerySpec spec = QuerySpec.of(set).withMaxRecords(RECORDS_TO_LOOK_AT);
        try (RecordStream records = client.query(spec, List.of())) {
            for (var record : records) {
                Optional<UserKey> userKey = record.key().userKey();
                if (userKey.isPresent()) {
                    return Optional.of(typeOf(userKey.get()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What is to be said of keys that have no record at all, if those of the set are of another
     * type; empty if they are not, or no key is stored.
     *
     * @param lookedUp the type of the keys that have no record
     */
    public static Optional<String> mistaken(
            AerospikeClient client, SetName set, ArrowType lookedUp) {
        return type(client, set)
                .filter(stored -> !words(stored).equals(words(lookedUp)))
                .map(
                        stored ->
                                "No key has a record in "
                                        + set
                                        + ": the keys are "
                                        + words(lookedUp)
                                        + ", but those that are stored in the set are "
                                        + words(stored)
                                        + ". Convert them.");
    }

    private static String words(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int -> "integers";
            case Utf8, LargeUtf8, Utf8View -> "texts";
            case FloatingPoint -> "floating-point numbers";
            default -> "bytes";
        };
    }

    private static ArrowType typeOf(UserKey userKey) {
        if (userKey instanceof UserKey.Integer) {
            return new ArrowType.Int(64, true);
        }
        if (userKey instanceof UserKey.FloatingPoint) {
            return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        }
        return userKey instanceof UserKey.Blob
                ? ArrowType.Binary.INSTANCE
                : ArrowType.Utf8.INSTANCE;
    }
}
