package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.IndexDefinition;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.columnar.content.StoredKeys;
import dev.aerospikearrow.columnar.filter.BinFilter;
import dev.aerospikearrow.columnar.filter.Condition;
import dev.aerospikearrow.columnar.filter.FieldFilter;
import dev.aerospikearrow.columnar.filter.FilterComparison;
import dev.aerospikearrow.columnar.filter.FilterPredicate;
import dev.aerospikearrow.columnar.filter.IndexChoice;
import dev.aerospikearrow.columnar.filter.PredicateTranslator;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A set in one place of a query: its columns, and what the query's filters say of its rows. Bound
 * and optimized by one thread, then read by many.
 *
 * <p>A filter that the nodes evaluate is evaluated by DuckDB, too: it copies parts of plans, binds
 * the copies anew, and would then miss what it had handed over.
 */
final class SetTable {
    private static final Logger LOG = LoggerFactory.getLogger(SetTable.class);
    private static final String KEY = MetadataColumn.KEY.fieldName();
    private static final String DIGEST = MetadataColumn.DIGEST.fieldName();

    private final ColumnarClient client;
    private final SetName set;
    private final List<Field> fields;
    private final StreamOptions options;
    private final Optional<Lookup> lookup;
    private final Map<String, BinFilter> filters = new HashMap<>();
    private List<FilterPredicate> predicates = List.of();

    /**
     * @param fields the columns
     * @param options how to read
     * @param lookup the keys that are looked up; empty for all records
     */
    SetTable(
            ColumnarClient client,
            SetName set,
            List<Field> fields,
            StreamOptions options,
            Optional<Lookup> lookup) {
        this.client = client;
        this.set = set;
        this.fields = List.copyOf(fields);
        this.options = options;
        this.lookup = lookup;
        for (Field field : fields) {
            FieldFilter.of(field, policy(field))
                    .ifPresent(filter -> filters.put(field.getName(), filter));
        }
    }

    private OnMismatch policy(Field field) {
        return options.readOptions()
                .onMismatchOfField()
                .getOrDefault(field.getName(), options.readOptions().onMismatch());
    }

    ColumnarClient client() {
        return client;
    }

    SetName set() {
        return set;
    }

    List<Field> fields() {
        return fields;
    }

    StreamOptions options() {
        return options;
    }

    /**
     * Keys that are looked up, each of which is a row, with a record or without.
     *
     * @param query its first column has the keys
     * @param emptyAllowed whether it is an answer that keys of another type than the set's have no
     *     records
     */
    record Lookup(String query, boolean emptyAllowed) {}

    Optional<Lookup> lookup() {
        return lookup;
    }

    /**
     * Checks keys of which none has a record.
     *
     * @throws IllegalArgumentException if they could not have one
     */
    void requireRightKeys() {
        if (lookup.isPresent() && !lookup.get().emptyAllowed()) {
            StoredKeys.mistaken(client.client(), set, fields.get(0).getType())
                    .ifPresent(
                            mistake -> {
                                throw new IllegalArgumentException(mistake);
                            });
        }
    }

    /** How the rows are found, for people. */
    String describe() {
        return lookup.isPresent() ? "batch reads of the keys of a query" : access().describe();
    }

    /** Takes the filters of the query, which are all true of each row that is wanted. */
    void filterBy(List<FilterPredicate> wanted) {
        predicates = List.copyOf(wanted);
    }

    /**
     * The only keys whose records pass.
     *
     * @param column {@code __key} or {@code __digest}
     * @param values integers and texts, or bytes
     */
    record Keys(String column, Set<Object> values) {}

    /**
     * What is read.
     *
     * @param keys the only keys whose records pass; empty if others may
     * @param condition what the nodes let pass; empty for all
     * @param index the index that is read; empty for the set
     */
    record Access(
            Optional<Keys> keys, Optional<Expression> condition, Optional<IndexChoice> index) {

        /** For people. */
        String describe() {
            if (keys.isPresent()) {
                return "batch read of "
                        + Quantity.of(
                                keys.get().values().size(),
                                keys.get().column().substring(MetadataColumn.PREFIX.length()));
            }
            String source = index.map(choice -> "index " + choice).orElse("scan");
            return condition.isPresent() ? source + ", filtered by the nodes" : source;
        }

        QuerySpec spec(SetName set) {
            QuerySpec all = QuerySpec.of(set);
            QuerySpec filtered = condition.map(all::withFilter).orElse(all);
            return index.map(choice -> filtered.withIndexRange(choice.range())).orElse(filtered);
        }
    }

