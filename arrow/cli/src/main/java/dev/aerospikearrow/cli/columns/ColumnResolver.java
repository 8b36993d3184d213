package dev.aerospikearrow.cli.columns;

import dev.aerospikearrow.cli.SetArgument;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.SchemaNotes;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.content.StoredKeys;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.wire.Nearest;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A maker of schemas from what was asked for, which looks at a sample only where something is left
 * open.
 */
public final class ColumnResolver {
    private static final String KEY_NAME = MetadataColumn.KEY.fieldName();

    private final AerospikeClient client;
    private final SetName target;

    /** Columns of one set. */
    public ColumnResolver(AerospikeClient client, SetName target) {
        this.client = client;
        this.target = target;
    }

    /**
     * What is asked for.
     *
     * @param columns empty for every bin
     * @param metadata go before the others
     * @param sampleRecords how many records may be looked at
     */
    public record Request(
            Optional<List<ColumnRequest>> columns,
            List<MetadataColumn> metadata,
            long sampleRecords) {

        /** The same with the key as first column, unless it is asked for already. */
        Request withKey() {
            boolean there =
                    metadata.contains(MetadataColumn.KEY)
                            || columns.stream()
                                    .flatMap(List::stream)
                                    .anyMatch(column -> column.name().equals(KEY_NAME));
            if (there) {
                return this;
            }
            List<MetadataColumn> withKey = new ArrayList<>(metadata);
            withKey.add(0, MetadataColumn.KEY);
            return new Request(columns, withKey, sampleRecords);
        }

        /** The columns for which no record is needed. */
        private Request described() {
            return new Request(
                    Optional.of(
                            columns.orElse(List.of()).stream()
                                    .filter(column -> !isOpen(column))
                                    .toList()),
                    metadata,
                    sampleRecords);
        }

        /** Whether the columns depend on what the set holds: not all of them are described. */
        private boolean needsRecords() {
            return columns.isEmpty() || columns.get().stream().anyMatch(Request::isOpen);
        }

        private static boolean isOpen(ColumnRequest column) {
            return column.type().isEmpty() && MetadataFields.named(column.name()).isEmpty();
        }
    }

    /**
     * The columns.
     *
     * @param schema checked: it can be filled
     * @param notes what people should know of how it came about
     * @param warnings what people should worry about
     */
    public record Resolved(Schema schema, List<String> notes, List<String> warnings) {}

    /**
     * Refuses columns that cannot be filled, whatever there is. Nothing is read.
     *
     * @throws IllegalArgumentException if there is one
     */
    public void requireFillable(Request request) {
        resolve(request.described(), ArrowType.Utf8.INSTANCE, new ArrayList<>());
    }

    /**
     * The columns of records that are looked up by their keys: the key is one of them.
     *
     * @param keyType the type of the keys
     * @throws IllegalArgumentException if a column cannot be filled
     */
    public Resolved resolveForKeys(Request request, ArrowType keyType) {
        return resolve(request.withKey(), keyType, new ArrayList<>());
    }

    /**
     * The columns of a scan. If nothing in particular is asked for, the key is one of them where
     * records have it.
     *
     * @throws IllegalArgumentException if a column cannot be filled
     */
    public Resolved resolveForScan(Request request) {
        List<String> warnings = new ArrayList<>();
        boolean everything = request.columns().isEmpty() && request.metadata().isEmpty();
        boolean asked =
                request.metadata().contains(MetadataColumn.KEY)
                        || request.columns().stream()
                                .flatMap(List::stream)
                                .anyMatch(ColumnResolver::isUntypedKey);
        Optional<ArrowType> keyType =
                everything || asked ? StoredKeys.type(client, target) : Optional.empty();
        if (asked && keyType.isEmpty()) {
            warnings.add(
                    "No user key is stored with the records of "
                            + target
                            + ", so __key is null. --metadata digest has what they can be found"
                            + " by.");
        }
        return resolve(
                everything && keyType.isPresent() ? request.withKey() : request,
                keyType.orElse(ArrowType.Utf8.INSTANCE),
                warnings);
    }

