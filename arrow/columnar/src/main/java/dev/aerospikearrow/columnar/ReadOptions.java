package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.read.ColumnReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Options of reading columns. Immutable. */
public final class ReadOptions {
    /** The options with every default. */
    public static final ReadOptions DEFAULT = builder().build();

    private final Optional<BufferAllocator> allocator;
    private final OnMismatch onMismatch;
    private final Map<String, OnMismatch> onMismatchOfField;

    private ReadOptions(Builder builder) {
        allocator = builder.allocator;
        onMismatch = builder.onMismatch;
        onMismatchOfField = Map.copyOf(builder.onMismatchOfField);
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What is charged for the result's vectors, and for what is needed until they are complete. It
     * stays the caller's, and must stay open until the last batch from it is closed. Default: an
     * allocator that the {@link ColumnarClient} owns.
     *
     * <p>A closed one is refused only where the JVM runs with assertions ({@code -ea}), as tests do
     * and programs do not: Arrow has no other way to ask. Without them a closed allocator hands out
     * buffers as before; reading works and batches can be closed, but nobody is told of those that
     * are not, because closing the allocator was what would have told.
     */
    public Optional<BufferAllocator> allocator() {
        return allocator;
    }

    /**
     * The policy of fields for which neither {@link #onMismatchOfField()} nor the schema has one.
     * Default: {@link OnMismatch#FAIL}.
     */
    public OnMismatch onMismatch() {
        return onMismatch;
    }

    /** Policies of single fields, which go before what the schema says. Default: none. */
    public Map<String, OnMismatch> onMismatchOfField() {
        return onMismatchOfField;
    }

    /**
     * Checks that a schema can be read with these options, as each read does before anything is
     * sent. {@link dev.aerospikearrow.columnar.FieldMetadata} has what its fields can say.
     *
     * @throws IllegalArgumentException if the schema cannot be filled, or if a policy names a field
     *     that no bin fills; the message names the field, what is wrong, and what is allowed
     */
    public void check(Schema schema) {
        ColumnReader.check(schema, this);
    }

    /** Builds {@link ReadOptions}. Not thread-safe. */
    public static final class Builder {
        private Optional<BufferAllocator> allocator = Optional.empty();
        private OnMismatch onMismatch = OnMismatch.FAIL;
        private final Map<String, OnMismatch> onMismatchOfField = new LinkedHashMap<>();

        private Builder() {}

        /** Sets {@link ReadOptions#allocator()}. */
        public Builder allocator(BufferAllocator owner) {
            allocator = Optional.of(owner);
            return this;
        }

        /** Sets {@link ReadOptions#onMismatch()}. */
        public Builder onMismatch(OnMismatch policy) {
            onMismatch = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Adds to {@link ReadOptions#onMismatchOfField()}. */
        public Builder onMismatch(String fieldName, OnMismatch policy) {
            onMismatchOfField.put(
                    Objects.requireNonNull(fieldName, "field name"),
                    Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /** Makes the options. */
        public ReadOptions build() {
            return new ReadOptions(this);
        }
    }
}
