package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.cli.file.FileFormat;
import dev.aerospikearrow.cli.file.InputFile;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.TransferPair;

/**
 * The keys that somebody wants: lines of a text, or a column of a file. Null in a column is a key
 * that stands for a row of nulls; empty lines of a text are not keys.
 */
public abstract class KeyFile implements AutoCloseable {
    /** What the keys are. */
    public abstract KeyType type();

    /** How many there are, if that is known. */
    public abstract OptionalLong count();

    /**
     * The keys from one on; once.
     *
     * @param skipped how many keys at the beginning are left out
     */
    public abstract KeyStream stream(long skipped) throws IOException;

    @Override
    public abstract void close();

    /** Keys of lines, read as they are needed. */
    public static final class Lines extends KeyFile {
        private final SetName target;
        private final LineSource lines;
        private final KeyType type;

        /**
         * @param lines closed with this object
         * @param chosen empty to judge by the first line: digits alone are an integer
         */
        public Lines(SetName target, LineSource lines, Optional<KeyType> chosen)
                throws IOException {
            this.target = target;
            this.lines = lines;
            Optional<String> first = lines.peek();
            type =
                    chosen.orElseGet(
                            () ->
                                    first.filter(line -> line.matches("-?[0-9]{1,18}")).isPresent()
                                            ? KeyType.INT
                                            : KeyType.TEXT);
        }

        @Override
        public KeyType type() {
            return type;
        }

        @Override
        public OptionalLong count() {
            return lines.count();
        }

        @Override
        public KeyStream stream(long skipped) throws IOException {
            for (long i = 0; i < skipped; i++) {
                if (lines.next().isEmpty()) {
                    break;
                }
            }
            return rowLimit -> {
                try {
                    return batch(rowLimit);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            };
        }

        private Optional<BatchKeys> batch(int rowLimit) throws IOException {
            List<String> texts = new ArrayList<>();
            while (texts.size() < rowLimit) {
                Optional<String> line = lines.next();
                if (line.isEmpty()) {
                    break;
                }
                texts.add(line.get());
            }
            return texts.isEmpty() ? Optional.empty() : Optional.of(keys(texts));
        }

        private BatchKeys keys(List<String> texts) {
            switch (type) {
                case INT -> {
                    long[] numbers = new long[texts.size()];
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = number(texts, i);
                    }
                    return BatchKeys.of(target, numbers);
                }
                case TEXT -> {
                    return BatchKeys.ofTexts(target, texts);
                }
                case BLOB -> {
                    List<Key> keys = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i++) {
                        keys.add(target.key(bytes(texts, i)));
                    }
                    return BatchKeys.of(keys);
                }
                default -> {
                    byte[] block = new byte[texts.size() * Key.DIGEST_LENGTH_BYTES];
                    for (int i = 0; i < texts.size(); i++) {
                        byte[] digest = bytes(texts, i);
                        if (digest.length != Key.DIGEST_LENGTH_BYTES) {
                            throw wrong(texts, i, "a digest of 40 hexadecimal digits");
                        }
                        System.arraycopy(digest, 0, block, i * digest.length, digest.length);
                    }
                    return BatchKeys.of(target, DigestArray.of(block));
                }
            }
        }

        private long number(List<String> texts, int index) {
            try {
                return Long.parseLong(texts.get(index));
            } catch (NumberFormatException e) {
                throw wrong(texts, index, "an integer");
            }
        }

        private byte[] bytes(List<String> texts, int index) {
            try {
                return HexFormat.of().parseHex(texts.get(index));
            } catch (IllegalArgumentException e) {
                throw wrong(texts, index, "hexadecimal digits");
            }
        }

