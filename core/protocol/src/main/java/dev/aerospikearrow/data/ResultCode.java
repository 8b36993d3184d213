package dev.aerospikearrow.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Codes that a server answers besides data, one row per code (docs/docs/internals/wire.md, section
 * 14).
 */
public enum ResultCode {
    OK(0, Retry.NEVER, "success"),
    SERVER_ERROR(
            1,
            Retry.NEVER,
            "unspecified server error, or an invalid or unsorted list or map value"),
    NOT_FOUND(2, Retry.NEVER, "record does not exist"),
    GENERATION(3, Retry.NEVER, "generation check failed; read again and repeat"),
    PARAMETER(
            4,
            Retry.NEVER,
            "malformed or contradictory request, set mismatch, or invalid expression"),
    RECORD_EXISTS(5, Retry.NEVER, "record exists already"),
    BIN_EXISTS(6, Retry.NEVER, "bin exists already"),
    CLUSTER_KEY_MISMATCH(7, Retry.AFTER_MAP_REFRESH, "cluster changed while the command ran"),
    OUT_OF_SPACE(8, Retry.NEVER, "storage is full or writes are stopped"),
    TIMEOUT(9, Retry.SOON, "timed out on the server"),
    ALWAYS_FORBIDDEN(10, Retry.NEVER, "operation is not allowed in this configuration"),
    UNAVAILABLE(11, Retry.AFTER_MAP_REFRESH, "partition has no owner at the moment"),
    BIN_TYPE(12, Retry.NEVER, "operation does not fit the bin's type"),
    RECORD_TOO_BIG(13, Retry.NEVER, "record is larger than the namespace's max-record-size"),
    KEY_BUSY(14, Retry.SOON, "too many concurrent commands on the record"),
    QUERY_ABORTED(15, Retry.NEVER, "query was aborted by an operator"),
    UNSUPPORTED_FEATURE(
            16,
            Retry.NEVER,
            "request lacks arguments that the server needs, or the feature is unsupported"),
    BIN_NOT_FOUND(17, Retry.NEVER, "bin does not exist"),
    DEVICE_OVERLOAD(18, Retry.SOON, "storage cannot keep up"),
    KEY_MISMATCH(19, Retry.NEVER, "the sent user key differs from the stored one"),
    INVALID_NAMESPACE(20, Retry.NEVER, "namespace is missing or unknown"),
    BIN_NAME(21, Retry.NEVER, "bin name is longer than 15 bytes or contains a zero byte"),
    FORBIDDEN(
            22,
            Retry.NEVER,
            "operation is not allowed now (ttl without expiration, stopped writes, truncation)"),
    ELEMENT_NOT_FOUND(23, Retry.NEVER, "map or list element does not exist"),
    ELEMENT_EXISTS(24, Retry.NEVER, "map or list element exists already"),
    ENTERPRISE_ONLY(25, Retry.NEVER, "feature needs Aerospike Enterprise"),
    OP_NOT_APPLICABLE(
            26, Retry.NEVER, "operation does not apply to the value (path or index missing)"),
    FILTERED_OUT(27, Retry.NEVER, "filter expression was not true"),
    LOST_CONFLICT(28, Retry.NEVER, "write lost against replication from another cluster"),
    XDR_KEY_BUSY(32, Retry.SOON, "record is being shipped to another cluster"),
    SECURITY_NOT_SUPPORTED(51, Retry.NEVER, "server has no security"),
    SECURITY_NOT_ENABLED(52, Retry.NEVER, "security is switched off"),
    SECURITY_SCHEME(53, Retry.NEVER, "server does not know this form of admin messages"),
    INVALID_COMMAND(54, Retry.NEVER, "server does not know the admin command"),
    INVALID_FIELD(55, Retry.NEVER, "server cannot read a field of the admin command"),
    ILLEGAL_STATE(56, Retry.NEVER, "admin command does not fit the state of the connection"),
    INVALID_USER(60, Retry.NEVER, "unknown user"),
    USER_EXISTS(61, Retry.NEVER, "user exists already"),
    INVALID_PASSWORD(62, Retry.NEVER, "password is missing or wrong"),
    EXPIRED_PASSWORD(63, Retry.NEVER, "password has expired"),
    FORBIDDEN_PASSWORD(64, Retry.NEVER, "password is not allowed, such as one used lately"),
    INVALID_CREDENTIAL(65, Retry.NEVER, "credential is missing or wrong"),
    EXPIRED_SESSION(66, Retry.NEVER, "session has expired"),
    INVALID_ROLE(70, Retry.NEVER, "role is missing or unknown"),
    ROLE_EXISTS(71, Retry.NEVER, "role exists already"),
    INVALID_PRIVILEGE(72, Retry.NEVER, "privilege is missing or unknown"),
    INVALID_WHITELIST(73, Retry.NEVER, "whitelist cannot be read"),
    QUOTAS_NOT_ENABLED(74, Retry.NEVER, "quotas are switched off"),
    INVALID_QUOTA(75, Retry.NEVER, "quota cannot be used"),
    NOT_AUTHENTICATED(80, Retry.NEVER, "connection is not logged in"),
    ROLE_VIOLATION(81, Retry.NEVER, "user lacks the privilege"),
    NOT_WHITELISTED(82, Retry.NEVER, "client address is not allowed"),
    QUOTA_EXCEEDED(83, Retry.SOON, "user's quota is exceeded"),
    LDAP_NOT_CONFIGURED(90, Retry.NEVER, "server has no LDAP to ask"),
    LDAP_SETUP(91, Retry.NEVER, "server cannot set up LDAP"),
    LDAP_TLS_SETUP(92, Retry.NEVER, "server cannot set up TLS with LDAP"),
    LDAP_AUTHENTICATION(93, Retry.NEVER, "LDAP does not accept user and password"),
    LDAP_QUERY(94, Retry.NEVER, "LDAP could not be asked"),
    UDF_FAILED(100, Retry.NEVER, "user-defined function failed"),
    TRANSACTION_BLOCKED(120, Retry.SOON, "record is held by another transaction"),
    BATCH_DISABLED(150, Retry.NEVER, "batch is switched off on the server"),
    BATCH_MAX_REQUESTS(
            151,
            Retry.NEVER,
            "more rows than the server's batch-max-requests; send smaller batches"),
    BATCH_QUEUES_FULL(152, Retry.SOON, "all batch queues are full"),
    INVALID_GEOJSON(160, Retry.NEVER, "invalid GeoJSON"),
    INDEX_EXISTS(200, Retry.NEVER, "an index of this name exists with another definition"),
    INDEX_NOT_FOUND(201, Retry.NEVER, "no matching secondary index"),
    INDEX_OUT_OF_MEMORY(202, Retry.NEVER, "no memory for the index"),
    INDEX_NOT_READABLE(203, Retry.SOON, "secondary index is still being built");

