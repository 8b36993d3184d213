package dev.aerospikearrow.data;

import java.util.Optional;

/**
 * Something that may be done, in the whole cluster or in one namespace or set. Immutable.
 *
 * @param permission what may be done
 * @param scope where; a name without a set is for the whole namespace, and empty for all of them
 */
public record Privilege(Permission permission, Optional<SetName> scope) {
    /** What may be done, one row per permission. The predefined roles have the same names. */
    public enum Permission {
        /** Users and roles. */
        USER_ADMIN(0, "user-admin"),
        /** The configuration of the server, its logs and its cluster. */
        SYS_ADMIN(1, "sys-admin"),
        /** Indexes, functions, truncation, and ending queries. */
        DATA_ADMIN(2, "data-admin"),
        /** Registering and removing functions. */
        UDF_ADMIN(3, "udf-admin"),
        /** Creating and dropping secondary indexes. */
        SINDEX_ADMIN(4, "sindex-admin"),
        /** Reading records, by key and by scans and queries. */
        READ(10, "read"),
        /** Reading and writing records. */
        READ_WRITE(11, "read-write"),
        /** Reading and writing records, also by functions. */
        READ_WRITE_UDF(12, "read-write-udf"),
        /** Writing and deleting records, without reading them. */
        WRITE(13, "write"),
        /** Truncating sets and namespaces. */
        TRUNCATE(14, "truncate"),
        /** Rules that mask values. */
        MASKING_ADMIN(15, "masking-admin"),
        /** Reading values that are masked for others. */
        READ_MASKED(16, "read-masked"),
        /** Writing values that are masked for others. */
        WRITE_MASKED(17, "write-masked");

        private static final int FIRST_THAT_CAN_BE_NARROWED = 10;

        private final int code;
        private final String roleName;

        Permission(int code, String roleName) {
            this.code = code;
            this.roleName = roleName;
        }

        /** The number on the wire. */
        public int code() {
            return code;
        }

        /** The name of the permission, and of the predefined role that has it. */
        public String roleName() {
            return roleName;
        }

        /** Whether it can be for one namespace or set. */
        public boolean canBeNarrowed() {
            return canBeNarrowed(code);
        }

        /** Whether the permission of that code, known or not, comes with a namespace and a set. */
        public static boolean canBeNarrowed(int code) {
            return code >= FIRST_THAT_CAN_BE_NARROWED;
        }

        /** The row of {@code code}; empty for a code that this table does not know. */
        public static Optional<Permission> of(int code) {
            for (Permission row : values()) {
                if (row.code == code) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        }

        /**
         * The row of a name as servers write it, such as {@code read-write}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Permission named(String name) {
            for (Permission row : values()) {
                if (row.roleName.equals(name)) {
                    return row;
                }
            }
            throw new IllegalArgumentException(
                    "There is no permission \"" + name + "\". " + namesForPeople());
        }

        private static String namesForPeople() {
            StringBuilder names = new StringBuilder("There are:");
            for (Permission row : values()) {
                names.append(row.ordinal() == 0 ? " " : ", ").append(row.roleName);
            }
            return names.append('.').toString();
        }
    }

    /**
     * Checks that the permission can be for one namespace or set, if it is.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public Privilege {
        if (scope.isPresent() && !permission.canBeNarrowed()) {
            throw new IllegalArgumentException(
                    "The permission "
                            + permission.roleName()
                            + " is for the whole cluster and cannot be for "
                            + scope.get()
                            + " alone.");
        }
    }

    /** A privilege in the whole cluster. */
    public static Privilege of(Permission permission) {
        return new Privilege(permission, Optional.empty());
    }

    /** A privilege in one set, or in one namespace. */
    public static Privilege of(Permission permission, SetName scope) {
        return new Privilege(permission, Optional.of(scope));
    }

    /**
     * A privilege as people write it: {@code read-write}, {@code read-write.test} or {@code
     * read-write.test.flights}.
     *
     * @throws IllegalArgumentException if it does not read so
     */
    public static Privilege parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? of(Permission.named(text))
                : of(
                        Permission.named(text.substring(0, dot)),
                        SetName.parse(text.substring(dot + 1)));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return permission.roleName()
                + scope.map(
                                where ->
                                        "."
                                                + where.namespace()
                                                + (where.isNamespace() ? "" : "." + where.name()))
                        .orElse("");
    }
}
