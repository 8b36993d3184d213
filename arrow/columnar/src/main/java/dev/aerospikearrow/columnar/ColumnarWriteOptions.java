package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.TimeToLive;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Options of writing columns: where a row's key comes from, which fields are bins, and what the
 * write does to the records. Immutable.
 *
 * <pre>{@code
 * ColumnarWriteOptions options =
 *         ColumnarWriteOptions.keyedBy("id")
 *                 .set(SetName.of("test", "flights"))
 *                 .ttlColumn("ttl")
 *                 .onNull(OnNull.DELETE)
 *                 .build();
 * }</pre>
 *
 * <p>All fields are bins that have no other use here, except those named like {@link
 * dev.aerospikearrow.columnar.MetadataColumn}s, so that what was read can be written back. A
 * field's name is its bin, unless its metadata names another under {@code aerospike.bin}.
 */
public final class ColumnarWriteOptions {
    /** Default of {@link #rowsPerRequest()}. */
    public static final int DEFAULT_ROWS_PER_REQUEST = 10_000;

    /** Where a row's key comes from. */
    public enum KeyForm {
        /** A column of user keys. */
        USER_KEY,
        /** A column of digests. */
        DIGEST
    }

    private final KeyForm keyForm;
    private final String keyColumn;
    private final Optional<SetName> set;
    private final Optional<String> namespaceColumn;
    private final Optional<String> setColumn;
    private final Optional<List<String>> bins;
    private final Set<String> excluded;
    private final Map<String, ColumnEncoding> encodings;
    private final Optional<DictionaryProvider> dictionaries;
    private final WriteMode mode;
    private final TimeToLive timeToLive;
    private final Optional<String> ttlColumn;
    private final Optional<String> generationColumn;
    private final GenerationCheck generationCheck;
    private final SendKey sendKey;
    private final OnNull onNull;
    private final OnInvalidRow onInvalidRow;
    private final int rowsPerRequest;

    private ColumnarWriteOptions(Builder builder) {
        keyForm = builder.keyForm;
        keyColumn = builder.keyColumn;
        set = builder.set;
        namespaceColumn = builder.namespaceColumn;
        setColumn = builder.setColumn;
        bins = builder.bins;
        excluded = Set.copyOf(builder.excluded);
        encodings = Map.copyOf(builder.encodings);
        dictionaries = builder.dictionaries;
        mode = builder.mode;
        timeToLive = builder.timeToLive;
        ttlColumn = builder.ttlColumn;
        generationColumn = builder.generationColumn;
        generationCheck = builder.generationCheck;
        sendKey = builder.sendKey;
        onNull = builder.onNull;
        onInvalidRow = builder.onInvalidRow;
        rowsPerRequest = builder.rowsPerRequest;
    }

    /**
     * Options for rows whose user key is in a column: Int8 to Int64 and UInt8 to UInt64 are integer
     * keys, texts text keys, and byte strings blob keys, as on the reading side.
     */
    public static Builder keyedBy(String fieldName) {
        return new Builder(KeyForm.USER_KEY, fieldName);
    }

    /**
     * Options for rows whose digest is in a column, FixedSizeBinary(20) or Binary: the keys of
     * records that were read or scanned. The set must be that of the records.
     */
    public static Builder keyedByDigest(String fieldName) {
        return new Builder(KeyForm.DIGEST, fieldName);
    }

    /** What the column of keys holds. */
    public KeyForm keyForm() {
        return keyForm;
    }

    /** The field that holds the keys or digests. */
    public String keyColumn() {
        return keyColumn;
    }

    /** Where all rows go that name no other place; empty if the namespace comes from a column. */
    public Optional<SetName> set() {
        return set;
    }

    /**
     * The field that holds each row's namespace; null there is that of {@link #set()}. Default:
     * none.
     */
    public Optional<String> namespaceColumn() {
        return namespaceColumn;
    }

    /** The field that holds each row's set; null there is {@link #set()}. Default: none. */
    public Optional<String> setColumn() {
        return setColumn;
    }

    /** The fields that are bins. Default: all that have no other use. */
    public Optional<List<String>> bins() {
        return bins;
    }

    /** Fields that are not written. Default: none. */
    public Set<String> excluded() {
        return excluded;
    }

    /** Encodings of single fields, which go before what the schema says. Default: none. */
    public Map<String, ColumnEncoding> encodings() {
        return encodings;
    }

    /** What dictionary-encoded columns stand for; a stream brings its own. Default: none. */
    public Optional<DictionaryProvider> dictionaries() {
        return dictionaries;
    }

    /** What the write expects to find. Default: {@link WriteMode#UPSERT}. */
    public WriteMode mode() {
        return mode;
    }

    /** When records expire that have no time of their own. Default: the server's default. */
    public TimeToLive timeToLive() {
        return timeToLive;
    }

    /**
     * The field that holds each row's time to live, in whole seconds or as a Duration; null there
     * is {@link #timeToLive()}. Default: none.
     */
    public Optional<String> ttlColumn() {
        return ttlColumn;
    }

    /**
     * The field that holds the generation that each record is expected to have; null there is any.
     * Default: none.
     */
    public Optional<String> generationColumn() {
        return generationColumn;
    }

    /** How the record's generation is compared with the column's. */
    public GenerationCheck generationCheck() {
        return generationCheck;
    }

    /** Whether user keys are stored with the records. Default: {@link SendKey#DIGEST_ONLY}. */
    public SendKey sendKey() {
        return sendKey;
    }

    /** What null means for a bin. Default: {@link OnNull#LEAVE}. */
    public OnNull onNull() {
        return onNull;
    }

