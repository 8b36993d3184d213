package dev.aerospikearrow.data;

import dev.aerospikearrow.protocol.wire.NameLimits;

/**
 * The name of a set in its namespace: the place of records. Immutable.
 *
 * @param namespace 1 to 31 bytes of UTF-8
 * @param name at most 63 bytes of UTF-8; empty for records of no set and, where records are
 *     selected, for the whole namespace
 */
public record SetName(String namespace, String name) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is too long, or the namespace empty
     */
    public SetName {
        NameLimits.namespace(namespace);
        NameLimits.setName(name);
    }

    /**
     * A set.
     *
     * @param name empty for no set, or for the whole namespace
     * @throws IllegalArgumentException if a name is too long, or the namespace empty
     */
    public static SetName of(String namespace, String name) {
        return new SetName(namespace, name);
    }

    /**
     * A set as people write it: {@code test.flights}, or {@code test} for the namespace alone. All
     * behind the first dot is the set, which may have dots too.
     *
     * @throws IllegalArgumentException if a name is too long, or the namespace empty
     */
    public static SetName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new SetName(text, "")
                : new SetName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** The key of a record of this set whose user key is a whole number. */
    public Key key(long userKey) {
        return Key.of(namespace, name, userKey);
    }

    /** The key of a record of this set whose user key is a text. */
    public Key key(String userKey) {
        return Key.of(namespace, name, userKey);
    }

    /** The key of a record of this set whose user key is a blob. */
    public Key key(byte[] userKey) {
        return Key.of(namespace, name, userKey);
    }

    /** The key of a record of this set. */
    public Key key(UserKey userKey) {
        return Key.of(namespace, name, userKey);
    }

    /** Whether there is no set, but a namespace alone. */
    public boolean isNamespace() {
        return name.isEmpty();
    }

    /** For people: {@code test.flights}, or {@code namespace test}. */
    @Override
    public String toString() {
        return name.isEmpty() ? "namespace " + namespace : namespace + "." + name;
    }
}
