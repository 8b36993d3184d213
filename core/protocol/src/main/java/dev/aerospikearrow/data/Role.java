package dev.aerospikearrow.data;

import java.util.List;

/**
 * A role: privileges that users get together. Immutable.
 *
 * @param name what users are granted it by
 * @param privileges what it allows
 * @param whitelist the addresses from where its users may come, such as {@code 10.0.0.7} or {@code
 *     10.0.0.0/24}; empty for anywhere
 * @param readQuota how many records its users may read per second, as an unsigned number; 0 for any
 *     number
 * @param writeQuota the same for writes
 * @param otherPrivilegeCodes codes of privileges that a node has told of and this client does not
 *     know
 */
public record Role(
        String name,
        List<Privilege> privileges,
        List<String> whitelist,
        int readQuota,
        int writeQuota,
        List<Integer> otherPrivilegeCodes) {

    /** Takes copies of the lists. */
    public Role {
        privileges = List.copyOf(privileges);
        whitelist = List.copyOf(whitelist);
        otherPrivilegeCodes = List.copyOf(otherPrivilegeCodes);
    }

    /** A role for users from anywhere, without quotas. */
    public static Role of(String name, Privilege... privileges) {
        return new Role(name, List.of(privileges), List.of(), 0, 0, List.of());
    }

    /** The same for users from these addresses only; none for anywhere. */
    public Role withWhitelist(List<String> addresses) {
        return new Role(name, privileges, addresses, readQuota, writeQuota, otherPrivilegeCodes);
    }

    /** The same with quotas, in records per second; 0 for none. */
    public Role withQuotas(int reads, int writes) {
        return new Role(name, privileges, whitelist, reads, writes, otherPrivilegeCodes);
    }
}
