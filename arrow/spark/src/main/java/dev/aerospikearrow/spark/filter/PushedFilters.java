package dev.aerospikearrow.spark.filter;

import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.columnar.filter.Condition;
import dev.aerospikearrow.columnar.filter.FilterPredicate;
import dev.aerospikearrow.columnar.filter.IndexChoice;
import dev.aerospikearrow.columnar.filter.PredicateTranslator;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.spark.key.KeyChoice;
import dev.aerospikearrow.spark.key.KeyColumns;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.StructType;

/**
 * The filters of a query: what the server does of them, and what Spark still does. Immutable.
 *
 * @param pushed the predicates that the server evaluates, at least in part
 * @param evaluated the predicates that Spark evaluates, which may be among those
 * @param expression the server's condition; true of every record whose row Spark keeps
 * @param index the secondary index that is read instead of the whole set
 * @param keys the keys whose records are read instead of the whole set
 */
public record PushedFilters(
        List<Predicate> pushed,
        List<Predicate> evaluated,
        Optional<Expression> expression,
        Optional<IndexChoice> index,
        Optional<KeyChoice> keys) {

    /** Nothing is pushed. */
    public static final PushedFilters NONE =
            new PushedFilters(
                    List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Keeps copies. */
    public PushedFilters {
        pushed = List.copyOf(pushed);
        evaluated = List.copyOf(evaluated);
    }

    /** Nothing is pushed, and Spark evaluates everything. */
    public static PushedFilters allBySpark(Predicate[] predicates) {
        return new PushedFilters(
                List.of(),
                Arrays.asList(predicates),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Divides the work.
     *
     * @param predicates all of which must be true
     * @param schema the table's
     * @param options the table's
     * @param indexes asked for the secondary indexes that may be used, if there is a predicate
     */
    public static PushedFilters of(
            Predicate[] predicates,
            StructType schema,
            ConnectorOptions options,
            Supplier<List<IndexDefinition>> indexes) {
        FilterableColumns columns = new FilterableColumns(schema, options.onMismatch());
        SparkPredicates reader = new SparkPredicates(columns);
        PredicateTranslator translator = new PredicateTranslator(columns);
        List<FilterPredicate> read = Arrays.stream(predicates).map(reader::read).toList();
        Set<String> compared = comparedColumns(read);
        List<Predicate> pushed = new ArrayList<>();
        List<FilterPredicate> asked = new ArrayList<>();
        List<Predicate> evaluated = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        Optional<KeyChoice> keys = KeyChoice.of(predicates, new KeyColumns(schema, options));
        keys.flatMap(choice -> choice.column().condition(options)).ifPresent(conditions::add);
        for (int i = 0; i < predicates.length; i++) {
            if (keys.isPresent() && keys.get().answered().contains(predicates[i])) {
                pushed.add(predicates[i]);
                continue;
            }
            Optional<Condition> condition = translator.translate(read.get(i));
            if (condition.isEmpty() || !condition.get().exact()) {
                evaluated.add(predicates[i]);
            }
            if (condition.isPresent()) {
                pushed.add(predicates[i]);
                asked.add(read.get(i));
                // Spark puts IS NOT NULL beside each comparison, which says so by itself.
                if (!isNotNullOf(read.get(i), compared)) {
                    conditions.add(condition.get().expression());
                }
            }
        }
        Optional<IndexChoice> index =
                pushed.isEmpty() || keys.isPresent()
                        ? Optional.empty()
                        : IndexChoice.of(
                                asked, columns, indexes.get(), options.value(OptionName.INDEX));
        Optional<Expression> whole =
                conditions.isEmpty() ? Optional.empty() : Optional.of(Condition.allOf(conditions));
        return new PushedFilters(pushed, evaluated, whole, index, keys);
    }

    /** The columns that predicates compare with values, so that null does not satisfy them. */
    private static Set<String> comparedColumns(List<FilterPredicate> predicates) {
        return predicates.stream()
                .filter(FilterPredicate.Comparison.class::isInstance)
                .map(it -> ((FilterPredicate.Comparison) it).column())
                .collect(Collectors.toSet());
    }

    /** Whether a predicate says no more than that one of some columns is not null. */
    private static boolean isNotNullOf(FilterPredicate predicate, Set<String> names) {
        return predicate instanceof FilterPredicate.Not not
                && not.of() instanceof FilterPredicate.IsNull test
                && names.contains(test.column());
    }
}
