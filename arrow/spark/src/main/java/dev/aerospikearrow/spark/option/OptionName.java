package dev.aerospikearrow.spark.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The options that there are. Names that Aerospike's own connector for Spark has mean here what
 * they mean there, as far as that can be; upper and lower case are the same.
 */
public enum OptionName {
    /** Nodes to start from, {@code host:port,…}. */
    SEED_HOST("aerospike.seedhost", "aerospike.seed-nodes"),
    /** The port of seeds that name none; 3000. */
    PORT("aerospike.port"),
    /** The namespace. */
    NAMESPACE("aerospike.namespace"),
    /** The set; empty for the whole namespace when reading, and for no set when writing. */
    SET("aerospike.set", "aerospike.read-set", "aerospike.write-set", "aerospike.writeset"),
    /** The name that the cluster must have. */
    CLUSTER_NAME("aerospike.clustername"),

    /** Who logs in, on clusters with security. */
    USER("aerospike.user", "aerospike.username"),
    /** The password. */
    PASSWORD("aerospike.password"),
    /**
     * The password is the first line of this file, on the driver and on every executor; it is read
     * again at each login.
     */
    PASSWORD_FILE("aerospike.password-file", "aerospike.passwordFile"),
    /** Who checks the login: internal, external, external_insecure or pki; internal. */
    AUTH_MODE("aerospike.auth-mode", "aerospike.authmode"),

    /** Whether connections are secured by TLS; as soon as one of the next three is given. */
    TLS_ENABLE("aerospike.tls.enable", "aerospike.tls-enable"),
    /** Certificates of the authorities that are trusted, a PEM file everywhere; those of Java. */
    TLS_CA_FILE("aerospike.tls.cafile", "aerospike.tls-cafile"),
    /** The client's own certificate, a PEM file everywhere. */
    TLS_CERT_FILE("aerospike.tls.certfile", "aerospike.tls-certfile"),
    /** Its private key, a PEM file everywhere. */
    TLS_KEY_FILE("aerospike.tls.keyfile", "aerospike.tls-keyfile"),

    /** Milliseconds that a batch request may take, retries included; 10,000. */
    TIMEOUT("aerospike.timeout"),
    /** Milliseconds that a node may be silent; 30,000 for scans, 5,000 for batches. */
    SOCKET_TIMEOUT("aerospike.sockettimeout"),
    /** Milliseconds that making a connection may take, for each seed; 1,000. */
    CONNECT_TIMEOUT("aerospike.connecttimeout"),
    /** Milliseconds that a scan is tried again while nothing of it comes; 60,000. */
    RETRY_TIMEOUT("aerospike.retrytimeout"),
    /** How often a request is tried again, at most; as often as time allows. */
    MAX_RETRIES("aerospike.maxretries"),
    /** true: messages tell no values and no user keys, on the driver and on executors; false. */
    HIDE_VALUES("aerospike.hideValues"),
    /** Milliseconds that a client without tasks is kept; 10,000. */
    KEEP_ALIVE("aerospike.keepalive"),