    private Resolved resolve(Request request, ArrowType key, List<String> warnings) {
        List<String> notes = new ArrayList<>();
        Map<String, Field> fields = new LinkedHashMap<>();
        for (MetadataColumn column : request.metadata()) {
            fields.put(column.fieldName(), MetadataFields.field(column, key));
        }
        if (request.columns().isEmpty()) {
            InferredSchema sample = sample(request);
            sample.schema().getFields().forEach(field -> fields.put(field.getName(), field));
            describe(sample, notes, warnings);
            if (fields.isEmpty()) {
                // A file needs a column, and this is one that every record has.
                Field digest = MetadataFields.field(MetadataColumn.DIGEST, key);
                fields.put(digest.getName(), digest);
            }
        } else {
            addAsked(request, key, fields);
        }
        Schema schema = new Schema(fields.values());
        ReadOptions.DEFAULT.check(schema);
        return new Resolved(schema, notes, warnings);
    }

    private void addAsked(Request request, ArrowType key, Map<String, Field> fields) {
        List<ColumnRequest> columns = request.columns().orElseThrow();
        Map<String, Field> found =
                request.needsRecords()
                        ? sample(request).bins().stream()
                                .collect(Collectors.toMap(InferredBin::binName, InferredBin::field))
                        : Map.of();
        for (ColumnRequest column : columns) {
            Optional<MetadataColumn> metadata =
                    column.type().isEmpty()
                            ? MetadataFields.named(column.name())
                            : Optional.empty();
            Field field =
                    metadata.map(known -> MetadataFields.field(known, key))
                            .orElseGet(
                                    () ->
                                            column.field(
                                                    Optional.ofNullable(
                                                            found.get(
                                                                    column.source()
                                                                            .orElse(
                                                                                    column
                                                                                            .name()))),
                                                    found.keySet()));
            if (fields.put(field.getName(), field) != null) {
                throw new IllegalArgumentException(
                        "Column " + field.getName() + " is asked for twice.");
            }
        }
    }

    /**
     * What is wrong with columns that are null in every row that was read: bins that no record of a
     * sample has either.
     *
     * @param isNull tells whether a column is
     */
    public List<String> unknownBins(Request request, Predicate<String> isNull) {
        List<ColumnRequest> suspects =
                request.columns().stream()
                        .flatMap(List::stream)
                        .filter(column -> MetadataFields.named(column.name()).isEmpty())
                        .filter(column -> isNull.test(column.name()))
                        .toList();
        if (suspects.isEmpty()) {
            return List.of();
        }
        InferredSchema sample = sample(request);
        Set<String> known =
                sample.bins().stream().map(InferredBin::binName).collect(Collectors.toSet());
        return suspects.stream()
                .map(ColumnRequest::bin)
                .filter(bin -> !known.contains(bin))
                .distinct()
                .map(
                        bin ->
                                String.format(
                                        Locale.ROOT,
                                        "No record that was read has a bin %s, and none of a sample"
                                                + " of %s has it.%s",
                                        bin,
                                        Quantity.grouped(sample.sampledRecords(), "record"),
                                        Nearest.question(bin, known)))
                .toList();
    }

    /** The type of the keys of a set, as far as records have them stored. */
    public Optional<ArrowType> keyType() {
        return StoredKeys.type(client, target);
    }

    private static boolean isUntypedKey(ColumnRequest column) {
        return column.type().isEmpty() && column.name().equals(KEY_NAME);
    }

    private InferredSchema sample(Request request) {
        return SchemaNotes.of(client)
                .applyTo(SchemaInference.sample(client, target, request.sampleRecords()));
    }

    private void describe(InferredSchema sample, List<String> notes, List<String> warnings) {
        if (sample.sampledRecords() == 0) {
            return;
        }
        String columns =
                sample.bins().stream()
                        .map(bin -> bin.binName() + " " + TypeNames.of(bin.field()))
                        .collect(Collectors.joining(", "));
        notes.add(
                "Columns from a sample of "
                        + Quantity.grouped(sample.sampledRecords(), "record")
                        + ": "
                        + columns
                        + ".");
        for (InferredBin bin : sample.bins()) {
            if (bin.conflicts().isEmpty() && bin.typeCounts().size() > 1) {
                warnings.add(
                        "Bin "
                                + bin.binName()
                                + " has values of the types "
                                + String.join(", ", bin.typeCounts().keySet())
                                + ", which are all "
                                + TypeNames.of(bin.field())
                                + " in the output; what they were does not come back with an"
                                + " import.");
            }
            if (!bin.conflicts().isEmpty()) {
                warnings.add(
                        "Bin "
                                + bin.binName()
                                + " has values that "
                                + TypeNames.of(bin.field())
                                + " does not take: "
                                + bin.conflicts().get(0)
                                + ". Choose with --columns and --on-mismatch; 'aerospike-arrow"
                                + " schema "
                                + SetArgument.text(target)
                                + "' shows more.");
            }
        }
    }
}
