package dev.aerospikearrow.server.security;

/** The rights that requests need, one row per right, as servers call them. */
public enum Right {
    READ("read"),
    QUERY("query"),
    WRITE("write"),
    /** Scans and queries that write. */
    OPS_QUERY("ops-query"),
    UDF_ADMIN("udf-admin"),
    SINDEX_ADMIN("sindex-admin"),
    QUERY_ADMIN("query-admin"),
    TRUNCATE("truncate"),
    USER_ADMIN("user-admin");

    private final String wireName;

    Right(String wireName) {
        this.wireName = wireName;
    }

    /** How it is called in answers. */
    public String wireName() {
        return wireName;
    }
}
