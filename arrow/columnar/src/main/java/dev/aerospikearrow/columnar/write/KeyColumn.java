package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.batch.Digester;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The keys of all rows, copied out of their column into one block: user keys as the wire has them,
 * or digests. Keys that are not valid have no bytes, and {@link #problem} says why.
 */
final class KeyColumn {
    /** Of integers: enough that starting costs nothing, few enough to stay in the cache. */
    private static final int DIGESTED_AT_ONCE = 2048;

    private final String fieldName;
    private final ColumnarWriteOptions.KeyForm form;
    private final int particleType;
    private final byte[] block;
    private final int[] offsets;
    private final Map<Integer, String> problems;

    private KeyColumn(
            String fieldName,
            ColumnarWriteOptions.KeyForm form,
            int particleType,
            byte[] block,
            int[] offsets,
            Map<Integer, String> problems) {
        this.fieldName = fieldName;
        this.form = form;
        this.particleType = particleType;
        this.block = block;
        this.offsets = offsets;
        this.problems = problems;
    }

    /** What is wrong with a null key. */
    static final String NULL = "is null, and a record needs a key.";

    static KeyColumn read(
            FieldVector vector,
            ColumnarWriteOptions.KeyForm form,
            DictionaryProvider dictionaries) {
        requireKeyType(vector.getField(), form, dictionaries);
        WireBuffer block = new WireBuffer(Math.max(16, 8 * vector.getValueCount()));
        ValueEncoder values =
                new EncoderFactory(RowTarget.of(block), dictionaries)
                        .create(vector, Optional.of(ColumnEncoding.NATURAL));
        int[] offsets = new int[vector.getValueCount() + 1];
        Map<Integer, String> problems = new HashMap<>();
        for (int row = 0; row < vector.getValueCount(); row++) {
            String problem = write(values, row, form, block, offsets[row]);
            if (!problem.isEmpty()) {
                problems.put(row, problem);
                block.truncate(offsets[row]);
            }
            offsets[row + 1] = block.length();
        }
        return new KeyColumn(
                vector.getName(), form, values.particleType(), block.array(), offsets, problems);
    }

    private static String write(
            ValueEncoder values,
            int row,
            ColumnarWriteOptions.KeyForm form,
            WireBuffer block,
            int start) {
        try {
            if (values.isNull(row)) {
                return NULL;
            }
            values.writeBin(row);
        } catch (UnwritableException e) {
            return e.reason();
        }
        int length = block.length() - start;
        return form == ColumnarWriteOptions.KeyForm.DIGEST && length != Key.DIGEST_LENGTH_BYTES
                ? "has " + Quantity.of(length, "byte") + "; a digest has 20."
                : "";
    }

    private static void requireKeyType(
            Field field, ColumnarWriteOptions.KeyForm form, DictionaryProvider dictionaries) {
        Field values = field;
        if (field.getDictionary() != null) {
            Dictionary dictionary = dictionaries.lookup(field.getDictionary().getId());
            // Where there is none, the factory of encoders says so.
            values = dictionary == null ? field : dictionary.getVector().getField();
        }
        ArrowType.ArrowTypeID type = values.getType().getTypeID();
        boolean digests = form == ColumnarWriteOptions.KeyForm.DIGEST;
        boolean allowed =
                switch (type) {
                    case Int, Utf8, LargeUtf8, Utf8View -> !digests;
                    case Binary, LargeBinary, BinaryView, FixedSizeBinary -> true;
                    default -> false;
                };
        if (!allowed) {
            throw new IllegalArgumentException(
                    "Field "
                            + field.getName()
                            + " is "
                            + TypeNames.of(values)
                            + " and cannot be "
                            + (digests
                                    ? "a digest. Allowed are FixedSizeBinary(20) and Binary."
                                    : "a key. Allowed are Int8 to Int64, UInt8 to UInt64, Utf8,"
                                            + " LargeUtf8, Utf8View, Binary, LargeBinary,"
                                            + " BinaryView and FixedSizeBinary."));
        }
    }

    String fieldName() {
        return fieldName;
    }

    /** Why a row has no key that can be written; empty if it has one. */
    String problem(int row) {
        return problems.isEmpty() ? "" : problems.getOrDefault(row, "");
    }

    int particleType() {
        return particleType;
    }

    byte[] block() {
        return block;
    }

    int offset(int row) {
        return offsets[row];
    }

    int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    private int rowCount() {
        return offsets.length - 1;
    }

    /** The digests of all rows, one after the other; those of rows without key are any bytes. */
    byte[] digests(PlaceColumn places) {
        byte[] digests = new byte[Math.multiplyExact(rowCount(), Key.DIGEST_LENGTH_BYTES)];
        if (form == ColumnarWriteOptions.KeyForm.DIGEST) {
            for (int row = 0; row < rowCount(); row++) {
                System.arraycopy(
                        block, offsets[row], digests, row * Key.DIGEST_LENGTH_BYTES, length(row));
            }
            return digests;
        }
        List<SetName> all = places.places();
        if (all.size() == 1) {
            Digester digester = Digester.forSet(all.get(0).name());
            digest(digester, block, offsets, rowCount(), digests);
            return digests;
        }
        // Keys of one set are digested together, many at a time, and put where their rows are.
        int[][] rows = places.rowsByPlace();
        for (int place = 0; place < all.size(); place++) {
            digestSome(Digester.forSet(all.get(place).name()), rows[place], digests);
        }
        return digests;
    }

    private void digestSome(Digester digester, int[] rows, byte[] target) {
        int[] ends = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            ends[i + 1] = Math.addExact(ends[i], length(rows[i]));
        }
        byte[] keys = new byte[ends[rows.length]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(block, offset(rows[i]), keys, ends[i], length(rows[i]));
        }
        byte[] digests = new byte[rows.length * Key.DIGEST_LENGTH_BYTES];
        digest(digester, keys, ends, rows.length, digests);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(
                    digests,
                    i * Key.DIGEST_LENGTH_BYTES,
                    target,
                    rows[i] * Key.DIGEST_LENGTH_BYTES,
                    Key.DIGEST_LENGTH_BYTES);
        }
    }

    private void digest(Digester digester, byte[] keys, int[] ends, int count, byte[] target) {
        if (particleType == UserKey.Integer.PARTICLE_TYPE) {
            long[] integers = new long[Math.min(count, DIGESTED_AT_ONCE)];
            for (int from = 0; from < count; from += integers.length) {
                int some = Math.min(integers.length, count - from);
                for (int i = 0; i < some; i++) {
                    int at = ends[from + i];
                    integers[i] = ends[from + i + 1] == at ? 0 : Bytes.getLong(keys, at);
                }
                digester.digest(integers, 0, some, target, from * Key.DIGEST_LENGTH_BYTES);
            }
        } else if (particleType == UserKey.Text.PARTICLE_TYPE) {
            digester.digestText(keys, ends, 0, count, target, 0);
        } else {
            digester.digestBlobs(keys, ends, 0, count, target, 0);
        }
    }

    /** A row's key for people: {@code key test.flights 12}. */
    String describe(int row, SetName place) {
        if (!problem(row).isEmpty()) {
            return "no valid key";
        }
        if (form == ColumnarWriteOptions.KeyForm.DIGEST) {
            byte[] digest = Arrays.copyOfRange(block, offsets[row], offsets[row + 1]);
            return "key " + Key.ofDigest(place.namespace(), place.name(), digest);
        }
        return "key " + place.key(UserKey.decode(particleType, block, offset(row), length(row)));
    }
}
