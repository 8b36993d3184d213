package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The user keys of a batch in the form in which the caller had them, by batch index. */
sealed interface UserKeys {

    /** The key for people; empty if only the digest is known. */
    Optional<UserKey> at(int index);

    /** Writes the key into a column; a key that is not known stays null. */
    default Fit write(int index, Column column, int row) {
        Optional<UserKey> known = at(index);
        if (known.isEmpty()) {
            return Fit.EXACT;
        }
        UserKey key = known.get();
        byte[] bytes = new byte[key.encodedLength()];
        key.encodeTo(bytes, 0);
        return column.write(row, key.particleType(), bytes, 0, bytes.length);
    }

    /** Integers. */
    record Integers(long[] keys) implements UserKeys {
        @Override
        public Optional<UserKey> at(int index) {
            return Optional.of(new UserKey.Integer(keys[index]));
        }

        @Override
        public Fit write(int index, Column column, int row) {
            return column.writeLong(row, keys[index]);
        }
    }

    /** Texts. */
    record Texts(List<String> keys) implements UserKeys {
        @Override
        public Optional<UserKey> at(int index) {
            return Optional.of(new UserKey.Text(keys.get(index)));
        }
    }

    /**
     * Texts or blobs in one block.
     *
     * @param offsets key {@code i} has the bytes from {@code offsets[i]} up to {@code offsets[i +
     *     1]}
     */
    record Block(int particleType, byte[] bytes, int[] offsets) implements UserKeys {
        @Override
        public Optional<UserKey> at(int index) {
            byte[] key = Arrays.copyOfRange(bytes, offsets[index], offsets[index + 1]);
            return Optional.of(
                    particleType == UserKey.Text.PARTICLE_TYPE
                            ? new UserKey.Text(Bytes.getUtf8(key, 0, key.length))
                            : new UserKey.Blob(key));
        }

        @Override
        public Fit write(int index, Column column, int row) {
            int offset = offsets[index];
            return column.write(row, particleType, bytes, offset, offsets[index + 1] - offset);
        }
    }

    /**
     * Keys that occur more than once and are kept once.
     *
     * @param distinctCount how many of them there are
     * @param numberOfIndex which of them a batch index has
     */
    record Repeated(UserKeys distinct, int distinctCount, int[] numberOfIndex) implements UserKeys {
        @Override
        public Optional<UserKey> at(int index) {
            return distinct.at(numberOfIndex[index]);
        }

        @Override
        public Fit write(int index, Column column, int row) {
            return distinct.write(numberOfIndex[index], column, row);
        }
    }

    /** Whatever the keys hold. */
    record OfKeys(List<Key> keys) implements UserKeys {
        @Override
        public Optional<UserKey> at(int index) {
            return keys.get(index).userKey();
        }
    }

    /** Only digests are known. */
    record Unknown() implements UserKeys {
        @Override
        public Optional<UserKey> at(int index) {
            return Optional.empty();
        }
    }
}
