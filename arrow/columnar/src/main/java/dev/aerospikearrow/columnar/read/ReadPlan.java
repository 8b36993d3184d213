package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.ValuePath;
import dev.aerospikearrow.columnar.read.ValueSource.Computed;
import dev.aerospikearrow.columnar.read.ValueSource.Inside;
import dev.aerospikearrow.columnar.read.ValueSource.WholeBin;
import dev.aerospikearrow.columnar.vector.ColumnFactory;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.operation.Operation;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.LatestTemplate;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The plan of a read: which field of a schema is filled from which bin, which are {@link
 * MetadataColumn}s, and what happens to values that do not fit. A field's name is its bin, unless
 * its {@link FieldMetadata} names another. Immutable.
 */
final class ReadPlan {
    private final Schema schema;
    private final List<BinField> bins;
    private final List<MetadataField> metadata;
    private final List<Operation> reads;
    private final List<MismatchReport> cleanReports;
    private final boolean hasDictionaries;

    /** Made once: for a batch of ten keys they would cost more than decoding the reply. */
    private final LatestTemplate template;

    private final BinNames names;

    private ReadPlan(Schema schema, List<BinField> bins, List<MetadataField> metadata) {
        this.schema = schema;
        this.bins = List.copyOf(bins);
        this.metadata = List.copyOf(metadata);
        reads = bins.stream().map(bin -> bin.source().read()).toList();
        cleanReports = bins.stream().map(BinField::cleanReport).toList();
        List<String> wholeBins =
                bins.stream()
                        .map(BinField::source)
                        .filter(WholeBin.class::isInstance)
                        .map(ValueSource::text)
                        .toList();
        boolean isOfBins = wholeBins.size() == bins.size();
        hasDictionaries = bins.stream().anyMatch(bin -> bin.field().getDictionary() != null);
        template =
                new LatestTemplate(isOfBins ? RecordCommand.read(wholeBins) : positionalCommand());
        names = isOfBins ? BinNames.requested(wholeBins) : BinNames.positional(bins.size());
    }

    /**
     * A field that is filled from what is in a record. Its ordinal is its place in {@link #bins()}.
     */
    record BinField(int fieldIndex, Field field, ValueSource source, OnMismatch onMismatch) {

        /** What is reported if every value fits. */
        MismatchReport cleanReport() {
            return new MismatchReport(field.getName(), source.text(), 0, 0, Optional.empty());
        }
    }

    /** A field that is filled from what is known about the record. */
    record MetadataField(
            int fieldIndex, Field field, MetadataColumn column, OnMismatch onMismatch) {}

    /**
     * Checks a schema. A field's policy is the one that the options have for it, else that of its
     * metadata, else the options' for all.
     *
     * @throws IllegalArgumentException if the schema cannot be filled, or if a policy names a field
     *     that no bin fills; the message names the field, what is wrong, and what is allowed
     */
    static ReadPlan of(Schema schema, ReadOptions options) {
        return new Builder(Objects.requireNonNull(schema, "schema"), options).build();
    }

    /** The schema, which is also that of every result. */
    Schema schema() {
        return schema;
    }

    /** One read for each of {@link #bins()}, in their order. */
    List<Operation> reads() {
        return reads;
    }

    /** The reports of a read in which every value fits. */
    List<MismatchReport> cleanReports() {
        return cleanReports;
    }

    /** Whether vectors hold indices into dictionaries, so that their schema is another one. */
    boolean hasDictionaries() {
        return hasDictionaries;
    }

    /** What asks for each record. */
    LatestTemplate template() {
        return template;
    }

    /**
     * What is asked of each record, with one result for each of {@link #bins()}, in their order.
     */
    RecordCommand positionalCommand() {
        return bins.isEmpty()
                ? RecordCommand.readHeader()
                : RecordCommand.operate(WriteMode.UPSERT, reads).withResultPerOperation();
    }

