package dev.aerospikearrow.protocol.wire;

import java.util.Objects;

/**
 * Limits of what the server takes for a name (docs/docs/internals/wire.md, sections 3.1 and 3.2).
 */
public final class NameLimits {
    /** Most bytes of UTF-8 in the name of a namespace. */
    public static final int NAMESPACE_BYTES = 31;

    /** Most bytes of UTF-8 in the name of a set. */
    public static final int SET_NAME_BYTES = 63;

    /** Most bytes of UTF-8 in the name of a secondary index. */
    public static final int INDEX_NAME_BYTES = 63;

    private NameLimits() {}

    /**
     * Checks the name of a namespace and returns it.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static String namespace(String namespace) {
        Objects.requireNonNull(namespace, "namespace");
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    "A namespace has 1 to 31 bytes of UTF-8, but the name is empty");
        }
        requireAtMost(NAMESPACE_BYTES, "namespace", namespace);
        return namespace;
    }

    /**
     * Checks the name of a set, which is empty for none, and returns it.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public static String setName(String setName) {
        Objects.requireNonNull(setName, "set name (empty for no set)");
        requireAtMost(SET_NAME_BYTES, "set name", setName);
        return setName;
    }

    /**
     * Checks the name of a secondary index and returns it.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static String indexName(String indexName) {
        if (Objects.requireNonNull(indexName, "index name").isEmpty()) {
            throw new IllegalArgumentException(
                    "An index name has 1 to 63 bytes of UTF-8, but it is empty");
        }
        requireAtMost(INDEX_NAME_BYTES, "index name", indexName);
        return indexName;
    }

    private static void requireAtMost(int limitBytes, String what, String name) {
        int length = Utf8.length(name);
        if (length > limitBytes) {
            throw new IllegalArgumentException(
                    String.format(
                            "A %s has at most %d bytes of UTF-8, but \"%s\" has %d",
                            what, limitBytes, name, length));
        }
    }

    /**
     * Checks a bin name and returns its bytes.
     *
     * @throws IllegalArgumentException if it is longer than 15 bytes of UTF-8 or contains a zero
     *     character
     */
    public static byte[] binName(String binName) {
        byte[] utf8 = Bytes.utf8(binName);
        if (utf8.length > MessageDescriptor.MAX_BIN_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "Bin name \""
                            + binName
                            + "\" has "
                            + utf8.length
                            + " bytes; at most "
                            + MessageDescriptor.MAX_BIN_NAME_LENGTH
                            + " are allowed. Choose a shorter name.");
        }
        if (binName.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Bin name \"" + binName + "\" contains a zero character.");
        }
        return utf8;
    }
}