        private CliException wrong(List<String> texts, int index, String wanted) {
            long number = lines.taken() - texts.size() + index + 1;
            return new CliException(
                    ExitCode.MISFIT,
                    "Key "
                            + number
                            + " of "
                            + lines.name()
                            + " is "
                            + MessageValues.shown("\"" + texts.get(index) + "\"", "something else")
                            + ", but "
                            + wanted
                            + " was expected. If the keys are texts: --key-type text.");
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    /** Keys of a column of a Parquet, Arrow, CSV or JSON file. */
    public static final class Column extends KeyFile {
        private final SetName target;
        private final String name;
        private final InputFile file;
        private final BufferAllocator allocator;
        private final String column;
        private final KeyType type;

        /**
         * @param file closed with this object
         * @param column empty for the only one
         */
        public Column(
                SetName target,
                String name,
                InputFile file,
                Optional<String> column,
                BufferAllocator allocator)
                throws IOException {
            this.target = target;
            this.name = name;
            this.file = file;
            this.allocator = allocator;
            List<Field> fields = file.reader().getVectorSchemaRoot().getSchema().getFields();
            List<String> names = fields.stream().map(Field::getName).toList();
            this.column = keyColumn(name, names, column);
            type = typeOf(valueField(fields.get(names.indexOf(this.column))));
        }

        /** What the values of a dictionary-encoded field are: the field itself is of indexes. */
        private Field valueField(Field field) {
            DictionaryEncoding encoding = field.getDictionary();
            if (encoding == null) {
                return field;
            }
            return dictionary(encoding).getVector().getField();
        }

        private Dictionary dictionary(DictionaryEncoding encoding) {
            Dictionary dictionary = file.reader().lookup(encoding.getId());
            if (dictionary == null) {
                throw new CliException(
                        ExitCode.MISFIT,
                        "Column "
                                + column
                                + " of "
                                + name
                                + " is encoded with dictionary "
                                + encoding.getId()
                                + ", which the file has not.");
            }
            return dictionary;
        }

        static String keyColumn(String name, List<String> names, Optional<String> column) {
            if (column.isEmpty() && names.size() != 1) {
                throw new CliException(
                        ExitCode.USAGE,
                        name
                                + " has the columns "
                                + String.join(", ", names)
                                + ". Say with --key-column which of them has the keys.");
            }
            String chosen = column.orElseGet(() -> names.get(0));
            if (!names.contains(chosen)) {
                throw new CliException(
                        ExitCode.USAGE,
                        name
                                + " has no column "
                                + chosen
                                + ", only "
                                + String.join(", ", names)
                                + ".");
            }
            return chosen;
        }

        private static KeyType typeOf(Field field) {
            ArrowType type = field.getType();
            return switch (type.getTypeID()) {
                case Int -> KeyType.INT;
                case Utf8, LargeUtf8, Utf8View -> KeyType.TEXT;
                case Binary, LargeBinary, BinaryView, FixedSizeBinary -> KeyType.BLOB;
                default ->
                        throw new CliException(
                                ExitCode.MISFIT,
                                "Column "
                                        + field.getName()
                                        + " is "
                                        + TypeNames.of(field)
                                        + ". Keys are integers, texts or bytes.");
            };
        }

        @Override
        public KeyType type() {
            return type;
        }

        @Override
        public OptionalLong count() {
            return file.rowCount();
        }

        @Override
        public KeyStream stream(long skipped) {
            long[] left = {skipped};
            return rowLimit -> {
                while (file.next()) {
                    FieldVector vector = vector();
                    int count = vector.getValueCount();
                    if (left[0] >= count) {
                        left[0] -= count;
                        continue;
                    }
                    int from = (int) left[0];
                    left[0] = 0;
                    return Optional.of(keys(vector, from, count - from));
                }
                return Optional.empty();
            };
        }

        private FieldVector vector() {
            try {
                return file.reader().getVectorSchemaRoot().getVector(column);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private BatchKeys keys(FieldVector vector, int from, int count) {
            if (from == 0) {
                return BatchKeys.of(target, vector, file.reader());
            }
            TransferPair part = vector.getTransferPair(allocator);
            part.splitAndTransfer(from, count);
            try (ValueVector rest = part.getTo()) {
                return BatchKeys.of(target, rest, file.reader());
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /**
     * Opens a file of keys by its name: a text, unless its extension, or the format that was
     * chosen, says that it has columns.
     *
     * @param name {@code -} for standard input
     * @param chosen the format; empty to go by the name
     */
    public static KeyFile open(
            SetName target,
            String name,
            Optional<FileFormat> chosen,
            Optional<String> column,
            Optional<KeyType> keyType,
            java.io.InputStream input,
            BufferAllocator allocator)
            throws IOException {
        Optional<FileFormat> format = chosen.or(() -> FileFormat.ofName(name));
        if (format.isEmpty()) {
            if (FileFormat.isJsonDocument(name)) {
                throw new CliException(ExitCode.USAGE, FileFormat.unknown(name, "--keys-format"));
            }
            if (column.isPresent()) {
                throw new CliException(
                        ExitCode.USAGE,
                        "A text of keys has no columns, so --key-column means nothing for "
                                + name
                                + ". Is it a CSV file? Then add --keys-format csv.");
            }
            return new Lines(target, LineSource.open(name, input), keyType);
        }
        if (keyType.isPresent() && keyType.get() == KeyType.DIGEST) {
            throw new CliException(
                    ExitCode.USAGE, "Digests are read from a text with one on each line.");
        }
        if (format.get().isText()) {
            return ColumnKeys.open(target, name, format.get(), column, keyType, input, allocator);
        }
        InputFile file = InputFile.open(name, format.get(), input, allocator);
        try {
            return new Column(target, name, file, column, allocator);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }
}
