package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.key.DigestBatch;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.protocol.key.Ripemd160;
import dev.aerospikearrow.protocol.wire.NameLimits;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of one record: its namespace, its set, and either the user key or the digest alone.
 *
 * <p>Two keys are equal if they name the same record, that is, if namespace and digest agree. The
 * digest covers the set and the user key, so a key made of a digest equals the key made of the user
 * key it stems from.
 *
 * <p>Keys are immutable and may be shared between threads. The digest is made when it is first
 * asked for: a batch of fresh keys is digested side by side ({@link DigestArray#of(Key...)}) for
 * far less than the sum of its parts, which a constructor that digests at once would give away.
 */
public final class Key {

    /**
     * Most bytes of UTF-8 that the server takes for a namespace (docs/docs/internals/wire.md,
     * section 3.1).
     */
    public static final int NAMESPACE_LIMIT_BYTES = NameLimits.NAMESPACE_BYTES;

    /**
     * Most bytes of UTF-8 that the server takes for a set (docs/docs/internals/wire.md, section
     * 3.1).
     */
    public static final int SET_NAME_LIMIT_BYTES = NameLimits.SET_NAME_BYTES;

    /** Length of a digest in bytes. */
    public static final int DIGEST_LENGTH_BYTES = Ripemd160.DIGEST_LENGTH;

    private final String namespace;
    private final String setName;
    private final @Nullable UserKey userKey;

    /** Written once per value; volatile so that who sees the array also sees its bytes. */
    private volatile byte @Nullable [] digest;

    private Key(
            String namespace, String setName, @Nullable UserKey userKey, byte @Nullable [] digest) {
        this.namespace = NameLimits.namespace(namespace);
        this.setName = NameLimits.setName(setName);
        this.userKey = userKey;
        this.digest = digest;
    }

    /**
     * A key whose user key is a text.
     *
     * @param namespace 1 to {@value #NAMESPACE_LIMIT_BYTES} bytes of UTF-8
     * @param setName at most {@value #SET_NAME_LIMIT_BYTES} bytes of UTF-8; empty for no set
     * @param userKey the text; may be empty
     * @throws IllegalArgumentException if a name is too long, or the namespace empty
     */
    public static Key of(String namespace, String setName, String userKey) {
        return of(namespace, setName, new UserKey.Text(userKey));
    }

    /**
     * A key whose user key is a whole number.
     *
     * @param namespace 1 to {@value #NAMESPACE_LIMIT_BYTES} bytes of UTF-8
     * @param setName at most {@value #SET_NAME_LIMIT_BYTES} bytes of UTF-8; empty for no set
     * @param userKey the number
     * @throws IllegalArgumentException if a name is too long, or the namespace empty
     */
    public static Key of(String namespace, String setName, long userKey) {
        return of(namespace, setName, new UserKey.Integer(userKey));
    }

    /**
     * A key whose user key is a blob.
     *
     * @param namespace 1 to {@value #NAMESPACE_LIMIT_BYTES} bytes of UTF-8
     * @param setName at most {@value #SET_NAME_LIMIT_BYTES} bytes of UTF-8; empty for no set
     * @param userKey the bytes, which are copied; may be empty
     * @throws IllegalArgumentException if a name is too long, or the namespace empty
     */
    public static Key of(String namespace, String setName, byte[] userKey) {
        return of(namespace, setName, new UserKey.Blob(userKey));
    }

    /**
     * A key whose user key has any of the types that keys may have.
     *
     * @param namespace 1 to {@value #NAMESPACE_LIMIT_BYTES} bytes of UTF-8
     * @param setName at most {@value #SET_NAME_LIMIT_BYTES} bytes of UTF-8; empty for no set
     * @param userKey the user key
     * @throws IllegalArgumentException if a name is too long, or the namespace empty
     */
    public static Key of(String namespace, String setName, UserKey userKey) {
        return new Key(namespace, setName, Objects.requireNonNull(userKey, "user key"), null);
    }

    /**
     * A key of which only the digest is known, as scans return it.
     *
     * @param namespace 1 to {@value #NAMESPACE_LIMIT_BYTES} bytes of UTF-8
     * @param setName at most {@value #SET_NAME_LIMIT_BYTES} bytes of UTF-8; empty for no set or
     *     when the set is not known
     * @param digest {@value #DIGEST_LENGTH_BYTES} bytes, which are copied
     * @throws IllegalArgumentException if a name is too long, the namespace empty, or the digest
     *     not {@value #DIGEST_LENGTH_BYTES} bytes long
     */
    public static Key ofDigest(String namespace, String setName, byte[] digest) {
        Objects.requireNonNull(digest, "digest");
        if (digest.length != DIGEST_LENGTH_BYTES) {
            throw new IllegalArgumentException(
                    "A digest has 20 bytes, but found "
                            + digest.length
                            + "; to name a record by bytes of your own, use Key.of");
        }
        return new Key(namespace, setName, null, digest.clone());
    }

    /** The namespace. */
    public String namespace() {
        return namespace;
    }

    /** The set; empty if the record is in none. */
    public String setName() {
        return setName;
    }

    /** The namespace and the set. */
    public SetName set() {
        return new SetName(namespace, setName);
    }

    /** The user key; empty if the key was made of a digest. */
    public Optional<UserKey> userKey() {
        return Optional.ofNullable(userKey);
    }

    /** The digest, as a copy of {@value #DIGEST_LENGTH_BYTES} bytes. */
    public byte[] digest() {
        return digestBytes().clone();
    }

    /**
     * Writes the digest's {@value #DIGEST_LENGTH_BYTES} bytes from {@code target[offset]} on.
     *
     * @throws IndexOutOfBoundsException if {@code target} is too short
     */
    public void copyDigestTo(byte[] target, int offset) {
        System.arraycopy(digestBytes(), 0, target, offset, DIGEST_LENGTH_BYTES);
    }

    /** The partition that holds the record, from 0 to {@link PartitionId#COUNT} - 1. */
    public int partitionId() {
        return PartitionId.of(digestBytes(), 0);
    }

    /**
     * Copies the digest to {@code target[offset]} if it has been made already, and otherwise leaves
     * it to a batch, whose target must be the same, to make it there.
     */
    void addTo(DigestBatch batch, byte[] target, int offset) {
        UserKey value = userKey;
        if (value == null || digest != null) {
            copyDigestTo(target, offset);
            return;
        }
        int valueLength = value.encodedLength();
        long room = (long) setName.length() * Utf8.MAX_BYTES_PER_CHAR + 1 + valueLength;
        byte[] message = batch.message(room);
        int position = Utf8.encode(setName, message, 0);
        message[position++] = (byte) value.particleType();
        batch.add(value.encodeTo(message, position), offset);
    }

    private byte[] digestBytes() {
        byte[] known = digest;
        if (known == null) {
            // Two threads may come here at once; both make the same bytes, and either may stay.
            known = makeDigest();
            digest = known;
        }
        return known;
    }

    private byte[] makeDigest() {
        UserKey value = Objects.requireNonNull(userKey); // a key has one of the two
        byte[] set = Utf8.encode(setName);
        byte[] message = new byte[set.length + 1 + value.encodedLength()];
        System.arraycopy(set, 0, message, 0, set.length);
        message[set.length] = (byte) value.particleType();
        value.encodeTo(message, set.length + 1);
        byte[] made = new byte[DIGEST_LENGTH_BYTES];
        Ripemd160.digest(message, 0, message.length, made, 0);
        return made;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || other instanceof Key that
                        && namespace.equals(that.namespace)
                        && Arrays.equals(digestBytes(), that.digestBytes());
    }

    @Override
    public int hashCode() {
        // A digest is as good as random, so four bytes of it are a hash already. Not the first two:
        // keys of one partition share most of them.
        return namespace.hashCode() * 31 + (int) Ripemd160.WORD.get(digestBytes(), 4);
    }

    /**
     * For people: {@code test.flights 12345}, {@code test "no set"}, {@code test digest 4f1c…}; the
     * digest also where {@link MessageValues} hides user keys.
     */
    @Override
    public String toString() {
        String place = setName.isEmpty() ? namespace : namespace + '.' + setName;
        return userKey == null || MessageValues.areHidden()
                ? place + " digest " + HexFormat.of().formatHex(digestBytes())
                : place + ' ' + userKey;
    }
}
