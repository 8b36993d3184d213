package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.NameLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The plan of a write: which field of a schema has which part in it. Immutable.
 *
 * @param key the field of the key or digest
 * @param bins the fields that are bins, in the schema's order or the one asked for
 */
record WritePlan(
        int key,
        Optional<Integer> namespace,
        Optional<Integer> setName,
        Optional<Integer> ttl,
        Optional<Integer> generation,
        List<BinColumn> bins) {

    /** A field that is written to a bin. */
    record BinColumn(int field, String name, String binName, Optional<ColumnEncoding> encoding) {}

    /**
     * @throws IllegalArgumentException if a field that is named is not there, or bins cannot be
     *     named so
     */
    static WritePlan of(Schema schema, ColumnarWriteOptions options) {
        int key = indexOf(schema, options.keyColumn());
        Optional<Integer> namespace = options.namespaceColumn().map(name -> indexOf(schema, name));
        Optional<Integer> setName = options.setColumn().map(name -> indexOf(schema, name));
        Optional<Integer> ttl = options.ttlColumn().map(name -> indexOf(schema, name));
        Optional<Integer> generation =
                options.generationColumn().map(name -> indexOf(schema, name));
        Set<Integer> used = new HashSet<>();
        used.add(key);
        namespace.ifPresent(used::add);
        setName.ifPresent(used::add);
        ttl.ifPresent(used::add);
        generation.ifPresent(used::add);
        options.excluded().forEach(name -> used.add(indexOf(schema, name)));
        options.encodings().keySet().forEach(name -> indexOf(schema, name));
        List<Integer> fields =
                options.bins()
                        .map(names -> names.stream().map(name -> indexOf(schema, name)).toList())
                        .orElseGet(() -> unused(schema, used));
        return new WritePlan(
                key, namespace, setName, ttl, generation, binColumns(schema, fields, options));
    }

    private static int indexOf(Schema schema, String name) {
        List<Field> fields = schema.getFields();
        for (int i = 0; i < fields.size(); i++) {
            if (name.equals(fields.get(i).getName())) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "There is no field "
                        + name
                        + ". Fields: "
                        + fields.stream().map(Field::getName).collect(Collectors.joining(", "))
                        + ".");
    }

    private static List<Integer> unused(Schema schema, Set<Integer> used) {
        List<Integer> fields = new ArrayList<>();
        for (int i = 0; i < schema.getFields().size(); i++) {
            if (!used.contains(i) && !isMetadata(schema.getFields().get(i))) {
                fields.add(i);
            }
        }
        return fields;
    }

    private static boolean isMetadata(Field field) {
        return !field.getMetadata().containsKey(FieldMetadata.BIN)
                && MetadataColumn.named(field.getName()).isPresent();
    }

    private static List<BinColumn> binColumns(
            Schema schema, List<Integer> indexes, ColumnarWriteOptions options) {
        List<BinColumn> bins = new ArrayList<>();
        Map<String, String> fieldOfBin = new HashMap<>();
        for (int index : indexes) {
            Field field = schema.getFields().get(index);
            BinColumn bin = binColumn(index, field, options);
            String other = fieldOfBin.putIfAbsent(bin.binName(), bin.name());
            if (other != null) {
                throw new IllegalArgumentException(
                        "Fields "
                                + other
                                + " and "
                                + bin.name()
                                + " are both written to bin \""
                                + bin.binName()
                                + "\". Keep one of them.");
            }
            bins.add(bin);
        }
        if (bins.isEmpty() || bins.size() > MessageDescriptor.MAX_OPERATIONS) {
            throw new IllegalArgumentException(
                    "The number of fields that are left to be written as bins is "
                            + bins.size()
                            + "; 1 to "
                            + MessageDescriptor.MAX_OPERATIONS
                            + " are expected.");
        }
        return List.copyOf(bins);
    }

    private static BinColumn binColumn(int index, Field field, ColumnarWriteOptions options) {
        String name = field.getName();
        if (field.getMetadata().containsKey(FieldMetadata.EXPRESSION)) {
            throw new IllegalArgumentException(
                    "Field "
                            + name
                            + " has metadata "
                            + FieldMetadata.EXPRESSION
                            + ": nodes compute it, so it can only be read. Exclude the field.");
        }
        if (field.getMetadata().containsKey(FieldMetadata.PATH)) {
            throw new IllegalArgumentException(
                    "Field "
                            + name
                            + " has metadata "
                            + FieldMetadata.PATH
                            + ": a value inside a bin can be read, but only whole bins are"
                            + " written. Exclude the field.");
        }
        String binName = field.getMetadata().getOrDefault(FieldMetadata.BIN, name);
        try {
            NameLimits.binName(binName);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Field "
                            + name
                            + ": "
                            + e.getMessage()
                            + " The field's metadata "
                            + FieldMetadata.BIN
                            + " can name another bin.",
                    e);
        }
        if (binName.isEmpty()) {
            throw new IllegalArgumentException("Field number " + index + " names no bin.");
        }
        return new BinColumn(
                index, name, binName, Optional.ofNullable(options.encodings().get(name)));
    }
}
