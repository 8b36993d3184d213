package dev.aerospikearrow.cli.load;

import dev.aerospikearrow.cli.columns.KeyType;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A maker of writes from rows. Used by one thread. */
final class RowWrites {
    private static final Set<String> METADATA =
            Arrays.stream(MetadataColumn.values())
                    .map(MetadataColumn::fieldName)
                    .collect(Collectors.toUnmodifiableSet());

    /** No server takes larger records. */
    private static final int MAX_ROW_BYTES = 8 << 20;

    /** Rows whose texts are shorter are never too large. */
    private static final int SURELY_SMALL_CHARACTERS = 64 << 10;

    private final String file;
    private final SetName target;
    private final LoadOptions options;
    private final String keyColumn;
    private final boolean keyIsDigest;
    private final FileSchema schema;
    private final Set<String> chosen;
    private final WriteOptions writeOptions;
    private long bytesOfLast;

    /**
     * @param file its name for people
     */
    RowWrites(String file, LoadOptions options, String keyColumn, FileSchema schema) {
        this.file = file;
        this.target = options.target();
        this.options = options;
        this.keyColumn = keyColumn;
        this.schema = schema;
        keyIsDigest =
                keyColumn.equals(MetadataColumn.DIGEST.fieldName())
                        || options.keyType().filter(KeyType.DIGEST::equals).isPresent();
        chosen = new HashSet<>(options.bins());
        boolean stored = options.storedKeys() == LoadOptions.StoredKeys.STORED && !keyIsDigest;
        writeOptions =
                WriteOptions.DEFAULT
                        .withMode(options.mode())
                        .withTimeToLive(options.timeToLive())
                        .withSendKey(stored ? SendKey.WITH_USER_KEY : SendKey.DIGEST_ONLY);
    }

    /**
     * The write of a row; empty if it has nothing but a key.
     *
     * @throws RefusedRowException if it cannot be written
     */
    Optional<BatchWrite> of(TextRow row, RowReader types) {
        Key key = key(row, types);
        WriteOptions ofRow = writeOptions;
        List<Bin> bins = new ArrayList<>(row.values().size());
        long size = 0;
        for (Map.Entry<String, @Nullable Object> entry : row.values().entrySet()) {
            String column = entry.getKey();
            Object value = entry.getValue();
            if (value != null && options.ttlColumn().filter(column::equals).isPresent()) {
                ofRow = ofRow.withTimeToLive(timeToLive(row, column, value));
            }
            if (!isBin(column)) {
                continue;
            }
            if (value != null) {
                Object bin = bin(row, column, value, types);
                size += roughSize(bin);
                bins.add(named(row, column, bin));
            } else if (options.nullDeletes()) {
                bins.add(named(row, column, null));
            }
        }
        bytesOfLast = size;
        if (size > SURELY_SMALL_CHARACTERS) {
            requireNotTooLarge(row, bins);
        }
        return bins.isEmpty()
                ? Optional.empty()
                : Optional.of(BatchWrite.put(key, bins.toArray(Bin[]::new)).with(ofRow));
    }

    /** About how many bytes the row had that was made last. */
    long bytesOfLast() {
        return bytesOfLast;
    }

    private boolean isBin(String column) {
        if (!chosen.isEmpty()) {
            return chosen.contains(column);
        }
        return !column.equals(keyColumn)
                && options.ttlColumn().filter(column::equals).isEmpty()
                && (!METADATA.contains(column) || schema.namesBin(column));
    }

    private Bin named(TextRow row, String column, @Nullable Object value) {
        String name = schema.binName(column);
        try {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A bin has a name.");
            }
            return Bin.of(name, value);
        } catch (IllegalArgumentException e) {
            throw refused(row, column, e.getMessage() + " --bins chooses columns.");
        }
    }

    private Object bin(TextRow row, String column, Object value, RowReader types) {
        try {
            return types.type(column).bin(value);
        } catch (MisfitException e) {
            throw refused(row, column, e.reason().replace("COLUMN", column));
        }
    }

    private RefusedRowException refused(TextRow row, String column, String reason) {
        return new RefusedRowException(
                file, row.line(), "column " + column + ": " + reason, row.source().get());
    }

    private Key key(TextRow row, RowReader types) {
        Object value = row.values().get(keyColumn);
        if (value == null) {
            throw RefusedRowException.nullKey(
                    file,
                    row,
                    row.values().containsKey(keyColumn)
                            ? "column " + keyColumn + ": the key is null."
                            : "there is no column "
                                    + keyColumn
                                    + " for the key, only "
                                    + String.join(", ", row.values().keySet())
                                    + ".");
        }
        if (keyIsDigest) {
            return digest(row, value);
        }
        Object key = bin(row, keyColumn, value, types);
        if (key instanceof Long number) {
            return target.key(number);
        }
        if (key instanceof String text) {
            return target.key(text);
        }
        if (key instanceof byte[] bytes) {
            return target.key(bytes);
        }
        throw refused(
                row,
                keyColumn,
                "keys are integers, texts or bytes, but found "
                        + JsonText.describe(value)
                        + ". --key-type text takes it as it is written.");
    }

    private Key digest(TextRow row, Object value) {
        try {
            return Key.ofDigest(target.namespace(), target.name(), DeclaredType.hexadecimal(value));
        } catch (MisfitException | IllegalArgumentException e) {
            throw refused(
                    row,
                    keyColumn,
                    "a digest of 40 hexadecimal digits was expected, but found "
                            + JsonText.describe(value)
                            + ".");
        }
    }

    private TimeToLive timeToLive(TextRow row, String column, Object value) {
        try {
            return TimeToLive.of(Duration.ofSeconds(Long.parseLong(String.valueOf(value))));
        } catch (IllegalArgumentException e) {
            throw refused(
                    row,
                    column,
                    "a time to live is a whole number of seconds, but found "
                            + JsonText.describe(value)
                            + ".");
        }
    }

    private static long roughSize(Object bin) {
        if (bin instanceof String text) {
            return text.length();
        }
        if (bin instanceof byte[] bytes) {
            return bytes.length;
        }
        if (bin instanceof List<?> list) {
            return 8L + list.stream().mapToLong(RowWrites::roughSizeOrNull).sum();
        }
        if (bin instanceof Map<?, ?> map) {
            return 8L
                    + map.entrySet().stream()
                            .mapToLong(
                                    entry ->
                                            roughSizeOrNull(entry.getKey())
                                                    + roughSizeOrNull(entry.getValue()))
                            .sum();
        }
        return 8;
    }

    private static long roughSizeOrNull(@Nullable Object value) {
        return value == null ? 1 : roughSize(value);
    }

    private void requireNotTooLarge(TextRow row, List<Bin> bins) {
        WireBuffer buffer = new WireBuffer();
        for (Bin bin : bins) {
            Particles.write(buffer, bin.value());
        }
        if (buffer.length() > MAX_ROW_BYTES) {
            throw new RefusedRowException(
                    file,
                    row.line(),
                    "the record would have "
                            + buffer.length()
                            + " bytes; no server takes more than "
                            + MAX_ROW_BYTES
                            + ".",
                    JsonText.describe(row.source().get()));
        }
    }
}
