package dev.aerospikearrow.columnar;

import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Any number of keys, in the order of the rows wanted. They are taken as they are needed, some
 * record batches ahead, on the thread that loads record batches. Where they come from stays the
 * caller's, to be closed by it.
 */
@FunctionalInterface
public interface KeyStream {
    /**
     * The keys of the next record batch.
     *
     * @param rowLimit how many are wanted; other numbers are allowed
     * @return empty at the end
     */
    Optional<BatchKeys> next(int rowLimit);

    /** Keys that the caller has put together; each of them becomes a record batch. */
    static KeyStream ofBatches(Iterator<BatchKeys> batches) {
        Objects.requireNonNull(batches, "batches");
        return rowLimit -> batches.hasNext() ? Optional.of(batches.next()) : Optional.empty();
    }

    /** Keys of any namespaces and sets. */
    static KeyStream of(Iterator<Key> keys) {
        return rowLimit -> taken(keys, rowLimit).map(BatchKeys::of);
    }

    /** Integer keys of one set; an empty set name for none. */
    static KeyStream ofIntegers(SetName set, PrimitiveIterator.OfLong integers) {
        Objects.requireNonNull(integers, "integers");
        return rowLimit -> {
            long[] keys = new long[Math.min(rowLimit, 1 << 10)];
            int count = 0;
            while (count < rowLimit && integers.hasNext()) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, (int) Math.min(rowLimit, keys.length * 2L));
                }
                keys[count++] = integers.nextLong();
            }
            long[] exact = count == keys.length ? keys : Arrays.copyOf(keys, count);
            return count == 0 ? Optional.empty() : Optional.of(BatchKeys.of(set, exact));
        };
    }

    /** Text keys of one set; an empty set name for none. */
    static KeyStream ofTexts(SetName set, Iterator<String> texts) {
        return rowLimit -> taken(texts, rowLimit).map(keys -> BatchKeys.ofTexts(set, keys));
    }

    /**
     * The values of a column as keys of one set, of the types that {@link BatchKeys} takes, or
     * those that its indices into one of the source's dictionaries stand for; each record batch of
     * the source becomes one of the result.
     *
     * @param fieldName the column
     * @throws IllegalArgumentException when it is read, if there is no such column
     */
    static KeyStream ofColumn(SetName set, ArrowReader source, String fieldName) {
        Objects.requireNonNull(source, "source");
        return rowLimit -> {
            try {
                if (!source.loadNextBatch()) {
                    return Optional.empty();
                }
                FieldVector vector = source.getVectorSchemaRoot().getVector(fieldName);
                if (vector == null) {
                    throw new IllegalArgumentException(
                            "The source of keys has no field "
                                    + fieldName
                                    + ". Its schema is "
                                    + source.getVectorSchemaRoot().getSchema()
                                    + ".");
                }
                return Optional.of(BatchKeys.of(set, vector, source));
            } catch (IOException e) {
                throw new UncheckedIOException("The source of keys failed: " + e.getMessage(), e);
            }
        };
    }

    private static <T> Optional<List<T>> taken(Iterator<T> source, int limit) {
        List<T> taken = new ArrayList<>();
        while (taken.size() < limit && source.hasNext()) {
            taken.add(source.next());
        }
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken);
    }
}
