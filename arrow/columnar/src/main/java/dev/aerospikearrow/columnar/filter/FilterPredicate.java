package dev.aerospikearrow.columnar.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * A predicate over columns, as SQL means it: what is null is neither true nor false of a
 * comparison. Values are in the form in which the column's bin has them: numbers (days and units of
 * times, too), texts, booleans.
 */
public sealed interface FilterPredicate {

    /** All of some predicates. */
    record All(List<FilterPredicate> parts) implements FilterPredicate {
        /** Keeps a copy. */
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** One of some predicates. */
    record Any(List<FilterPredicate> parts) implements FilterPredicate {
        /** Keeps a copy. */
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The opposite of a predicate. */
    record Not(FilterPredicate of) implements FilterPredicate {}

    /** The column is null. */
    record IsNull(String column) implements FilterPredicate {}

    /** The comparison is true of the column and a value, in this order. */
    record Comparison(String column, FilterComparison comparison, Object value)
            implements FilterPredicate {}

    /** The column is not null and equal to a value; never unknown. */
    record Same(String column, Object value) implements FilterPredicate {}

    /** The column is one of some values, none of which is null. */
    record OneOf(String column, List<Object> values) implements FilterPredicate {
        /** Keeps a copy. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The column is a text that starts so. */
    record StartsWith(String column, String prefix) implements FilterPredicate {}

    /** Something about which the server is not asked. */
    record Unknown() implements FilterPredicate {}

    /** The predicates that this one is the conjunction of. */
    default Stream<FilterPredicate> conjuncts() {
        return this instanceof All all
                ? all.parts().stream().flatMap(FilterPredicate::conjuncts)
                : Stream.of(this);
    }
}
