package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.content.BinExistence;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.columnar.content.ReadCheck;
import dev.aerospikearrow.columnar.content.StoredKeys;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.AerospikeDuckDb;
import dev.aerospikearrow.duckdb.FunctionOptions;
import dev.aerospikearrow.duckdb.stream.Widening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What is known of sets before they are read. To find it out takes some questions and a sample,
 * longer than many a query by an index; so it is kept for {@link FunctionOptions#sampleAge()}.
 * Thread-safe.
 */
final class SetCatalog {
    private static final Set<ArrowType.ArrowTypeID> KEY_TYPES =
            Set.of(ArrowType.ArrowTypeID.Int, ArrowType.ArrowTypeID.Utf8);

    private final ColumnarClient client;
    private final FunctionOptions options;
    private final Map<SetName, Kept> kept = new HashMap<>();
    private boolean hasToldKept;

    SetCatalog(ColumnarClient client, FunctionOptions options) {
        this.client = client;
        this.options = options;
    }

    /**
     * What is known of a set.
     *
     * @param fields its columns
     * @param records about how many records it has; empty if nobody can tell
     */
    record Description(List<Field> fields, OptionalLong records) {}

    private record Kept(Description description, long sinceNanos) {}

    /**
     * What is known of a set.
     *
     * @throws IllegalArgumentException if there is no such set, or nothing is known of its bins
     */
    synchronized Description describe(SetName set) {
        Kept known = kept.get(set);
        if (known != null && System.nanoTime() - known.sinceNanos < options.sampleAge().toNanos()) {
            hasToldKept = true;
            return known.description;
        }
        requireThere(set);
        Description description = new Description(fields(set), estimatedRecords(set));
        kept.put(set, new Kept(description, System.nanoTime()));
        return description;
    }

    /** Whether it is an answer that nothing is found where nothing can be. */
    boolean isEmptyAllowed() {
        return options.isEmptyAllowed();
    }

    /** Begins a statement. */
    synchronized void begin() {
        hasToldKept = false;
    }

    /**
     * Forgets everything, so that sets are looked at anew.
     *
     * @return whether the statement was told something that was kept
     */
    synchronized boolean forget() {
        kept.clear();
        boolean told = hasToldKept;
        hasToldKept = false;
        return told;
    }

    private void requireThere(SetName set) {
        if (!isEmptyAllowed()) {
            Set<String> bins = options.schema(set).map(BinExistence::binsOf).orElse(Set.of());
            ReadCheck.of(client.client(), set, bins)
                    .mistake()
                    .ifPresent(
                            mistake -> {
                                throw new IllegalArgumentException(mistake);
                            });
        }
    }

    private OptionalLong estimatedRecords(SetName set) {
        try {
            return OptionalLong.of(new ClusterCounts(client.client()).records(set));
        } catch (AerospikeException e) {
            return OptionalLong.empty();
        }
    }

    private List<Field> fields(SetName set) {
        Schema schema = options.schema(set).orElseGet(() -> inferred(set));
        if (schema.getFields().isEmpty()) {
            throw new IllegalArgumentException(
                    "No record of "
                            + set
                            + " was found, so nothing is known of its bins. Declare its schema with"
                            + " FunctionOptions.");
        }
        return AerospikeDuckDb.withinRanges(schema).getFields().stream()
                .map(Widening::withoutDictionary)
                .toList();
    }

    /** The bins of a sample, and in front of them the key, if it is stored. */
    private Schema inferred(SetName set) {
        List<Field> fields = new ArrayList<>();
        StoredKeys.type(client.client(), set)
                .filter(type -> KEY_TYPES.contains(type.getTypeID()))
                .map(type -> Field.nullable(MetadataColumn.KEY.fieldName(), type))
                .ifPresent(fields::add);
        Schema sampled =
                SchemaInference.sample(client.client(), set, options.sampleRecords()).schema();
        fields.addAll(sampled.getFields());
        return new Schema(sampled.getFields().isEmpty() ? List.of() : fields);
    }
}