    /** How the rows that the filters let pass are found. */
    Access access() {
        // A batch read has the keys that it is given: of records that digests name, it has none.
        Optional<Keys> keys =
                field(KEY)
                        .map(key -> isTheOnlyKey(key) ? keys(KEY) : Optional.<Keys>empty())
                        .orElseGet(() -> keys(DIGEST));
        if (keys.isPresent()) {
            return new Access(keys, Optional.empty(), Optional.empty());
        }
        PredicateTranslator translator = new PredicateTranslator(this::filter);
        Map<FilterPredicate, Condition> asked = new LinkedHashMap<>();
        predicates.stream()
                .flatMap(FilterPredicate::conjuncts)
                .forEach(it -> translator.translate(it).ifPresent(found -> asked.put(it, found)));
        if (asked.isEmpty()) {
            return new Access(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<IndexChoice> index =
                IndexChoice.of(
                        List.copyOf(asked.keySet()), this::filter, indexes(), Optional.empty());
        index.ifPresent(it -> asked.keySet().removeIf(known -> it.implies(known, this::filter)));
        List<Expression> conditions = asked.values().stream().map(Condition::expression).toList();
        return new Access(
                Optional.empty(),
                conditions.isEmpty() ? Optional.empty() : Optional.of(Condition.allOf(conditions)),
                index);
    }

    private Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.getName().equals(name)).findFirst();
    }

    /** Whether a value is that of one key: texts are shown as bytes, and 5 and '5' as 5.0. */
    private boolean isTheOnlyKey(Field field) {
        return policy(field) != OnMismatch.COERCE
                && switch (field.getType().getTypeID()) {
                    case Int, Utf8, LargeUtf8, Utf8View -> true;
                    default -> false;
                };
    }

    private Optional<Keys> keys(String column) {
        return predicates.stream()
                .flatMap(FilterPredicate::conjuncts)
                .flatMap(predicate -> keys(predicate, column).stream())
                .reduce(SetTable::both)
                .map(values -> new Keys(column, values));
    }

    private Optional<BinFilter> filter(String column) {
        return Optional.ofNullable(filters.get(column));
    }

    private List<IndexDefinition> indexes() {
        try {
            return IndexChoice.usable(client.client().listIndexes(set.namespace()), set);
        } catch (AerospikeException e) {
            LOG.warn("No secondary index is used, since they could not be listed", e);
            return List.of();
        }
    }

    /** The only keys of which a predicate is true; empty if it may be true of others. */
    private static Optional<Set<Object>> keys(FilterPredicate predicate, String column) {
        if (predicate instanceof FilterPredicate.Comparison it
                && it.column().equals(column)
                && it.comparison() == FilterComparison.EQUAL) {
            return Optional.of(Set.of(it.value()));
        }
        if (predicate instanceof FilterPredicate.Same it && it.column().equals(column)) {
            return Optional.of(Set.of(it.value()));
        }
        if (predicate instanceof FilterPredicate.OneOf it && it.column().equals(column)) {
            return Optional.of(new LinkedHashSet<>(it.values()));
        }
        if (predicate instanceof FilterPredicate.Any any) {
            Set<Object> all = new LinkedHashSet<>();
            for (FilterPredicate part : any.parts()) {
                Optional<Set<Object>> keys =
                        part.conjuncts()
                                .flatMap(it -> keys(it, column).stream())
                                .reduce(SetTable::both);
                if (keys.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(keys.get());
            }
            return Optional.of(all);
        }
        return Optional.empty();
    }

    private static Set<Object> both(Set<Object> first, Set<Object> second) {
        Set<Object> both = new LinkedHashSet<>(first);
        both.retainAll(second);
        return both;
    }

    /** The columns of a query, by their numbers. */
    Schema projected(List<Integer> columns) {
        return new Schema(columns.stream().map(fields::get).toList());
    }

    @Override
    public String toString() {
        return set.toString();
    }
}
