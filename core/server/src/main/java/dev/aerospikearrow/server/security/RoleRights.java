package dev.aerospikearrow.server.security;

import dev.aerospikearrow.data.Privilege;
import dev.aerospikearrow.data.Privilege.Permission;
import dev.aerospikearrow.data.Role;
import dev.aerospikearrow.data.SetName;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rights that privileges give, and the roles that every server has. */
final class RoleRights {
    private static final Map<Permission, Set<Right>> RIGHTS = new EnumMap<>(Permission.class);

    static {
        Set<Right> writing = Set.of(Right.WRITE, Right.OPS_QUERY);
        Set<Right> all = Set.of(Right.READ, Right.QUERY, Right.WRITE, Right.OPS_QUERY);
        RIGHTS.put(Permission.READ, Set.of(Right.READ, Right.QUERY));
        RIGHTS.put(Permission.WRITE, writing);
        RIGHTS.put(Permission.READ_WRITE, all);
        RIGHTS.put(Permission.READ_WRITE_UDF, all);
        RIGHTS.put(Permission.TRUNCATE, Set.of(Right.TRUNCATE));
        RIGHTS.put(Permission.SINDEX_ADMIN, Set.of(Right.SINDEX_ADMIN));
        RIGHTS.put(Permission.UDF_ADMIN, Set.of(Right.UDF_ADMIN));
        RIGHTS.put(
                Permission.DATA_ADMIN,
                Set.of(Right.UDF_ADMIN, Right.SINDEX_ADMIN, Right.QUERY_ADMIN, Right.TRUNCATE));
        RIGHTS.put(Permission.SYS_ADMIN, Set.of());
        RIGHTS.put(Permission.USER_ADMIN, Set.of(Right.USER_ADMIN));
    }

    private RoleRights() {}

    /** Whether a privilege gives a right there. */
    static boolean gives(Privilege privilege, Right right, String namespace, String set) {
        if (!RIGHTS.getOrDefault(privilege.permission(), Set.of()).contains(right)) {
            return false;
        }
        if (privilege.scope().isEmpty()) {
            return true;
        }
        SetName scope = privilege.scope().get();
        return scope.namespace().equals(namespace)
                && (scope.isNamespace() || scope.name().equals(set));
    }

    /** The roles that this server has, by name: one for each permission that it knows of. */
    static Map<String, Role> predefined() {
        return RIGHTS.keySet().stream()
                .map(permission -> Role.of(permission.roleName(), Privilege.of(permission)))
                .collect(
                        Collectors.toMap(
                                Role::name, role -> role, (a, b) -> a, LinkedHashMap::new));
    }
}
