package dev.aerospikearrow.columnar.filter;

import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.IndexInfo;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.IndexRange;
import dev.aerospikearrow.data.SetName;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index, and which of its values are read. Immutable.
 *
 * @param indexName the index
 * @param binName its bin
 * @param text the only text that is read; null for a range of integers
 * @param begin the first integer
 * @param end the last integer
 */
public record IndexChoice(
        String indexName, String binName, @Nullable String text, long begin, long end)
        implements Serializable {

    /** What is asked of the server. */
    public IndexRange range() {
        return text == null
                ? IndexRange.between(binName, begin, end)
                : IndexRange.equal(binName, text);
    }

    @Override
    public String toString() {
        if (text != null) {
            return indexName + " (" + binName + " = '" + text + "')";
        }
        String from = begin == Long.MIN_VALUE ? "" : begin + " <= ";
        String to = end == Long.MAX_VALUE ? "" : " <= " + end;
        return indexName
                + " ("
                + (begin == end ? binName + " = " + begin : from + binName + to)
                + ")";
    }

    /**
     * Whether a predicate is true of all that is read, so that the server need not be asked for it;
     * but for values that do not fit the column, which whoever asks has to leave out.
     */
    public boolean implies(FilterPredicate predicate, FilterColumns columns) {
        if (!(predicate instanceof FilterPredicate.Comparison it)
                || it.comparison() == FilterComparison.NOT_EQUAL) {
            return false;
        }
        BinFilter filter = columns.filter(it.column()).orElse(null);
        if (filter == null || !filter.binName().equals(binName)) {
            return false;
        }
        return text == null
                ? filter instanceof IntegerFilter
                : it.comparison() == FilterComparison.EQUAL && it.value().toString().equals(text);
    }

    /** Whether only records with one value are read, of which there are few as a rule. */
    public boolean isOneValue() {
        return text != null || begin == end;
    }

    /** Fewer values, or what looks like it, come first. */
    private int rank() {
        if (isOneValue()) {
            return 0;
        }
        return begin != Long.MIN_VALUE && end != Long.MAX_VALUE ? 1 : 2;
    }

    /**
     * The secondary indexes whose values are those of bins of a set, so that a choice may be made
     * among them.
     */
    public static List<IndexDefinition> usable(List<IndexInfo> indexes, SetName set) {
        return indexes.stream()
                .filter(IndexInfo::isUsable)
                .flatMap(index -> index.definition().stream())
                .filter(index -> index.set().name().equals(set.name()))
                .filter(index -> index.collection() == IndexRange.Collection.VALUE)
                .filter(index -> index.context().isRoot())
                .filter(index -> index.expression().isEmpty())
                .toList();
    }

    /**
     * The index that predicates can use, if one can.
     *
     * <p>An index has only the values of its type. So by itself it is taken only where a value of
     * another type could not satisfy the predicate: not with the policy {@code coerce}, nor for 0
     * and 1 in columns of integers, which might be booleans in the bin. One that the user names is
     * taken in these cases, too.
     *
     * @param predicates all of which must be true
     * @param indexes those of the set that can be used
     * @param wanted the only index that may be taken; empty for any
     */
    public static Optional<IndexChoice> of(
            List<FilterPredicate> predicates,
            FilterColumns columns,
            List<IndexDefinition> indexes,
            Optional<String> wanted) {
        List<FilterPredicate.Comparison> comparisons =
                predicates.stream()
                        .flatMap(FilterPredicate::conjuncts)
                        .filter(FilterPredicate.Comparison.class::isInstance)
                        .map(FilterPredicate.Comparison.class::cast)
                        .toList();
        IndexChoice best = null;
        for (IndexDefinition index : indexes) {
            if (wanted.isPresent() && !wanted.get().equals(index.name())) {
                continue;
            }
            IndexChoice choice = choice(index, comparisons, columns, wanted.isPresent());
            if (choice != null && (best == null || choice.rank() < best.rank())) {
                best = choice;
            }
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable IndexChoice choice(
            IndexDefinition index,
            List<FilterPredicate.Comparison> comparisons,
            FilterColumns columns,
            boolean named) {
        long begin = Long.MIN_VALUE;
        long end = Long.MAX_VALUE;
        boolean bounded = false;
        IntegerFilter integers = null;
        for (FilterPredicate.Comparison it : comparisons) {
            BinFilter filter = columns.filter(it.column()).orElse(null);
            if (filter == null
                    || !filter.binName().equals(index.binName())
                    || filter.onMismatch() == OnMismatch.COERCE && !named) {
                continue;
            }
            if (filter instanceof TextFilter
                    && index.type() == IndexDefinition.Type.STRING
                    && it.comparison() == FilterComparison.EQUAL
                    && (named || TextFilter.isNoJson(it.value().toString()))) {
                return new IndexChoice(index.name(), index.binName(), it.value().toString(), 0, 0);
            }
            if (filter instanceof IntegerFilter found
                    && index.type() == IndexDefinition.Type.NUMERIC) {
                long value = ((Number) it.value()).longValue();
                integers = found;
                switch (it.comparison()) {
                    case EQUAL -> {
                        begin = Math.max(begin, value);
                        end = Math.min(end, value);
                    }
                    case LESS -> end = Math.min(end, Math.max(value, Long.MIN_VALUE + 1) - 1);
                    case LESS_OR_EQUAL -> end = Math.min(end, value);
                    case GREATER ->
                            begin = Math.max(begin, Math.min(value, Long.MAX_VALUE - 1) + 1);
                    case GREATER_OR_EQUAL -> begin = Math.max(begin, value);
                    case NOT_EQUAL -> {
                        continue;
                    }
                }
                bounded = true;
            }
        }
        if (!bounded || integers == null || begin > end) {
            return null;
        }
        boolean mightBeBoolean = integers.takesBooleans() && begin <= 1 && end >= 0;
        return mightBeBoolean && !named
                ? null
                : new IndexChoice(index.name(), index.binName(), null, begin, end);
    }
}
