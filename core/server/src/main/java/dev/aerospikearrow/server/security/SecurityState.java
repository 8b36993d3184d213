package dev.aerospikearrow.server.security;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.User;
import dev.aerospikearrow.protocol.security.PasswordHash;
import dev.aerospikearrow.protocol.wire.Bytes;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Users and roles, which all nodes of a cluster share: a change is on all of them at once.
 * Thread-safe.
 */
public final class SecurityState {
    private static final int LONGEST_NAME = 63;

    private final Map<String, SecuritySettings.Entry> users = new TreeMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>(RoleRights.predefined());
    private final Set<String> predefined = Set.copyOf(roles.keySet());
    private final Duration sessionTtl;

    /**
     * @throws IllegalArgumentException if a user has a role that there is not
     */
    public SecurityState(SecuritySettings settings) {
        roles.putAll(settings.roles());
        users.putAll(settings.users());
        sessionTtl = settings.sessionTtl();
        users.forEach(
                (name, entry) -> {
                    for (String role : entry.roles()) {
                        if (!roles.containsKey(role)) {
                            throw new IllegalArgumentException(
                                    "User "
                                            + name
                                            + " has the role "
                                            + role
                                            + ", but there are only "
                                            + roles.keySet()
                                            + ".");
                        }
                    }
                });
    }

    Duration sessionTtl() {
        return sessionTtl;
    }

    // Who may do what

    synchronized boolean exists(String user) {
        return users.containsKey(user);
    }

