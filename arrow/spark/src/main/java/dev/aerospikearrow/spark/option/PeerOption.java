package dev.aerospikearrow.spark.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of Aerospike's own connector for Spark, as its documentation and its tutorials name
 * them: for each the one that takes it here, or why there is none. To go on without what an option
 * asks for would be worse than to stop, so one that is not taken is refused, unless it asks for
 * what is done anyway.
 */
enum PeerOption {
    SEEDS(OptionName.SEED_HOST, "", "aerospike.seedhost", "aerospike.seed-nodes"),
    PORT(OptionName.PORT, "", "aerospike.port"),
    NAMESPACE(OptionName.NAMESPACE, "", "aerospike.namespace"),
    READ_SET(
            OptionName.SET,
            "of writes, too, where none is named for them",
            "aerospike.set",
            "aerospike.read-set"),
    WRITE_SET(OptionName.WRITE_SET, "", "aerospike.writeset", "aerospike.write-set"),
    USER(OptionName.USER, "", "aerospike.user"),
    PASSWORD(OptionName.PASSWORD, "or a file of it", "aerospike.password"),
    AUTH_MODE(OptionName.AUTH_MODE, "", "aerospike.authMode", "aerospike.auth-mode"),
    CLUSTER_NAME(OptionName.CLUSTER_NAME, "", "aerospike.clustername", "aerospike.cluster-name"),
    SERVICES_ALTERNATE(
            OptionName.SERVICES_ALTERNATE,
            "",
            "aerospike.useServicesAlternate",
            "aerospike.use-services-alternate"),
    RACK(OptionName.PREFER_RACKS, "one or several, the best first", "aerospike.rackid"),
    TIMEOUT(
            OptionName.TIMEOUT,
            "of batches, with their retries; scans end when nothing comes for aerospike.retrytimeout",
            "aerospike.timeout"),
    SOCKET_TIMEOUT(
            OptionName.SOCKET_TIMEOUT, "", "aerospike.sockettimeout", "aerospike.socket-timeout"),

    TLS(OptionName.TLS_ENABLE, "a file of TLS is enough", "aerospike.tls.enabled"),
    TRUST_STORE(OptionName.TLS_TRUST_STORE, "or a PEM file", "aerospike.tls.truststore-store-file"),
    TRUST_STORE_TYPE(
            OptionName.TLS_TRUST_STORE_TYPE,
            "need not be told",
            "aerospike.tls.truststore-store-type"),
    TRUST_STORE_PASSWORD_FILE(
            OptionName.TLS_TRUST_STORE_PASSWORD_FILE,
            "or the password itself",
            "aerospike.tls.truststore-store-password-file"),
    KEY_STORE(OptionName.TLS_KEY_STORE, "or PEM files", "aerospike.tls.keystore-store-file"),
    KEY_STORE_TYPE(
            OptionName.TLS_KEY_STORE_TYPE, "need not be told", "aerospike.tls.keystore-store-type"),
    KEY_STORE_PASSWORD_FILE(
            OptionName.TLS_KEY_STORE_PASSWORD_FILE,
            "or the password itself",
            "aerospike.tls.keystore-store-password-file"),
    KEY_PASSWORD_FILE(
            OptionName.TLS_KEY_PASSWORD_FILE,
            "or the password itself",
            "aerospike.tls.keystore-key-password-file"),
    TLS_PROTOCOLS(OptionName.TLS_PROTOCOLS, "", "aerospike.tls.protocols"),
    TLS_CIPHERS(OptionName.TLS_CIPHERS, "", "aerospike.tls.ciphers"),
    OTHER_TLS(
            "trust and keys are aerospike.tls.cafile, certfile and keyfile in PEM, or truststore and"
                    + " keystore, each with a password; the certificate of a seed is for the name in the"
                    + " middle of host:tlsname:port, and all of a connection is secured. Use these",
            List.of(),
            "aerospike.tls*",
            "aerospike.ssl*",
            "aerospike.truststore*",
            "aerospike.keystore*"),

    PARTITION_FACTOR(
            OptionName.PARTITION_FACTOR,
            "0 to 12; without it as many as suit the cores",
            "aerospike.partition.factor",
            "aerospike.partition-factor"),
    BATCH_MAX(
            OptionName.ROWS_PER_BATCH,
            "rows of a record batch as well",
            "aerospike.batchMax",
            "aerospike.batch-max"),
    RECORDS_PER_SECOND(
            OptionName.RECORDS_PER_SECOND,
            "",
            "aerospike.recordspersecond",
            "aerospike.records-per-second"),
    SCHEMA_SCAN(OptionName.SCHEMA_SCAN, "", "aerospike.schema.scan", "aerospike.schema-scan"),
    SCHEMA_FLEXIBLE(
            OptionName.SCHEMA_FLEXIBLE,
            "false is the default: a value that does not fit fails with its bin and key; true makes it"
                    + " null and counts it",
            "aerospike.schema.flexible",
            "aerospike.schema-flexible"),
    KEY_TYPE(
            OptionName.KEY_TYPE,
            "text, the default, shows integer keys, too; another type is a value that does not fit",
            "aerospike.keyType",
            "aerospike.key-type"),
    DIGEST_TYPE(
            "digests are bytes here: hex(__digest) is their text. Remove the option",
            List.of("bytes", "binary"),
            "aerospike.digestType",
            "aerospike.digest-type"),
    KEY_COLUMN(
            OptionName.KEY_COLUMN,
            "the column that has the user key, by which filters and joins read records; __key itself keeps"
                    + " its name: select it AS another",
            "aerospike.keyColumn",
            "aerospike.key-column"),
    DIGEST_COLUMN(
            "the column is always __digest: select it AS the name. Remove the option",
            List.of("__digest"),
            "aerospike.digestColumn",
            "aerospike.digest-column"),
    EXPIRY_COLUMN(
            "the column is always __expiry: select it AS the name. Remove the option",
            List.of("__expiry"),
            "aerospike.expiryColumn",
            "aerospike.expiry-column"),
    PUSH_DOWN_EXPRESSIONS(
            OptionName.PUSH_DOWN_EXPRESSIONS,
            "the same base64; aerospike.filter takes text",
            "aerospike.pushdown.expressions",
            "aerospike.pushdown-expressions"),
    INDEX(OptionName.INDEX, "", "aerospike.sindex"),
    INDEX_ENABLE(OptionName.INDEX_ENABLE, "", "aerospike.sindex.enable", "aerospike.sindex-enable"),
    INDEX_FILTER(
            "the range of an index comes from the conditions of the query. Write it in WHERE, or in"
                    + " aerospike.filter",
            List.of(),
            "aerospike.sindex.filter",
            "aerospike.sindex-filter"),
    SAMPLE_SIZE(
            "the number of records is that of the query: use limit(n), which is pushed down",
            List.of(),
            "aerospike.sample.size",
            "aerospike.sample-size"),

