package dev.aerospikearrow.client;

import dev.aerospikearrow.client.execute.AdminRequest;
import dev.aerospikearrow.client.execute.AdminRequest.Kind;
import dev.aerospikearrow.client.execute.CommandExecutor;
import dev.aerospikearrow.client.login.LoginRefusedException;
import dev.aerospikearrow.client.login.LoginSecret;
import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.security.AdminCommand;
import dev.aerospikearrow.protocol.security.AdminField;
import dev.aerospikearrow.protocol.security.AdminMessage;
import dev.aerospikearrow.protocol.security.AdminValues;
import dev.aerospikearrow.protocol.security.PasswordHash;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users and roles of a cluster with security. Whoever changes them, or looks at others than
 * itself, needs the privilege {@code user-admin}. Thread-safe.
 *
 * <p>A node that is asked tells the others, which takes a moment. Passwords travel as hashes, and
 * are in no message. A call that fails with a result code is a {@link ServerException}; what is
 * refused because it cannot be sent is an {@link IllegalArgumentException}.
 *
 * <pre>{@code
 * SecurityAdmin security = client.security();
 * security.createRole(Role.of("flights-reader", Privilege.parse("read.test.flights")));
 * security.createUser("ann", password, List.of("flights-reader"));
 * }</pre>
 */
