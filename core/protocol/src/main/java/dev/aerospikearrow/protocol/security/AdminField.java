package dev.aerospikearrow.protocol.security;

import java.util.Optional;

/** Fields of admin messages, one row per field (docs/docs/internals/wire.md, section 12). */
public enum AdminField {
    /** Text. */
    USER(0),
    /** The hash of a password that is to be, see {@link PasswordHash}. */
    PASSWORD(1),
    /** The hash of the password that is to be changed. */
    OLD_PASSWORD(2),
    /** The hash of the password that somebody logs in with. */
    CREDENTIAL(3),
    /** The password itself, for who checks it outside of the cluster. */
    CLEAR_PASSWORD(4),
    /** Bytes that mean something to the node which gave them. */
    SESSION_TOKEN(5),
    /** Seconds, four bytes. */
    SESSION_TTL(6),
    /** Names, see {@link AdminValues#roleNames}. */
    ROLES(10),
    /** Text. */
    ROLE(11),
    /** See {@link AdminValues#privileges}. */
    PRIVILEGES(12),
    /** Addresses, separated by commas. */
    WHITELIST(13),
    /** Records per second, four bytes. */
    READ_QUOTA(14),
    /** Records per second, four bytes. */
    WRITE_QUOTA(15),
    /** Numbers, see {@link AdminValues#numbers}. */
    READ_INFO(16),
    /** Numbers, see {@link AdminValues#numbers}. */
    WRITE_INFO(17),
    /** A number, four bytes. */
    CONNECTIONS(18);

    private final int id;

    AdminField(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    /** The row of {@code id}; empty for a field that this table does not know. */
    public static Optional<AdminField> of(int id) {
        for (AdminField row : values()) {
            if (row.id == id) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
