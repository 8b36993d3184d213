package dev.aerospikearrow.spark.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Options of Aerospike's own connector that this one knows and refuses, each with its reason: to go
 * on without what they ask for would be worse than to stop.
 */
enum RefusedOption {
    TLS(
            "certificates and keys are taken from PEM files here, aerospike.tls.cafile,"
                    + " aerospike.tls.certfile and aerospike.tls.keyfile. Use these",
            "aerospike.tls",
            "aerospike.ssl",
            "aerospike.truststore",
            "aerospike.keystore"),
    LICENCE(
            "no feature key is needed here. Remove the option",
            "aerospike.keypath",
            "aerospike.featurekey"),
    COMMIT_LEVEL(
            "writes are acknowledged by all replicas here. Remove the option",
            "aerospike.commitlevel"),
    SAVE_MODE(
            "Spark's save mode says what a save does to a set, and aerospike.write.mode what it does to"
                    + " a record. Use these",
            "aerospike.savemode");

    private final String reason;
    private final List<String> prefixes;

    RefusedOption(String reason, String... prefixes) {
        this.reason = reason;
        this.prefixes = List.of(prefixes);
    }

    static Optional<RefusedOption> of(String option) {
        String name = option.toLowerCase(Locale.ROOT);
        for (RefusedOption refused : values()) {
            if (refused.prefixes.stream().anyMatch(name::startsWith)) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    String reason() {
        return reason;
    }
}