    /** A set is read in 2 to the power of this many input partitions, 0 to 12. */
    PARTITION_FACTOR("aerospike.partition.factor"),
    /** The most rows of a record batch, and keys of a batch request; 10,000. */
    ROWS_PER_BATCH("aerospike.rowsPerBatch", "aerospike.batchMax"),
    /** The pace of each node, for each input partition; 0 for none. */
    RECORDS_PER_SECOND("aerospike.recordspersecond"),
    /** How many records are looked at to infer a schema; 100. */
    SCHEMA_SCAN("aerospike.schema.scan"),
    /** The schema as an Arrow schema in JSON, for types that Spark does not have. */
    ARROW_SCHEMA("aerospike.schema.arrow"),
    /** true: values that do not fit are null; false: they fail. The same as two of the next one. */
    SCHEMA_FLEXIBLE("aerospike.schema.flexible"),
    /** What happens to values that do not fit their column: fail, null or coerce. */
    ON_MISMATCH("aerospike.onMismatch"),
    /** The type of the metadata column {@code __key}: string, int, long or bytes. */
    KEY_TYPE("aerospike.keyType"),
    /**
     * The column that has each record's user key: a bin of that value, or {@code __key} where keys
     * are not stored. Filters and joins on it read the records by their keys.
     */
    KEY_COLUMN("aerospike.keyColumn"),
    /** Whether joins on keys become batch reads: auto, always or never; auto. */
    KEY_JOIN("aerospike.keyJoin"),
    /** Whether filters and limits are pushed down; true. */
    PUSH_DOWN("aerospike.pushdown.enable"),
    /** An expression in base64 that a record must satisfy, besides Spark's filters. */
    PUSH_DOWN_EXPRESSIONS("aerospike.pushdown.expressions"),
    /** Whether secondary indexes are used; true. */
    INDEX_ENABLE("aerospike.sindex.enable"),
    /**
     * The secondary index that is used, if a filter can use it; otherwise the best one is taken.
     */
    INDEX("aerospike.sindex"),

    /** The column that has the user keys. */
    UPDATE_BY_KEY("aerospike.updateByKey"),
    /** The column that has the digests. */
    UPDATE_BY_DIGEST("aerospike.updateByDigest"),
    /** The column that has each record's time to live in seconds; -1 never, null the default. */
    TTL_COLUMN("aerospike.ttlColumn"),
    /** Seconds that records live which have no time of their own; -1 never, -2 as before. */
    TTL("aerospike.ttl"),
    /** The column that has the generation that a record must have. */
    GENERATION_COLUMN("aerospike.generationColumn"),
    /** NONE, EXPECT_GEN_EQUAL or EXPECT_GEN_GT. */
    GENERATION_POLICY("aerospike.generationPolicy"),
    /** Whether the user key is stored with the record; false. */
    SEND_KEY("aerospike.sendKey"),
    /** What a write expects to find: update, update_only, create_only, replace, replace_only. */
    WRITE_MODE("aerospike.write.mode"),
    /** How many rows go out at once; 10,000. */
    WRITE_BATCH_SIZE("aerospike.write.batchsize"),
    /** What a decimal is in its bin: integer (a fraction fails) or text. */
    WRITE_DECIMALS("aerospike.write.decimals"),
    /** What null means for a bin: leave or delete. */
    WRITE_NULLS("aerospike.write.nulls"),

    /** left or inner. */
    LOOKUP_TYPE("aerospike.lookup.type"),
    /** The name of a column for the result codes of a lookup. */
    LOOKUP_RESULT_CODE("aerospike.lookup.resultCodeColumn"),

    /** The set of each namespace that keeps the columns of tables created in a catalog. */
    SCHEMA_SET("aerospike.schema.set"),
    /** Whether DROP TABLE removes a set's records; false. */
    DROP_RECORDS("aerospike.drop.records"),

    /** Set by the data source itself: what a save does that has been checked already. */
    CHECKED_SAVE("aerospike.internal.checked-save");

    /** All options begin so. */
    public static final String PREFIX = "aerospike.";

    private final String key;
    private final List<String> aliases;

    OptionName(String key, String... aliases) {
        this.key = key;
        this.aliases = List.of(aliases);
    }

    /** The name that people write. */
    public String key() {
        return key;
    }

    /** Other names for the same. */
    public List<String> aliases() {
        return aliases;
    }

    /** Whether its value is for nobody's eyes. */
    boolean isSecret() {
        return this == PASSWORD;
    }

    boolean isInternal() {
        return this == CHECKED_SAVE;
    }

    static Optional<OptionName> named(String text) {
        for (OptionName name : values()) {
            if (name.key.equalsIgnoreCase(text)
                    || name.aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(text))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The names that people write. */
    static List<String> keys() {
        return Arrays.stream(values())
                .filter(name -> !name.isInternal())
                .map(OptionName::key)
                .toList();
    }
}