    /** How the results become ordinals. */
    BinNames names() {
        return names;
    }

    List<BinField> bins() {
        return bins;
    }

    List<MetadataField> metadata() {
        return metadata;
    }

    /** The metadata that fills a field; empty if no field is filled with it. */
    Optional<MetadataField> metadata(MetadataColumn column) {
        for (MetadataField field : metadata) {
            if (field.column() == column) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static IllegalArgumentException noSuchField(String name, List<BinField> bins) {
        return new IllegalArgumentException(
                "No bin fills a field "
                        + name
                        + ". Fields that bins fill: "
                        + bins.stream()
                                .map(bin -> bin.field().getName())
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    /** Makes one plan. */
    private static final class Builder {
        private static final List<String> SOURCES =
                List.of(FieldMetadata.BIN, FieldMetadata.PATH, FieldMetadata.EXPRESSION);

        private final Schema schema;
        private final OnMismatch defaultPolicy;
        private final Map<String, OnMismatch> policyOfField;

        Builder(Schema schema, ReadOptions options) {
            this.schema = schema;
            defaultPolicy = options.onMismatch();
            policyOfField = options.onMismatchOfField();
        }

        ReadPlan build() {
            List<BinField> bins = new ArrayList<>();
            List<MetadataField> metadata = new ArrayList<>();
            Map<String, String> fieldOfBin = new HashMap<>();
            Map<Long, String> fieldOfDictionary = new HashMap<>();
            List<Field> fields = schema.getFields();
            for (int index = 0; index < fields.size(); index++) {
                Field field = fields.get(index);
                Optional<MetadataColumn> reserved = reserved(field);
                if (reserved.isPresent()) {
                    metadata.add(metadataField(index, field, reserved.get(), metadata));
                    continue;
                }
                BinField bin = binField(index, field);
                String other = fieldOfBin.putIfAbsent(bin.source().text(), field.getName());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "Fields "
                                    + other
                                    + " and "
                                    + field.getName()
                                    + " are both filled from bin \""
                                    + bin.source().text()
                                    + "\". Keep one of them.");
                }
                requireOwnDictionary(field, fieldOfDictionary);
                bins.add(bin);
            }
            Set<String> names =
                    bins.stream().map(bin -> bin.field().getName()).collect(Collectors.toSet());
            for (String name : policyOfField.keySet()) {
                if (!names.contains(name)) {
                    throw noSuchField(name, bins);
                }
            }
            return new ReadPlan(schema, bins, metadata);
        }

        private static void requireOwnDictionary(Field field, Map<Long, String> others) {
            DictionaryEncoding dictionary = field.getDictionary();
            if (dictionary == null) {
                return;
            }
            String other = others.putIfAbsent(dictionary.getId(), field.getName());
            if (other != null) {
                throw new IllegalArgumentException(
                        "Fields "
                                + other
                                + " and "
                                + field.getName()
                                + " both have dictionary "
                                + dictionary.getId()
                                + ". Give each a number of its own.");
            }
        }

        /** The metadata column that a field's name stands for, unless it names a bin itself. */
        private static Optional<MetadataColumn> reserved(Field field) {
            String name = field.getName();
            if (name == null) {
                throw new IllegalArgumentException("A field of the schema has no name.");
            }
            if (SOURCES.stream().anyMatch(field.getMetadata()::containsKey)
                    || !name.startsWith(MetadataColumn.PREFIX)) {
                return Optional.empty();
            }
            return Optional.of(
                    MetadataColumn.named(name)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "Field "
                                                            + name
                                                            + " is not known; names that start"
                                                            + " with __ are reserved for "
                                                            + reservedNames()
                                                            + ". For a bin of that name give the"
                                                            + " field metadata "
                                                            + FieldMetadata.BIN
                                                            + ".")));
        }

        private static void requireAllowed(Field field, MetadataColumn column) {
            if (!column.allows(field.getType())) {
                throw new IllegalArgumentException(
                        "Field "
                                + column.fieldName()
                                + " is "
                                + TypeNames.of(field)
                                + ". Allowed are "
                                + column.allowedTypes()
                                + ".");
            }
        }

        private static String reservedNames() {
            return Arrays.stream(MetadataColumn.values())
                    .map(MetadataColumn::fieldName)
                    .collect(Collectors.joining(", "));
        }

        private MetadataField metadataField(
                int index, Field field, MetadataColumn column, List<MetadataField> others) {
            requireAllowed(field, column);
            if (field.getDictionary() != null) {
                throw new IllegalArgumentException(
                        "Field "
                                + field.getName()
                                + " has a dictionary, which only fields that bins fill can have."
                                + " Declare it without.");
            }
            if (others.stream().anyMatch(other -> other.column() == column)) {
                throw new IllegalArgumentException(
                        "Field " + field.getName() + " is in the schema twice.");
            }
            if (!field.isNullable() && column != MetadataColumn.RESULT_CODE) {
                throw notNullable(field);
            }
            return new MetadataField(index, field, column, policy(field));
        }

        private BinField binField(int index, Field field) {
            ValueSource source = source(field);
            ColumnFactory.requireSupported(field);
            if (!field.isNullable()) {
                throw notNullable(field);
            }
            return new BinField(index, field, source, policy(field));
        }

        private static ValueSource source(Field field) {
            Map<String, String> metadata = field.getMetadata();
            List<String> given = SOURCES.stream().filter(metadata::containsKey).toList();
            if (given.size() > 1) {
                throw new IllegalArgumentException(
                        "Field "
                                + field.getName()
                                + " has metadata "
                                + String.join(" and ", given)
                                + ". Keep one of them; a path starts with its bin.");
            }
            try {
                if (metadata.containsKey(FieldMetadata.EXPRESSION)) {
                    return new Computed(
                            field.getName(),
                            Expression.fromBase64(metadata.get(FieldMetadata.EXPRESSION)));
                }
                if (metadata.containsKey(FieldMetadata.PATH)) {
                    ValuePath path = ValuePath.parse(metadata.get(FieldMetadata.PATH));
                    requireBinName(field, path.binName());
                    return new Inside(path);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Field " + field.getName() + ": " + e.getMessage(), e);
            }
            String binName = metadata.getOrDefault(FieldMetadata.BIN, field.getName());
            requireBinName(field, binName);
            return new WholeBin(binName);
        }

        private static void requireBinName(Field field, String binName) {
            int length = Bytes.utf8(binName).length;
            if (length > MessageDescriptor.MAX_BIN_NAME_LENGTH || binName.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "Field "
                                + field.getName()
                                + " is filled from bin \""
                                + binName
                                + "\", a name of "
                                + length
                                + " bytes. Bin names have at most "
                                + MessageDescriptor.MAX_BIN_NAME_LENGTH
                                + " bytes of UTF-8 and no zero byte; give the field metadata "
                                + FieldMetadata.BIN
                                + " if its bin has another name.");
            }
        }

        private static IllegalArgumentException notNullable(Field field) {
            return new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " is declared not nullable, but records and bins may be missing."
                            + " Declare it nullable.");
        }

        private OnMismatch policy(Field field) {
            OnMismatch inCode = policyOfField.get(field.getName());
            String inSchema = field.getMetadata().get(FieldMetadata.ON_MISMATCH);
            if (inCode != null || inSchema == null) {
                return inCode != null ? inCode : defaultPolicy;
            }
            for (OnMismatch policy : OnMismatch.values()) {
                if (policy.name().equals(inSchema.toUpperCase(Locale.ROOT))) {
                    return policy;
                }
            }
            throw new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " has metadata "
                            + FieldMetadata.ON_MISMATCH
                            + " = \""
                            + inSchema
                            + "\". Allowed are fail, null and coerce.");
        }
    }
}
