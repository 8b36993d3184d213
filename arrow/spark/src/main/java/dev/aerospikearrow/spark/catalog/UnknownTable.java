package dev.aerospikearrow.spark.catalog;

import java.util.Optional;
import org.apache.spark.QueryContext;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.connector.catalog.Identifier;
import scala.Option;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's error for tables that there are not, with the name that may have been meant. It is not a
 * {@code NoSuchTableException}: in place of that one Spark puts a message of its own.
 */
final class UnknownTable extends AnalysisException {
    private static final long serialVersionUID = 1L;
    private static final String CONDITION = "TABLE_OR_VIEW_NOT_FOUND";
    private static final String PARAMETER = "relationName";

    private UnknownTable(String message, String name) {
        super(
                message,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.apply(CONDITION),
                Map.from(CollectionConverters.asScala(java.util.Map.of(PARAMETER, name))),
                new QueryContext[0]);
    }

    /**
     * The error for a set without records.
     *
     * @param nearest a set that there is
     */
    static UnknownTable set(String catalog, Identifier table, Optional<String> nearest) {
        String name = quoted(catalog, table);
        return new UnknownTable(
                "["
                        + CONDITION
                        + "] The table or view "
                        + name
                        + " cannot be found: no set of that name has records, and no table of that"
                        + " name was created."
                        + question(nearest)
                        + " SQLSTATE: 42P01",
                name);
    }

    /**
     * The error for a set of a namespace that the cluster does not have.
     *
     * @param nearest a namespace that it has
     */
    static UnknownTable namespace(String catalog, Identifier table, Optional<String> nearest) {
        String name = quoted(catalog, table);
        return new UnknownTable(
                "["
                        + CONDITION
                        + "] The table or view "
                        + name
                        + " cannot be found: the cluster has no namespace "
                        + String.join(".", table.namespace())
                        + "."
                        + question(nearest)
                        + " SQLSTATE: 42P01",
                name);
    }

    private static String question(Optional<String> nearest) {
        return nearest.map(name -> " Did you mean " + name + "?").orElse("");
    }

    /** The full name of a table, as it is in SQL. */
    static String quoted(String catalog, Identifier table) {
        StringBuilder text = new StringBuilder(quoted(catalog));
        for (String namespace : table.namespace()) {
            text.append('.').append(quoted(namespace));
        }
        return text.append('.').append(quoted(table.name())).toString();
    }

    private static String quoted(String part) {
        return "`" + part.replace("`", "``") + "`";
    }
}
