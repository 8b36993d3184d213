package dev.aerospikearrow.spark.catalog;

import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The options of a table: those of its catalog, and over them those of the table or a statement.
 */
final class TableOptions {
    /** Options that say where a table is, and who may do what: they are the catalog's alone. */
    private static final Set<OptionName> OF_CATALOG =
            EnumSet.of(
                    OptionName.SEED_HOST,
                    OptionName.PORT,
                    OptionName.NAMESPACE,
                    OptionName.SET,
                    OptionName.WRITE_SET,
                    OptionName.CLUSTER_NAME,
                    OptionName.SERVICES_ALTERNATE,
                    OptionName.USER,
                    OptionName.PASSWORD,
                    OptionName.PASSWORD_FILE,
                    OptionName.AUTH_MODE,
                    OptionName.TLS_ENABLE,
                    OptionName.TLS_CA_FILE,
                    OptionName.TLS_CERT_FILE,
                    OptionName.TLS_KEY_FILE,
                    OptionName.TLS_TRUST_STORE,
                    OptionName.TLS_TRUST_STORE_TYPE,
                    OptionName.TLS_TRUST_STORE_PASSWORD,
                    OptionName.TLS_TRUST_STORE_PASSWORD_FILE,
                    OptionName.TLS_KEY_STORE,
                    OptionName.TLS_KEY_STORE_TYPE,
                    OptionName.TLS_KEY_STORE_PASSWORD,
                    OptionName.TLS_KEY_STORE_PASSWORD_FILE,
                    OptionName.TLS_KEY_PASSWORD,
                    OptionName.TLS_KEY_PASSWORD_FILE,
                    OptionName.TLS_PROTOCOLS,
                    OptionName.TLS_CIPHERS,
                    OptionName.SCHEMA_SET,
                    OptionName.DROP_RECORDS,
                    OptionName.CHECKED_SAVE);

    private TableOptions() {}

    /**
     * Options with others over them.
     *
     * @param more those whose names begin with {@code aerospike.} count
     * @throws IllegalArgumentException if one is not known, has a wrong value, or is the catalog's
     */
    static ConnectorOptions of(ConnectorOptions options, Map<String, String> more) {
        ConnectorOptions changed = options.with(more);
        for (OptionName name : OF_CATALOG) {
            if (!changed.value(name).equals(options.value(name))) {
                throw new IllegalArgumentException(
                        "Option "
                                + name.key()
                                + " is one of a catalog, and not of a table or a statement. Give it"
                                + " as spark.sql.catalog.NAME."
                                + name.key().substring(OptionName.PREFIX.length())
                                + ".");
            }
        }
        return changed;
    }
}
