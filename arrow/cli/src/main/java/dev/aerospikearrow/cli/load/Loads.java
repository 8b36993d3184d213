package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.operation.SendKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Preparation of files to be loaded: texts as rows, the other formats as columns. */
public final class Loads {
    private Loads() {}

    /**
     * Checks what can be checked before a cluster is there.
     *
     * @throws CliException if a column is missing
     */
    public static void requireKey(RowFile file, LoadOptions options) throws IOException {
        rowKey(file, options);
    }

    /**
     * Checks what can be checked before a cluster is there.
     *
     * @throws CliException if a column is missing
     */
    public static void requireKey(InputFile file, LoadOptions options) throws IOException {
        keyColumn(file.name(), columns(file), options);
        requireColumns(file.name(), columns(file), options);
    }

    /** The fields of the columns that become bins, where their type is known. */
    public static List<Field> fields(RowFile file, LoadOptions options) throws IOException {
        return written(file.fields(), rowKey(file, options), options);
    }

    /** The fields of the columns that become bins. */
    public static List<Field> fields(InputFile file, LoadOptions options) throws IOException {
        return written(file.fields(), keyColumn(file.name(), columns(file), options), options);
    }

    private static List<Field> written(List<Field> fields, String key, LoadOptions options) {
        return fields.stream()
                .filter(field -> field.getDictionary() == null)
                .filter(
                        field ->
                                options.bins().isEmpty()
                                        ? !field.getName().equals(key)
                                                && !field.getName()
                                                        .startsWith(MetadataColumn.PREFIX)
                                                && options.ttlColumn()
                                                        .filter(field.getName()::equals)
                                                        .isEmpty()
                                        : options.bins().contains(field.getName()))
                .toList();
    }

    private static List<String> columns(InputFile file) throws IOException {
        return file.reader().getVectorSchemaRoot().getSchema().getFields().stream()
                .map(Field::getName)
                .toList();
    }

    private static String rowKey(RowFile file, LoadOptions options) throws IOException {
        if (!file.columns().isEmpty()) {
            requireColumns(file.name(), file.columns(), options);
        } else if (options.keyColumn().isPresent()) {
            return options.keyColumn().get(); // Each row has its own columns.
        }
        return keyColumn(file.name(), file.firstColumns(), options);
    }

    /**
     * A load of a file of texts.
     *
     * @param file closed by the result
     * @throws CliException if it cannot be loaded like this
     */
    public static Load ofRows(RowFile file, AerospikeClient client, LoadOptions options)
            throws IOException {
        String key = rowKey(file, options);
        RowWrites writes = new RowWrites(file.name(), options, key, file.schema());
        return new RowLoad(client, options, file, writes);
    }

    private static void requireColumns(String name, List<String> columns, LoadOptions options) {
        for (String bin : options.bins()) {
            requireColumn(name, columns, bin, "--bins");
        }
        options.ttlColumn()
                .ifPresent(column -> requireColumn(name, columns, column, "--ttl-column"));
    }

    private static void requireColumn(
            String name, List<String> columns, String column, String option) {
        if (!columns.contains(column)) {
            throw new CliException(
                    ExitCode.USAGE,
                    name
                            + " has no column "
                            + column
                            + " for "
                            + option
                            + ". There are "
                            + String.join(", ", columns)
                            + ".");
        }
    }

    /** The column of the keys: what is said, or the one that exports have. */
    static String keyColumn(String name, List<String> columns, LoadOptions options) {
        Optional<String> chosen = options.keyColumn();
        if (chosen.isPresent() && columns.contains(chosen.get())) {
            return chosen.get();
        }
        if (chosen.isEmpty()) {
            for (MetadataColumn column : List.of(MetadataColumn.KEY, MetadataColumn.DIGEST)) {
                if (columns.contains(column.fieldName())) {
                    return column.fieldName();
                }
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                (chosen.isEmpty()
                                ? "Which column of " + name + " has the keys? Say it with"
                                : name + " has no column " + chosen.get() + " for")
                        + " --key-column. There are "
                        + String.join(", ", columns)
                        + ".");
    }

    /**
     * A load of a file of columns.
     *
     * @param file closed by the result
     * @param client stays the caller's
     * @param types how columns are stored, where there is a choice
     * @throws CliException if it cannot be loaded like this
     */
    public static Load ofColumns(
            InputFile file, ColumnarClient client, LoadOptions options, TypeOption types)
            throws IOException {
        Schema schema = file.reader().getVectorSchemaRoot().getSchema();
        List<String> columns = columns(file);
        String key = keyColumn(file.name(), columns, options);
        requireColumns(file.name(), columns, options);
        boolean digest =
                key.equals(MetadataColumn.DIGEST.fieldName())
                        || options.keyType().filter(KeyType.DIGEST::equals).isPresent();
        ColumnarWriteOptions.Builder writes =
                digest
                        ? ColumnarWriteOptions.keyedByDigest(key)
                        : ColumnarWriteOptions.keyedBy(key);
        if (digest && !isBytes(schema.findField(key))) {
            throw new CliException(
                    ExitCode.MISFIT,
                    "The digests of " + file.name() + " are no bytes, so they are no digests.");
        }
        if (!digest && options.storedKeys() == LoadOptions.StoredKeys.STORED) {
            writes.sendKey(SendKey.WITH_USER_KEY);
        }
        if (!options.bins().isEmpty()) {
            writes.bins(options.bins().toArray(String[]::new));
        }
        options.ttlColumn().ifPresent(writes::ttlColumn);
        types.requireColumns(columns, file.name());
        types.encodings().forEach(writes::encoding);
        return new ColumnLoad(
                file,
                client.with(options.policy()),
                writes.set(options.target())
                        .timeToLive(options.timeToLive())
                        .mode(options.mode())
                        .onNull(options.onNull())
                        .onInvalidRow(options.onInvalidRow())
                        .dictionaries(file.reader())
                        .build());
    }

    private static boolean isBytes(Field field) {
        return field.getType() instanceof ArrowType.Binary
                || field.getType() instanceof ArrowType.FixedSizeBinary;
    }
}