public final class SecurityAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final CommandExecutor executor;

    SecurityAdmin(CommandExecutor executor) {
        this.executor = executor;
    }

    // Users

    /**
     * Creates a user that logs in with a password.
     *
     * @param roles names of roles that exist, predefined ones such as {@code read-write} included
     */
    public void createUser(String user, char[] password, List<String> roles) {
        createUser(user, PasswordHash.of(password), roles);
    }

    /**
     * Creates a user that logs in with a certificate, which has the user's name as its common name,
     * and cannot log in with a password. Needs servers of 8.1 or newer, as older ones take a
     * password that everybody knows for one.
     */
    public void createPkiUser(String user, List<String> roles) {
        createUser(user, PasswordHash.ofNone(), roles);
    }

    private void createUser(String user, byte[] hash, List<String> roles) {
        change(
                "Creation of user \"" + user + "\"",
                AdminMessage.request(AdminCommand.CREATE_USER)
                        .with(AdminField.USER, user)
                        .with(AdminField.PASSWORD, hash)
                        .with(AdminField.ROLES, AdminValues.roleNames(roles)));
    }

    /** Drops a user. */
    public void dropUser(String user) {
        change(
                "Removal of user \"" + user + "\"",
                AdminMessage.request(AdminCommand.DROP_USER).with(AdminField.USER, user));
    }

    /**
     * Changes a password: of the user that this client logs in as, who needs no privilege for that,
     * or of another one. This client logs in with its own new password from then on, until its
     * {@link Credentials} give another one than they do now.
     */
    public void changePassword(String user, char[] newPassword) {
        Optional<LoginSecret> own =
                executor.secret()
                        .filter(secret -> secret.credentials().user().equals(Optional.of(user)));
        AdminMessage message;
        if (own.isPresent()) {
            message =
                    AdminMessage.request(AdminCommand.CHANGE_PASSWORD)
                            .with(AdminField.USER, user)
                            .with(AdminField.OLD_PASSWORD, hashOf(own.get()));
        } else {
            message = AdminMessage.request(AdminCommand.SET_PASSWORD).with(AdminField.USER, user);
        }
        change(
                "Change of the password of user \"" + user + "\"",
                message.with(AdminField.PASSWORD, PasswordHash.of(newPassword)));
        own.ifPresent(secret -> secret.changedTo(newPassword));
    }

    private static byte[] hashOf(LoginSecret secret) {
        try {
            return secret.currentHash();
        } catch (LoginRefusedException e) {
            throw new LoginException(
                    "Change of the own password: the cluster " + e.getMessage() + ".",
                    e.resultCode(),
                    e,
                    false);
        }
    }

    /** Gives roles to a user, besides those that it has. */
    public void grantRoles(String user, List<String> roles) {
        change(
                "Grant of roles " + roles + " to user \"" + user + "\"",
                AdminMessage.request(AdminCommand.GRANT_ROLES)
                        .with(AdminField.USER, user)
                        .with(AdminField.ROLES, AdminValues.roleNames(roles)));
    }

    /** Takes roles from a user. */
    public void revokeRoles(String user, List<String> roles) {
        change(
                "Revocation of roles " + roles + " from user \"" + user + "\"",
                AdminMessage.request(AdminCommand.REVOKE_ROLES)
                        .with(AdminField.USER, user)
                        .with(AdminField.ROLES, AdminValues.roleNames(roles)));
    }

    /** All users. */
    public List<User> users() {
        return list(
                        "List of users",
                        AdminMessage.request(AdminCommand.QUERY_USERS),
                        Optional.empty())
                .stream()
                .map(AdminValues::user)
                .toList();
    }

    /** One user; empty if there is none of that name. A user may look at itself. */
    public Optional<User> user(String name) {
        return list(
                        "Look at user \"" + name + "\"",
                        AdminMessage.request(AdminCommand.QUERY_USERS).with(AdminField.USER, name),
                        Optional.of(ResultCode.INVALID_USER))
                .stream()
                .map(AdminValues::user)
                .findFirst();
    }

    // Roles

    /** Creates a role, with what it allows, its whitelist and its quotas. */
    public void createRole(Role role) {
        AdminMessage message =
                AdminMessage.request(AdminCommand.CREATE_ROLE).with(AdminField.ROLE, role.name());
        if (!role.otherPrivilegeCodes().isEmpty()) {
            throw new IllegalArgumentException(
                    "Role "
                            + role.name()
                            + " has privileges of the codes "
                            + role.otherPrivilegeCodes()
                            + ", which this client does not know and cannot send.");
        }
        if (!role.privileges().isEmpty()) {
            message =
                    message.with(AdminField.PRIVILEGES, AdminValues.privileges(role.privileges()));
        }
        if (!role.whitelist().isEmpty()) {
            message = message.with(AdminField.WHITELIST, AdminValues.whitelist(role.whitelist()));
        }
        if (role.readQuota() != 0) {
            message = message.with(AdminField.READ_QUOTA, role.readQuota());
        }
        if (role.writeQuota() != 0) {
            message = message.with(AdminField.WRITE_QUOTA, role.writeQuota());
        }
        change("Creation of role \"" + role.name() + "\"", message);
    }

    /** Drops a role; users that have it lose it. */
    public void dropRole(String role) {
        change(
                "Removal of role \"" + role + "\"",
                AdminMessage.request(AdminCommand.DROP_ROLE).with(AdminField.ROLE, role));
    }

    /** Adds privileges to a role. */
    public void grantPrivileges(String role, List<Privilege> privileges) {
        change(
                "Grant of privileges " + privileges + " to role \"" + role + "\"",
                AdminMessage.request(AdminCommand.GRANT_PRIVILEGES)
                        .with(AdminField.ROLE, role)
                        .with(AdminField.PRIVILEGES, AdminValues.privileges(privileges)));
    }

    /** Takes privileges from a role, each as it was granted. */
    public void revokePrivileges(String role, List<Privilege> privileges) {
        change(
                "Revocation of privileges " + privileges + " from role \"" + role + "\"",
                AdminMessage.request(AdminCommand.REVOKE_PRIVILEGES)
                        .with(AdminField.ROLE, role)
                        .with(AdminField.PRIVILEGES, AdminValues.privileges(privileges)));
    }

    /**
     * Replaces the addresses from where a role's users may come.
     *
     * @param addresses such as {@code 10.0.0.7} or {@code 10.0.0.0/24}; none for anywhere
     */
    public void setWhitelist(String role, List<String> addresses) {
        AdminMessage message =
                AdminMessage.request(AdminCommand.SET_WHITELIST).with(AdminField.ROLE, role);
        if (!addresses.isEmpty()) {
            message = message.with(AdminField.WHITELIST, AdminValues.whitelist(addresses));
        }
        change("Change of the whitelist of role \"" + role + "\"", message);
    }

    /** Replaces a role's quotas, in records per second; 0 for none. */
    public void setQuotas(String role, int reads, int writes) {
        change(
                "Change of the quotas of role \"" + role + "\"",
                AdminMessage.request(AdminCommand.SET_QUOTAS)
                        .with(AdminField.ROLE, role)
                        .with(AdminField.READ_QUOTA, reads)
                        .with(AdminField.WRITE_QUOTA, writes));
    }

    /** All roles, predefined ones included. */
    public List<Role> roles() {
        return list(
                        "List of roles",
                        AdminMessage.request(AdminCommand.QUERY_ROLES),
                        Optional.empty())
                .stream()
                .map(AdminValues::role)
                .toList();
    }

    /** One role; empty if there is none of that name. */
    public Optional<Role> role(String name) {
        return list(
                        "Look at role \"" + name + "\"",
                        AdminMessage.request(AdminCommand.QUERY_ROLES).with(AdminField.ROLE, name),
                        Optional.of(ResultCode.INVALID_ROLE))
                .stream()
                .map(AdminValues::role)
                .findFirst();
    }

    private void change(String what, AdminMessage message) {
        executor.run(
                executor.<@Nullable Void>admin(
                        TIMEOUT, new AdminRequest<>(what, message, Kind.CHANGE, answer -> null)));
    }

    /**
     * @param none the code that stands for an empty list
     */
    private List<AdminMessage> list(String what, AdminMessage message, Optional<ResultCode> none) {
        try {
            return Objects.requireNonNull(
                    executor.run(
                            executor.admin(
                                    TIMEOUT,
                                    new AdminRequest<>(
                                            what, message, Kind.LIST, answer -> answer))));
        } catch (ServerException e) {
            if (none.isPresent() && none.get().code() == e.resultCode()) {
                return List.of();
            }
            throw e;
        }
    }
}
