package dev.aerospikearrow.spark.catalog;

import java.util.SortedSet;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;

/** Spark's error for namespaces that there are not, with those that there are. */
final class UnknownNamespace extends NoSuchNamespaceException {
    private static final long serialVersionUID = 1L;

    private final String existing;

    UnknownNamespace(String[] namespace, SortedSet<String> existing) {
        super(namespace);
        this.existing = String.join(", ", existing);
    }

    @Override
    public String getMessage() {
        return super.getMessage() + " The cluster has: " + existing + ".";
    }
}
