package dev.aerospikearrow.server.engine;

import dev.aerospikearrow.server.store.RecordStore;
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
        return new Engine(
                FilterEvaluator.UNSUPPORTED,
                CollectionOperator.UNSUPPORTED,
                () -> QueryService.UNSUPPORTED,
                store -> IndexCatalog.UNSUPPORTED);
    }
}