    /** What happens to rows that cannot be written. Default: {@link OnInvalidRow#FAIL}. */
    public OnInvalidRow onInvalidRow() {
        return onInvalidRow;
    }

    /**
     * How many rows go out at once, over all nodes. Default: {@value #DEFAULT_ROWS_PER_REQUEST}.
     */
    public int rowsPerRequest() {
        return rowsPerRequest;
    }

    /** Builds {@link ColumnarWriteOptions}. Not thread-safe. */
    public static final class Builder {
        private final KeyForm keyForm;
        private final String keyColumn;
        private Optional<SetName> set = Optional.empty();
        private Optional<String> namespaceColumn = Optional.empty();
        private Optional<String> setColumn = Optional.empty();
        private Optional<List<String>> bins = Optional.empty();
        private final Set<String> excluded = new HashSet<>();
        private final Map<String, ColumnEncoding> encodings = new LinkedHashMap<>();
        private Optional<DictionaryProvider> dictionaries = Optional.empty();
        private WriteMode mode = WriteMode.UPSERT;
        private TimeToLive timeToLive = TimeToLive.SERVER_DEFAULT;
        private Optional<String> ttlColumn = Optional.empty();
        private Optional<String> generationColumn = Optional.empty();
        private GenerationCheck generationCheck = GenerationCheck.NONE;
        private SendKey sendKey = SendKey.DIGEST_ONLY;
        private OnNull onNull = OnNull.LEAVE;
        private OnInvalidRow onInvalidRow = OnInvalidRow.FAIL;
        private int rowsPerRequest = DEFAULT_ROWS_PER_REQUEST;

        private Builder(KeyForm keyForm, String keyColumn) {
            this.keyForm = keyForm;
            this.keyColumn = Objects.requireNonNull(keyColumn, "field name of the key");
        }

        /** Sets {@link ColumnarWriteOptions#set()}. */
        public Builder set(SetName place) {
            set = Optional.of(place);
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#namespaceColumn()}. */
        public Builder namespaceColumn(String fieldName) {
            namespaceColumn = Optional.of(fieldName);
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#setColumn()}. */
        public Builder setColumn(String fieldName) {
            setColumn = Optional.of(fieldName);
            return this;
        }

        /**
         * Sets {@link ColumnarWriteOptions#bins()}; also fields that have another use, such as the
         * key's, can be bins.
         */
        public Builder bins(String... fieldNames) {
            bins = Optional.of(List.of(fieldNames));
            return this;
        }

        /** Adds to {@link ColumnarWriteOptions#excluded()}. */
        public Builder exclude(String... fieldNames) {
            excluded.addAll(List.of(fieldNames));
            return this;
        }

        /** Adds to {@link ColumnarWriteOptions#encodings()}. */
        public Builder encoding(String fieldName, ColumnEncoding encoding) {
            encodings.put(
                    Objects.requireNonNull(fieldName, "field name"),
                    Objects.requireNonNull(encoding, "encoding"));
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#dictionaries()}. */
        public Builder dictionaries(DictionaryProvider provider) {
            dictionaries = Optional.of(provider);
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#mode()}. */
        public Builder mode(WriteMode writeMode) {
            mode = Objects.requireNonNull(writeMode, "mode");
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#timeToLive()}. */
        public Builder timeToLive(TimeToLive time) {
            timeToLive = Objects.requireNonNull(time, "timeToLive");
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#ttlColumn()}. */
        public Builder ttlColumn(String fieldName) {
            ttlColumn = Optional.of(fieldName);
            return this;
        }

        /**
         * Sets {@link ColumnarWriteOptions#generationColumn()}; the record's generation must be
         * equal.
         */
        public Builder generationColumn(String fieldName) {
            return generationColumn(fieldName, GenerationCheck.EQUAL);
        }

        /** Sets {@link ColumnarWriteOptions#generationColumn()} and how it is compared. */
        public Builder generationColumn(String fieldName, GenerationCheck check) {
            generationColumn = Optional.of(fieldName);
            generationCheck = Objects.requireNonNull(check, "check");
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#sendKey()}. */
        public Builder sendKey(SendKey choice) {
            sendKey = Objects.requireNonNull(choice, "sendKey");
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#onNull()}. */
        public Builder onNull(OnNull choice) {
            onNull = Objects.requireNonNull(choice, "onNull");
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#onInvalidRow()}. */
        public Builder onInvalidRow(OnInvalidRow choice) {
            onInvalidRow = Objects.requireNonNull(choice, "onInvalidRow");
            return this;
        }

        /** Sets {@link ColumnarWriteOptions#rowsPerRequest()}. */
        public Builder rowsPerRequest(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException(
                        "rowsPerRequest is 1 or more, but found " + rows + ".");
            }
            rowsPerRequest = rows;
            return this;
        }

        /**
         * Makes the options.
         *
         * @throws IllegalArgumentException if they contradict each other
         */
        public ColumnarWriteOptions build() {
            if (set.isEmpty() && namespaceColumn.isEmpty()) {
                throw new IllegalArgumentException(
                        "Where rows go is missing. Give set or namespaceColumn.");
            }
            if (keyForm == KeyForm.DIGEST && sendKey == SendKey.WITH_USER_KEY) {
                throw new IllegalArgumentException(
                        "A digest has no user key that could be stored. Use keyedBy, or"
                                + " SendKey.DIGEST_ONLY.");
            }
            if (generationColumn.isPresent() && mode == WriteMode.CREATE) {
                throw new IllegalArgumentException(
                        "CREATE expects no record, a generation expects one. Leave out one of the"
                                + " two.");
            }
            return new ColumnarWriteOptions(this);
        }
    }
}
