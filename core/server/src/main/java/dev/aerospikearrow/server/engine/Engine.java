package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.server.expression.BinOperator;
import dev.aerospikearrow.server.expression.ExpressionEvaluator;
import dev.aerospikearrow.server.index.NamespaceIndexes;
import dev.aerospikearrow.server.query.NodeQueries;
import dev.aerospikearrow.server.store.RecordStore;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts that commands are carried out with.
 *
 * @param filters compiles filter expressions
 * @param collections carries out list, map and expression operations
 * @param queries makes the query service of one node
 * @param indexes makes the index catalog of one namespace, filled with the records it has
 */
public record Engine(
        FilterEvaluator filters,
        CollectionOperator collections,
        Supplier<QueryService> queries,
        Function<RecordStore, IndexCatalog> indexes) {

    /** What servers use. */
    public static Engine standard() {
        return standard(InstantSource.system());
    }

    /**
     * What servers use whose time is not the system's.
     *
     * @param clock tells expressions the time
     */
    public static Engine standard(InstantSource clock) {
        CollectionOperator operator = new BinOperator(clock);
        return new Engine(
                new ExpressionEvaluator(),
                operator,
                () -> new NodeQueries(operator),
                NamespaceIndexes::new);
    }
}