    UPDATE_BY_KEY(OptionName.UPDATE_BY_KEY, "", "aerospike.updateByKey", "aerospike.update-by-key"),
    UPDATE_BY_DIGEST(
            OptionName.UPDATE_BY_DIGEST,
            "",
            "aerospike.updateByDigest",
            "aerospike.update-by-digest"),
    SEND_KEY(OptionName.SEND_KEY, "", "aerospike.sendKey", "aerospike.send-key"),
    TTL_COLUMN(
            OptionName.TTL_COLUMN,
            "of writes; reads have __ttl",
            "aerospike.ttlColumn",
            "aerospike.ttl-column"),
    GENERATION_COLUMN(
            OptionName.GENERATION_COLUMN,
            "of writes; reads have __generation",
            "aerospike.generationColumn",
            "aerospike.generation-column"),
    GENERATION_POLICY(
            OptionName.GENERATION_POLICY,
            "",
            "aerospike.generationPolicy",
            "aerospike.generation-policy"),
    WRITE_MODE(OptionName.WRITE_MODE, "", "aerospike.write.mode", "aerospike.write-mode"),
    WRITE_BATCH_SIZE(
            OptionName.WRITE_BATCH_SIZE,
            "",
            "aerospike.write.batchsize",
            "aerospike.write-batchsize"),
    SAVE_MODE(
            "Spark's save mode says what a save does to a set, and aerospike.write.mode what it does to"
                    + " a record. Use these",
            List.of(),
            "aerospike.savemode"),
    COMMIT_LEVEL(
            "writes are acknowledged by all replicas here. Remove the option",
            List.of("COMMIT_ALL", "CommitAll"),
            "aerospike.commitLevel",
            "aerospike.commit-level"),
    TRANSACTION_RATE(
            "each task writes as fast as the nodes answer, a batch of aerospike.write.batchsize rows at a"
                    + " time. Take fewer or smaller tasks, and remove the option",
            List.of(),
            "aerospike.transaction.rate",
            "aerospike.transaction-rate"),
    THREADS(
            "there is one thread for each task, which sends whole batches. Spark's partitions say how"
                    + " many tasks there are; remove the option",
            List.of(),
            "aerospike.maxthreadcount",
            "aerospike.max-thread-count"),
    COMPRESSION(
            "requests and replies are not compressed here. Remove the option",
            List.of("false"),
            "aerospike.compression"),
    LOG_LEVEL(
            "logs are those of Spark: set the level of the logger dev.aerospikearrow there, and remove the"
                    + " option",
            List.of(),
            "aerospike.log.level",
            "aerospike.log-level"),
    FEATURE_KEY(
            "no feature key is needed here. Remove the option",
            List.of(),
            "aerospike.keyPath",
            "aerospike.key-path",
            "aerospike.featureKey",
            "aerospike.feature-key");

    private final @Nullable OptionName ours;
    private final String note;
    private final List<String> harmless;
    private final List<String> names;

    /**
     * @param note what is different here
     */
    PeerOption(OptionName ours, String note, String... names) {
        this.ours = ours;
        this.note = note;
        this.harmless = List.of();
        this.names = List.of(names);
    }

    /**
     * @param reason why there is none here, and what to do
     * @param harmless values that ask for what is done anyway
     * @param names those that end with an asterisk are the beginnings of names
     */
    PeerOption(String reason, List<String> harmless, String... names) {
        this.ours = null;
        this.note = reason;
        this.harmless = List.copyOf(harmless);
        this.names = List.of(names);
    }

    /** The option of a name that no option here has. */
    static Optional<PeerOption> named(String option) {
        for (PeerOption peer : values()) {
            if (peer.names.stream().anyMatch(name -> isNamed(name, option))) {
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(String name, String option) {
        String folded = OptionName.folded(option);
        return name.endsWith("*")
                ? folded.startsWith(OptionName.folded(name.substring(0, name.length() - 1)))
                : folded.equals(OptionName.folded(name));
    }

    List<String> names() {
        return names;
    }

    /** The option that takes it; empty if it is refused. */
    Optional<OptionName> ours() {
        return Optional.ofNullable(ours);
    }

    /** Why it is refused, or what is different. */
    String note() {
        return note;
    }

    /** The values with which it is not refused. */
    List<String> harmless() {
        return harmless;
    }

    /** Whether a value asks for what is done anyway. */
    boolean isHarmless(String value) {
        return harmless.stream()
                .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                .anyMatch(value.strip().toLowerCase(Locale.ROOT)::equals);
    }
}