    /** Whether sending a command again can help. */
    public enum Retry {
        /** The answer would be the same. */
        NEVER,
        /** It may succeed soon, on the same node or another. */
        SOON,
        /** It may succeed once the partition map is refreshed. */
        AFTER_MAP_REFRESH
    }

    private static final Map<Integer, ResultCode> BY_CODE = new HashMap<>();

    static {
        for (ResultCode row : values()) {
            BY_CODE.put(row.code, row);
        }
    }

    private final int code;
    private final Retry retry;
    private final String meaning;

    ResultCode(int code, Retry retry, String meaning) {
        this.code = code;
        this.retry = retry;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public Retry retry() {
        return retry;
    }

    public String meaning() {
        return meaning;
    }

    /** The row of {@code code}; empty for a code that this table does not know. */
    public static Optional<ResultCode> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Whether a command that was answered with {@code code} may be sent again with hope. */
    public static boolean isTransient(int code) {
        ResultCode row = code == 0 ? OK : BY_CODE.get(code);
        return row != null && row.retry != Retry.NEVER;
    }

    /** For messages: {@code 2 NOT_FOUND (record does not exist)}. */
    public static String describe(int code) {
        ResultCode row = BY_CODE.get(code);
        return row == null
                ? code + " (unknown result code)"
                : code + " " + row + " (" + row.meaning + ")";
    }
}