    synchronized boolean allows(String user, Right right, String namespace, String set) {
        for (Role role : rolesOf(user)) {
            for (Privilege privilege : role.privileges()) {
                if (RoleRights.gives(privilege, right, namespace, set)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Role> rolesOf(String user) {
        SecuritySettings.Entry entry = users.get(user);
        if (entry == null) {
            return List.of();
        }
        return entry.roles().stream().map(roles::get).toList();
    }

    /** Refuses whoever comes from elsewhere than its roles allow. */
    synchronized void checkAddress(String user, InetAddress address) {
        List<String> allowed =
                rolesOf(user).stream().flatMap(role -> role.whitelist().stream()).toList();
        if (!allowed.isEmpty() && !AddressList.matches(allowed, address)) {
            throw new Refusal(ResultCode.NOT_WHITELISTED);
        }
    }

    /** Refuses whoever is not the user. */
    synchronized void checkPassword(
            String user, Optional<byte[]> hash, Optional<byte[]> clearPassword) {
        SecuritySettings.Entry entry = existing(user);
        Optional<byte[]> shown =
                entry.kind() == SecuritySettings.Kind.EXTERNAL ? clearPassword : hash;
        if (shown.isEmpty() || !MessageDigest.isEqual(shown.get(), entry.secret())) {
            throw new Refusal(
                    entry.kind() == SecuritySettings.Kind.EXTERNAL
                            ? ResultCode.LDAP_AUTHENTICATION
                            : ResultCode.INVALID_CREDENTIAL);
        }
    }

    private SecuritySettings.Entry existing(String user) {
        SecuritySettings.Entry entry = users.get(user);
        if (entry == null) {
            throw new Refusal(ResultCode.INVALID_USER);
        }
        return entry;
    }

    // Users

    synchronized void createUser(String user, byte[] hash, List<String> roleNames) {
        checkName(user, ResultCode.INVALID_USER);
        if (users.containsKey(user)) {
            throw new Refusal(ResultCode.USER_EXISTS);
        }
        checkHash(hash);
        checkRoles(roleNames);
        put(user, hash, roleNames);
    }

    private void put(String user, byte[] hash, Collection<String> roleNames) {
        users.put(
                user,
                new SecuritySettings.Entry(
                        hash,
                        SecuritySettings.Kind.INTERNAL,
                        List.copyOf(new LinkedHashSet<>(roleNames))));
    }

    private static void checkName(String name, ResultCode ifBad) {
        int length = Bytes.utf8(name).length;
        if (length == 0 || length > LONGEST_NAME) {
            throw new Refusal(ifBad);
        }
    }

    private static void checkHash(byte[] hash) {
        if (hash.length != PasswordHash.LENGTH) {
            throw new Refusal(ResultCode.INVALID_PASSWORD);
        }
    }

    private void checkRoles(List<String> names) {
        if (!roles.keySet().containsAll(names)) {
            throw new Refusal(ResultCode.INVALID_ROLE);
        }
    }

    synchronized void dropUser(String user) {
        existing(user);
        users.remove(user);
    }

    synchronized void setPassword(String user, byte[] hash) {
        checkHash(hash);
        put(user, hash, existing(user).roles());
    }

    synchronized void changePassword(String user, byte[] oldHash, byte[] hash) {
        if (!MessageDigest.isEqual(oldHash, existing(user).secret())) {
            throw new Refusal(ResultCode.INVALID_PASSWORD);
        }
        setPassword(user, hash);
    }

    synchronized void grantRoles(String user, List<String> names) {
        SecuritySettings.Entry entry = existing(user);
        checkRoles(names);
        List<String> all = new ArrayList<>(entry.roles());
        all.addAll(names);
        replaceRoles(user, entry, all);
    }

    synchronized void revokeRoles(String user, List<String> names) {
        SecuritySettings.Entry entry = existing(user);
        checkRoles(names);
        List<String> rest = new ArrayList<>(entry.roles());
        rest.removeAll(names);
        replaceRoles(user, entry, rest);
    }

    private void replaceRoles(String user, SecuritySettings.Entry entry, List<String> names) {
        users.put(
                user,
                new SecuritySettings.Entry(
                        entry.secret(), entry.kind(), List.copyOf(new LinkedHashSet<>(names))));
    }

    /** All users, or the one of that name. */
    synchronized List<User> users(Optional<String> name) {
        if (name.isPresent()) {
            return List.of(User.of(name.get(), existing(name.get()).roles()));
        }
        return users.entrySet().stream()
                .map(entry -> User.of(entry.getKey(), entry.getValue().roles()))
                .toList();
    }

    // Roles

    synchronized void createRole(Role role) {
        checkName(role.name(), ResultCode.INVALID_ROLE);
        if (roles.containsKey(role.name())) {
            throw new Refusal(ResultCode.ROLE_EXISTS);
        }
        checkWhitelist(role.whitelist());
        roles.put(role.name(), role);
    }

    private static void checkWhitelist(List<String> addresses) {
        if (!addresses.stream().allMatch(AddressList::isReadable)) {
            throw new Refusal(ResultCode.INVALID_WHITELIST);
        }
    }

    /** A role that can be changed. */
    private Role changeable(String name) {
        Role role = roles.get(name);
        if (role == null || predefined.contains(name)) {
            throw new Refusal(ResultCode.INVALID_ROLE);
        }
        return role;
    }

    synchronized void dropRole(String name) {
        changeable(name);
        roles.remove(name);
        for (Map.Entry<String, SecuritySettings.Entry> entry : List.copyOf(users.entrySet())) {
            List<String> rest = new ArrayList<>(entry.getValue().roles());
            if (rest.remove(name)) {
                replaceRoles(entry.getKey(), entry.getValue(), rest);
            }
        }
    }

    synchronized void grantPrivileges(String name, List<Privilege> privileges) {
        Set<Privilege> all = new LinkedHashSet<>(changeable(name).privileges());
        all.addAll(privileges);
        replacePrivileges(name, all);
    }

    synchronized void revokePrivileges(String name, List<Privilege> privileges) {
        Set<Privilege> rest = new LinkedHashSet<>(changeable(name).privileges());
        privileges.forEach(rest::remove);
        replacePrivileges(name, rest);
    }

    private void replacePrivileges(String name, Set<Privilege> privileges) {
        Role role = roles.get(name);
        roles.put(
                name,
                new Role(
                        name,
                        List.copyOf(privileges),
                        role.whitelist(),
                        role.readQuota(),
                        role.writeQuota(),
                        role.otherPrivilegeCodes()));
    }

    synchronized void setWhitelist(String name, List<String> addresses) {
        checkWhitelist(addresses);
        roles.put(name, changeable(name).withWhitelist(addresses));
    }

    synchronized void setQuotas(String name, int reads, int writes) {
        roles.put(name, changeable(name).withQuotas(reads, writes));
    }

    /** All roles, or the one of that name. */
    synchronized List<Role> roles(Optional<String> name) {
        if (name.isEmpty()) {
            return List.copyOf(roles.values());
        }
        Role role = roles.get(name.get());
        if (role == null) {
            throw new Refusal(ResultCode.INVALID_ROLE);
        }
        return List.of(role);
    }
}
