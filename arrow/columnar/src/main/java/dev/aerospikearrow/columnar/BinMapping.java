package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.vector.ColumnFactory;
import dev.aerospikearrow.protocol.message.BinNames;
import dev.aerospikearrow.protocol.operation.Operation;
import dev.aerospikearrow.protocol.operation.RecordCommand;
import dev.aerospikearrow.protocol.operation.RecordCommand.WriteMode;
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
 * A schema, checked and made ready: which bin fills which field, which fields are {@link
 * MetadataColumn}s, and what happens to values that do not fit.
 *
 * <p>A field's name is its bin, unless its metadata names another. What the schema does not name is
 * not read.
 *
 * <table>
 * <caption>Field metadata</caption>
 * <tr><th>key</th><th>value</th></tr>
 * <tr><td>{@value #BIN}</td><td>the bin, if it is not the field's name</td></tr>
 * <tr><td>{@value #PATH}</td><td>the {@link ValuePath} to a value inside a map or list bin; where it
 * leads nowhere the field is null</td></tr>
 * <tr><td>{@value #ON_MISMATCH}</td><td>{@code fail}, {@code null} or {@code coerce}</td></tr>
 * <tr><td>{@value #MIN}, {@value #MAX}</td><td>the smallest and the largest whole number that fit an
 * integer, date, time, timestamp or duration, in its unit; what is outside is out of range</td></tr>
 * <tr><td>{@value #MULTIPLE_OF}</td><td>what such numbers are multiples of; others would lose
 * precision</td></tr>
 * <tr><td>{@code aerospike.byte-order}</td><td>of numbers packed in a blob: {@code little}, which is
 * the default, or {@code big}</td></tr>
 * </table>
 *
 * <p>Immutable: make it once, use it for any number of reads, from any thread.
 */
public final class BinMapping {
    /** Field metadata: the bin that fills the field. */
    public static final String BIN = "aerospike.bin";

    /** Field metadata: the field's {@link OnMismatch}, in any case. */
    public static final String ON_MISMATCH = "aerospike.on-mismatch";

    /** Field metadata: the smallest whole number that fits the field. */
    public static final String MIN = ColumnFactory.MIN;

    /** Field metadata: the largest whole number that fits the field. */
    public static final String MAX = ColumnFactory.MAX;

    /** Field metadata: what the whole numbers that fit the field are multiples of. */
    public static final String MULTIPLE_OF = ColumnFactory.MULTIPLE_OF;

    /** Field metadata: the {@link ValuePath} to the value that fills the field. */
    public static final String PATH = "aerospike.path";

    private final Schema schema;
    private final List<BinField> bins;
    private final List<MetadataField> metadata;
    private final List<String> binNames;
    private final List<Operation> reads;
    private final boolean hasPaths;
    private final boolean hasDictionaries;

    /** Made once: for a batch of ten keys they would cost more than decoding the reply. */
    private final RecordCommand command;

    private final BinNames names;

    private BinMapping(Schema schema, List<BinField> bins, List<MetadataField> metadata) {
        this.schema = schema;
        this.bins = List.copyOf(bins);
        this.metadata = List.copyOf(metadata);
        binNames = bins.stream().map(BinField::binName).toList();
        reads = bins.stream().map(BinField::read).toList();
        hasPaths = bins.stream().anyMatch(bin -> bin.path().isPresent());
        hasDictionaries = bins.stream().anyMatch(bin -> bin.field().getDictionary() != null);
        command = hasPaths ? positionalCommand() : RecordCommand.read(binNames);
        names = hasPaths ? BinNames.positional(bins.size()) : BinNames.requested(binNames);
    }

    /**
     * A field that a bin fills, or a value inside it. Its ordinal is its place in {@link #bins()}.
     */
    record BinField(
            int fieldIndex,
            Field field,
            String binName,
            Optional<ValuePath> path,
            OnMismatch onMismatch) {

        /** The bin or the path, for messages and to tell fields apart. */
        String source() {
            return path.map(ValuePath::toString).orElse(binName);
        }

        Operation read() {
            return path.map(ValuePath::read).orElseGet(() -> Operation.get(binName));
        }
    }

    /** A field that is filled from what is known about the record. */
    record MetadataField(
            int fieldIndex, Field field, MetadataColumn column, OnMismatch onMismatch) {}

    /**
     * Checks a schema; values that do not fit fail the call unless a field's metadata says
     * otherwise.
     *
     * @throws IllegalArgumentException if the schema cannot be filled; the message names the field,
     *     what is wrong, and what is allowed
     */
    public static BinMapping of(Schema schema) {
        return builder(schema).build();
    }

    /** A mapping whose policies are chosen in code. */
    public static Builder builder(Schema schema) {
        return new Builder(Objects.requireNonNull(schema, "schema"));
    }

    /** The schema, which is also that of every result. */
    public Schema schema() {
        return schema;
    }

    /** The bins that are read, in the order of their fields; a path's is where it starts. */
    public List<String> binNames() {
        return binNames;
    }

    /** What happens to values that do not fit a field. */
    public OnMismatch onMismatch(String fieldName) {
        return bins.stream()
                .filter(bin -> bin.field().getName().equals(fieldName))
                .findFirst()
                .map(BinField::onMismatch)
                .orElseThrow(() -> noSuchField(fieldName, bins));
    }

    /** One read for each of {@link #bins()}, in their order. */
    List<Operation> reads() {
        return reads;
    }

    /** Whether values inside bins are read, so that results are told apart by position. */
    boolean hasPaths() {
        return hasPaths;
    }

    /** Whether vectors hold indices into dictionaries, so that their schema is another one. */
    boolean hasDictionaries() {
        return hasDictionaries;
    }

    /** What is asked of each record. */
    RecordCommand command() {
        return command;
    }

    /** The same with one result for each of {@link #bins()}, in their order. */
    RecordCommand positionalCommand() {
        return bins.isEmpty()
                ? RecordCommand.readHeader()
                : RecordCommand.operate(WriteMode.UPSERT, reads).withResultPerOperation();
    }

    /** How the results of {@link #command()} become ordinals. */
    BinNames names() {
        return names;
    }

    List<BinField> bins() {
        return bins;
    }

    List<MetadataField> metadata() {
        return metadata;
    }

    Optional<MetadataField> metadata(MetadataColumn column) {
        for (MetadataField field : metadata) {
            if (field.column() == column) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "BinMapping of bins " + binNames();
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

    /** Builds a {@link BinMapping}. Not thread-safe. */
    public static final class Builder {
        private final Schema schema;
        private final Map<String, OnMismatch> policyOfField = new HashMap<>();
        private OnMismatch defaultPolicy = OnMismatch.FAIL;

        private Builder(Schema schema) {
            this.schema = schema;
        }

        /** The policy of fields that have none of their own. Default: {@link OnMismatch#FAIL}. */
        public Builder onMismatch(OnMismatch policy) {
            defaultPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** The policy of one field; goes before what its metadata says. */
        public Builder onMismatch(String fieldName, OnMismatch policy) {
            policyOfField.put(
                    Objects.requireNonNull(fieldName, "field name"),
                    Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * Checks the schema.
         *
         * @throws IllegalArgumentException if it cannot be filled, or if a policy names a field
         *     that no bin fills
         */
        public BinMapping build() {
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
                String other = fieldOfBin.putIfAbsent(bin.source(), field.getName());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "Fields "
                                    + other
                                    + " and "
                                    + field.getName()
                                    + " are both filled from bin \""
                                    + bin.source()
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
            return new BinMapping(schema, bins, metadata);
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
            if (field.getMetadata().containsKey(BIN)
                    || field.getMetadata().containsKey(PATH)
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
                                                            + BIN
                                                            + ".")));
        }

        private static String reservedNames() {
            return Arrays.stream(MetadataColumn.values())
                    .map(MetadataColumn::fieldName)
                    .collect(Collectors.joining(", "));
        }

        private MetadataField metadataField(
                int index, Field field, MetadataColumn column, List<MetadataField> others) {
            column.requireAllowed(field);
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
            Optional<ValuePath> path = path(field);
            String binName =
                    path.map(ValuePath::binName)
                            .orElse(field.getMetadata().getOrDefault(BIN, field.getName()));
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
                                + BIN
                                + " if its bin has another name.");
            }
            ColumnFactory.requireSupported(field);
            if (!field.isNullable()) {
                throw notNullable(field);
            }
            return new BinField(index, field, binName, path, policy(field));
        }

        private static Optional<ValuePath> path(Field field) {
            String text = field.getMetadata().get(PATH);
            if (text == null) {
                return Optional.empty();
            }
            if (field.getMetadata().containsKey(BIN)) {
                throw new IllegalArgumentException(
                        "Field "
                                + field.getName()
                                + " has metadata "
                                + BIN
                                + " and "
                                + PATH
                                + ". Keep one of them; a path starts with its bin.");
            }
            try {
                return Optional.of(ValuePath.parse(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Field " + field.getName() + ": " + e.getMessage(), e);
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
            String inSchema = field.getMetadata().get(ON_MISMATCH);
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
                            + ON_MISMATCH
                            + " = \""
                            + inSchema
                            + "\". Allowed are fail, null and coerce.");
        }
    }
}
