package dev.aerospikearrow.protocol.security;

import java.util.Optional;

/** Commands of admin messages, one row per command (docs/docs/internals/wire.md, section 12). */
public enum AdminCommand {
    AUTHENTICATE(0),
    CREATE_USER(1),
    DROP_USER(2),
    SET_PASSWORD(3),
    CHANGE_PASSWORD(4),
    GRANT_ROLES(5),
    REVOKE_ROLES(6),
    QUERY_USERS(9),
    CREATE_ROLE(10),
    DROP_ROLE(11),
    GRANT_PRIVILEGES(12),
    REVOKE_PRIVILEGES(13),
    SET_WHITELIST(14),
    SET_QUOTAS(15),
    QUERY_ROLES(16),
    LOGIN(20);

    private final int code;

    AdminCommand(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The row of {@code code}; empty for a code that this table does not know. */
    public static Optional<AdminCommand> of(int code) {
        for (AdminCommand row : values()) {
            if (row.code == code) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
