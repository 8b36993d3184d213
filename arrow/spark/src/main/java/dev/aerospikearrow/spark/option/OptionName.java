package dev.aerospikearrow.spark.option;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options that there are. Names that Aerospike's own connector for Spark has mean here what
 * they mean there, as far as that can be. Upper and lower case are the same, and so are {@code -},
 * {@code .}, {@code _} and nothing between words: {@code aerospike.seed-host} is {@code
 * aerospike.seedhost}.
 */
public enum OptionName {
    /** Nodes to start from, {@code host:port,…}. */
    SEED_HOST("aerospike.seedhost", "aerospike.seed-nodes"),
    /** The port of seeds that name none; 3000. */
    PORT("aerospike.port"),
    /** The namespace. */
    NAMESPACE("aerospike.namespace"),
    /** The set; empty for the whole namespace when reading, and for no set when writing. */
    SET("aerospike.set", "aerospike.read-set"),
    /** The set of writes, where it is another one than that of reads. */
    WRITE_SET("aerospike.writeset"),
    /** The name that the cluster must have. */
    CLUSTER_NAME("aerospike.clustername"),
    /** Whether nodes are reached at their alternate addresses; false. */
    SERVICES_ALTERNATE("aerospike.services-alternate", "aerospike.use-services-alternate"),
    /** Racks whose nodes are read from where they have a copy, the best first; none. */
    PREFER_RACKS(
            "aerospike.prefer-racks", "aerospike.racks", "aerospike.rack-ids", "aerospike.rack-id"),
    /** The copy that is read: master, sequence, any or prefer_rack; sequence without racks. */
    REPLICA("aerospike.replica", "aerospike.replica-policy"),

    /** Who logs in, on clusters with security. */
    USER("aerospike.user", "aerospike.username"),
    /** The password. */
    PASSWORD("aerospike.password"),
    /**
     * The password is the first line of this file, on the driver and on every executor; it is read
     * again at each login.
     */
    PASSWORD_FILE("aerospike.password-file"),
    /** Who checks the login: internal, external, external_insecure or pki; internal. */
    AUTH_MODE("aerospike.auth-mode"),

    /** Whether connections are secured by TLS; as soon as a file is given. */
    TLS_ENABLE("aerospike.tls.enable", "aerospike.tls.enabled"),
    /** Certificates of the authorities that are trusted, a PEM file everywhere; those of Java. */
    TLS_CA_FILE("aerospike.tls.cafile"),
    /** The client's own certificate, a PEM file everywhere. */
    TLS_CERT_FILE("aerospike.tls.certfile"),
    /** Its private key, a PEM file everywhere. */
    TLS_KEY_FILE("aerospike.tls.keyfile"),
    /** Authorities that are trusted, a key store of Java everywhere, instead of a PEM file. */
    TLS_TRUST_STORE(
            "aerospike.tls.truststore",
            "aerospike.tls.truststore-store-file",
            "aerospike.tls.truststore-file"),
    /** Its type, such as PKCS12 or JKS; what the file is. */
    TLS_TRUST_STORE_TYPE("aerospike.tls.truststore-type", "aerospike.tls.truststore-store-type"),
    /** Its password. */
    TLS_TRUST_STORE_PASSWORD(
            "aerospike.tls.truststore-password", "aerospike.tls.truststore-store-password"),
    /** Its password is the first line of this file. */
    TLS_TRUST_STORE_PASSWORD_FILE(
            "aerospike.tls.truststore-password-file",
            "aerospike.tls.truststore-store-password-file"),
    /** The client's certificate and key, a key store of Java everywhere, instead of PEM files. */
    TLS_KEY_STORE(
            "aerospike.tls.keystore",
            "aerospike.tls.keystore-store-file",
            "aerospike.tls.keystore-file"),
    /** Its type, such as PKCS12 or JKS; what the file is. */
    TLS_KEY_STORE_TYPE("aerospike.tls.keystore-type", "aerospike.tls.keystore-store-type"),
    /** Its password, and that of its keys if they have no other. */
    TLS_KEY_STORE_PASSWORD(
            "aerospike.tls.keystore-password", "aerospike.tls.keystore-store-password"),
    /** Its password is the first line of this file. */
    TLS_KEY_STORE_PASSWORD_FILE(
            "aerospike.tls.keystore-password-file", "aerospike.tls.keystore-store-password-file"),
    /** The password of its keys, where it is another one. */
    TLS_KEY_PASSWORD("aerospike.tls.keystore-key-password"),
    /** The password of its keys is the first line of this file. */
    TLS_KEY_PASSWORD_FILE("aerospike.tls.keystore-key-password-file"),
    /** Protocols that may be spoken, with commas; TLSv1.3,TLSv1.2. */
    TLS_PROTOCOLS("aerospike.tls.protocols"),
    /** Cipher suites that may be used, with commas; those that Java chooses. */
    TLS_CIPHERS("aerospike.tls.ciphers"),

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
    /** true: no such set, no record with a bin of the schema or the filter are answers; false. */
    ALLOW_EMPTY("aerospike.allow-empty"),
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
    /** A filter as text that a record must satisfy, besides Spark's filters. */
    FILTER("aerospike.filter", "aerospike.where"),
    /** An expression in base64 that a record must satisfy, besides the other filters. */
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

    /**
     * The bin in which a streaming query notes which epoch has written a record last, so that an
     * epoch that is run again writes no record twice; none.
     */
    EPOCH_BIN("aerospike.stream.epoch-bin"),
    /**
     * The column that says which of an epoch's rows of one key is the last; none: one row a key.
     */
    ORDER_COLUMN("aerospike.stream.order-column"),
    /** The time from which on a stream of a set has its updates, or earliest; earliest. */
    STREAM_START("aerospike.stream.start"),
    /** Milliseconds by which a stream of a set stays behind the clocks of the nodes; 1,000. */
    STREAM_LAG("aerospike.stream.lag"),
    /** About how many records an epoch of a stream of a set has at most; all that there are. */
    STREAM_MAX_RECORDS("aerospike.stream.max-records"),
    /** When a record comes that is written again while its epoch is read: later or at_once. */
    STREAM_WRITTEN_MEANWHILE("aerospike.stream.written-meanwhile"),

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

    private static final Pattern SEPARATORS = Pattern.compile("[-._]");

    /** What options begin with; the second is what {@code spark-submit --conf} lets pass. */
    private static final Pattern OWN =
            Pattern.compile("(?:spark[-._])?(aerospike[-._].*)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, OptionName> BY_FOLDED_NAME = new HashMap<>();

    static {
        for (OptionName name : values()) {
            name.names().forEach(text -> BY_FOLDED_NAME.put(folded(text), name));
        }
    }

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

    /** All its names. */
    Stream<String> names() {
        return Stream.concat(Stream.of(key), aliases.stream());
    }

    /** Whether its value is for nobody's eyes. */
    boolean isSecret() {
        return key.endsWith("password");
    }

    boolean isInternal() {
        return this == CHECKED_SAVE;
    }

    /** A name without what may stand between its words, in lower case. */
    static String folded(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /**
     * The name of an option of this data source as it begins with {@code aerospike}; else empty.
     */
    static Optional<String> own(String name) {
        Matcher matcher = OWN.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static Optional<OptionName> named(String text) {
        return Optional.ofNullable(BY_FOLDED_NAME.get(folded(text)));
    }

    /** The names that people write. */
    static List<String> keys() {
        return Arrays.stream(values())
                .filter(name -> !name.isInternal())
                .map(OptionName::key)
                .toList();
    }
}
