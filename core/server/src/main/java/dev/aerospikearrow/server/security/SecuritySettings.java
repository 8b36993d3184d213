package dev.aerospikearrow.server.security;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.protocol.security.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The users and roles that a cluster with security has at first. Clients can change them, for as
 * long as the cluster runs. Immutable.
 *
 * <pre>{@code
 * SecuritySettings security =
 *         SecuritySettings.builder()
 *                 .role(Role.of("flights-reader", Privilege.parse("read.test.flights")))
 *                 .user("ann", "secret", "flights-reader")
 *                 .build();
 * }</pre>
 */
public final class SecuritySettings {
    /** Default of {@link Builder#sessionTtl}: a day, as on a real server. */
    public static final Duration DEFAULT_SESSION_TTL = Duration.ofDays(1);

    private static final String FIRST_USER = "admin";

    /** A user and how it proves that it is one. */
    record Entry(byte[] secret, Kind kind, List<String> roles) {}

    /** How a user proves who it is. */
    enum Kind {
        /** By the hash of its password. */
        INTERNAL,
        /** By its password, which an LDAP server would check. */
        EXTERNAL
    }

    private final Map<String, Entry> users;
    private final Map<String, Role> roles;
    private final Duration sessionTtl;

    private SecuritySettings(Builder builder) {
        users = new LinkedHashMap<>(builder.users);
        roles = new LinkedHashMap<>(builder.roles);
        sessionTtl = builder.sessionTtl;
    }

    /** A builder with the user of a new real server: {@code admin} with password {@code admin}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads users and roles from a file of lines {@code role NAME PRIVILEGE…} and {@code user NAME
     * PASSWORD ROLE…}, in any order; empty lines and those that begin with {@code #} are nothing.
     * Privileges are written as {@link Privilege#parse} reads them. The user {@code admin} is there
     * unless the file has one of that name.
     *
     * @throws IllegalArgumentException if the file cannot be read, or a line does not read so:
     *     which one, and why
     */
    public static SecuritySettings read(Path file) {
        Builder builder = builder();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " with users and roles cannot be read: " + e, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            try {
                builder.line(lines.get(i).strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Line " + (i + 1) + " of " + file + ": " + e.getMessage(), e);
            }
        }
        return builder.build();
    }

    Map<String, Entry> users() {
        return users;
    }

    Map<String, Role> roles() {
        return roles;
    }

    Duration sessionTtl() {
        return sessionTtl;
    }

    /** The users' and roles' names. */
    @Override
    public String toString() {
        return "SecuritySettings[users=" + users.keySet() + ", roles=" + roles.keySet() + "]";
    }

    /** Builds {@link SecuritySettings}. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Entry> users = new LinkedHashMap<>();
        private final Map<String, Role> roles = new LinkedHashMap<>();
        private Duration sessionTtl = DEFAULT_SESSION_TTL;

        private Builder() {
            user(FIRST_USER, FIRST_USER, "user-admin");
        }

        /** Adds a user, or replaces the one of that name. */
        public Builder user(String name, String password, String... roleNames) {
            byte[] hash = PasswordHash.of(password.toCharArray());
            users.put(name, new Entry(hash, Kind.INTERNAL, List.of(roleNames)));
            return this;
        }

        /** Adds a user that logs in by its certificate only, which is for that name. */
        public Builder certificateUser(String name, String... roleNames) {
            users.put(name, new Entry(PasswordHash.ofNone(), Kind.INTERNAL, List.of(roleNames)));
            return this;
        }

        /** Adds a user whose password is checked elsewhere, as if there were an LDAP server. */
        public Builder externalUser(String name, String password, String... roleNames) {
            byte[] clear = PasswordHash.utf8(password.toCharArray());
            users.put(name, new Entry(clear, Kind.EXTERNAL, List.of(roleNames)));
            return this;
        }

        /**
         * Adds a role besides the predefined ones. Its quotas are kept and told, but nothing more.
         */
        public Builder role(Role role) {
            roles.put(role.name(), role);
            return this;
        }

        private void line(String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            String[] words = line.split("\\s+");
            List<String> rest =
                    Arrays.asList(words).subList(Math.min(2, words.length), words.length);
            if (words[0].equals("role") && words.length > 1) {
                role(
                        Role.of(
                                words[1],
                                rest.stream().map(Privilege::parse).toArray(Privilege[]::new)));
            } else if (words[0].equals("user") && words.length > 2) {
                user(words[1], words[2], rest.subList(1, rest.size()).toArray(new String[0]));
            } else {
                // The line may have a password.
                throw new IllegalArgumentException(
                        "\"role NAME PRIVILEGE...\" or \"user NAME PASSWORD ROLE...\" expected,"
                                + " found something else.");
            }
        }

        /** How long a session token can be used. */
        public Builder sessionTtl(Duration duration) {
            if (duration.toSeconds() < 1) {
                throw new IllegalArgumentException(
                        "A session lives for a second or more, but found " + duration + ".");
            }
            sessionTtl = duration;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @throws IllegalArgumentException if a user has a role that there is not
         */
        public SecuritySettings build() {
            SecuritySettings settings = new SecuritySettings(this);
            new SecurityState(settings);
            return settings;
        }
    }
}
