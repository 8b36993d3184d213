package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.vector.IntegerValues;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.batch.Digester;
import dev.aerospikearrow.protocol.wire.Utf8;
import java.util.Arrays;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.ElementAddressableVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;

/** Keys taken out of an Arrow vector: the values that are not null, and the rows they stand for. */
record VectorKeys(UserKeys userKeys, int count, int @Nullable [] rowOfIndex) {

    /**
     * Reads the keys of a vector that holds them itself.
     *
     * @throws IllegalArgumentException if it holds indices into a dictionary
     */
    static VectorKeys read(ValueVector vector) {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        if (encoding != null) {
            throw new IllegalArgumentException(
                    field(vector)
                            + " holds indices into dictionary "
                            + encoding.getId()
                            + ", not keys. Pass the provider of the dictionary, too:"
                            + " BatchKeys.of(set, keys, dictionaries).");
        }
        return readValues(vector);
    }

    /**
     * Reads the keys of a vector, or those that its indices stand for.
     *
     * @throws IllegalArgumentException if its dictionary is not there, or has no such index
     */
    static VectorKeys read(ValueVector vector, DictionaryProvider dictionaries) {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        if (encoding == null) {
            return readValues(vector);
        }
        Dictionary dictionary = dictionaries.lookup(encoding.getId());
        if (dictionary == null) {
            throw new IllegalArgumentException(
                    field(vector)
                            + " holds indices into dictionary "
                            + encoding.getId()
                            + ", which the provider does not have. It has "
                            + dictionaries.getDictionaryIds()
                            + ".");
        }
        return readIndices((BaseIntVector) vector, dictionary.getVector());
    }

    private static VectorKeys readValues(ValueVector vector) {
        int[] rows = rowsWithKey(vector);
        int count = rows == null ? vector.getValueCount() : rows.length;
        return new VectorKeys(userKeys(vector, count, rows), count, rows);
    }

    /** Takes each value that occurs once, so that it is digested once. */
    private static VectorKeys readIndices(BaseIntVector indices, ValueVector values) {
        if (values.getField().getDictionary() != null) {
            throw new IllegalArgumentException(
                    field(indices)
                            + " is encoded with a dictionary that is itself encoded with one."
                            + " Decode the dictionary first.");
        }
        int rowCount = indices.getValueCount();
        int[] numberOfSlot = new int[values.getValueCount()]; // From 1 on; 0 is not seen yet.
        int[] slots = new int[Math.min(rowCount, numberOfSlot.length)];
        int[] numberOfIndex = new int[rowCount];
        int[] rows = new int[rowCount];
        int valueCount = 0;
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            if (indices.isNull(row)) {
                continue;
            }
            int slot = IntegerValues.indexAt(indices, row, numberOfSlot.length);
            if (values.isNull(slot)) {
                continue;
            }
            if (numberOfSlot[slot] == 0) {
                slots[valueCount] = slot;
                numberOfSlot[slot] = ++valueCount;
            }
            numberOfIndex[count] = numberOfSlot[slot] - 1;
            rows[count++] = row;
        }
        UserKeys distinct = userKeys(values, valueCount, Arrays.copyOf(slots, valueCount));
        return new VectorKeys(
                new UserKeys.Repeated(distinct, valueCount, Arrays.copyOf(numberOfIndex, count)),
                count,
                count == rowCount ? null : Arrays.copyOf(rows, count));
    }

    private static String field(ValueVector vector) {
        return "Field " + vector.getField().getName();
    }

    DigestArray digest(Digester digester) {
        return digest(digester, userKeys, count);
    }

    private static DigestArray digest(Digester digester, UserKeys userKeys, int count) {
        if (userKeys instanceof UserKeys.Repeated repeated) {
            DigestArray distinct = digest(digester, repeated.distinct(), repeated.distinctCount());
            byte[] digests = new byte[Math.multiplyExact(count, Key.DIGEST_LENGTH_BYTES)];
            for (int i = 0; i < count; i++) {
                DigestArray.copyDigest(
                        distinct.array(),
                        distinct.offset(repeated.numberOfIndex()[i]),
                        digests,
                        i * Key.DIGEST_LENGTH_BYTES);
            }
            return DigestArray.of(digests);
        }
        if (userKeys instanceof UserKeys.Integers integers) {
            return digester.digest(integers.keys());
        }
        UserKeys.Block block = (UserKeys.Block) userKeys;
        byte[] digests = new byte[Math.multiplyExact(count, Key.DIGEST_LENGTH_BYTES)];
        if (block.particleType() == UserKey.Text.PARTICLE_TYPE) {
            digester.digestText(block.bytes(), block.offsets(), 0, count, digests, 0);
        } else {
            digester.digestBlobs(block.bytes(), block.offsets(), 0, count, digests, 0);
        }
        return DigestArray.of(digests);
    }

    private static int @Nullable [] rowsWithKey(ValueVector vector) {
        int nulls = vector.getNullCount();
        if (nulls == 0) {
            return null;
        }
        int[] rows = new int[vector.getValueCount() - nulls];
        int index = 0;
        for (int row = 0; row < vector.getValueCount(); row++) {
            if (!vector.isNull(row)) {
                rows[index++] = row;
            }
        }
        return rows;
    }

    private static UserKeys userKeys(ValueVector vector, int count, int @Nullable [] rows) {
        return switch (vector.getField().getType().getTypeID()) {
            case Int -> new UserKeys.Integers(integers((BaseIntVector) vector, count, rows));
            case Utf8, LargeUtf8, Utf8View ->
                    block(UserKey.Text.PARTICLE_TYPE, vector, count, rows);
            case Binary, LargeBinary, BinaryView, FixedSizeBinary ->
                    block(UserKey.Blob.PARTICLE_TYPE, vector, count, rows);
            default ->
                    throw new IllegalArgumentException(
                            "A key column of type "
                                    + TypeNames.of(vector.getField())
                                    + " cannot be used. Allowed are Int8 to Int64, UInt8 to UInt64,"
                                    + " Utf8, LargeUtf8, Utf8View, Binary, LargeBinary, BinaryView"
                                    + " and FixedSizeBinary.");
        };
    }

    private static long[] integers(BaseIntVector vector, int count, int @Nullable [] rows) {
        boolean wide = vector instanceof UInt8Vector;
        long[] keys = new long[count];
        for (int index = 0; index < count; index++) {
            int row = rows == null ? index : rows[index];
            keys[index] = IntegerValues.at(vector, row);
            if (wide && keys[index] < 0) {
                throw new IllegalArgumentException(
                        "Key "
                                + Long.toUnsignedString(keys[index])
                                + " at row "
                                + row
                                + " is larger than an integer key can be, 9223372036854775807.");
            }
        }
        return keys;
    }

    private static UserKeys.Block block(
            int particleType, ValueVector vector, int count, int @Nullable [] rows) {
        int[] offsets = new int[count + 1];
        byte[] bytes = new byte[Math.max(16, count * 16)];
        ArrowBufPointer pointer = new ArrowBufPointer();
        int end = 0;
        for (int index = 0; index < count; index++) {
            int row = rows == null ? index : rows[index];
            byte[] view = viewValue(vector, row);
            int length;
            if (view != null) {
                length = view.length;
            } else {
                ((ElementAddressableVector) vector).getDataPointer(row, pointer);
                length = (int) pointer.getLength();
            }
            int next = Math.addExact(end, length);
            if (next > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(1L << 30, bytes.length * 2L + length));
                if (next > bytes.length) {
                    throw new IllegalArgumentException(
                            "The keys have more than 1,073,741,824 bytes together. Use fewer at"
                                    + " once.");
                }
            }
            if (view != null) {
                System.arraycopy(view, 0, bytes, end, length);
            } else if (length > 0) {
                pointer.getBuf().getBytes(pointer.getOffset(), bytes, end, length);
            }
            if (particleType == UserKey.Text.PARTICLE_TYPE && !Utf8.isValid(bytes, end, length)) {
                throw new IllegalArgumentException(
                        field(vector)
                                + " holds bytes at row "
                                + row
                                + " that are no UTF-8, and a text key is. Use a Binary vector if"
                                + " the keys are blobs.");
            }
            end = next;
            offsets[index + 1] = end;
        }
        return new UserKeys.Block(particleType, bytes, offsets);
    }

    /** Views are not addressable as one range; all others are. */
    private static byte @Nullable [] viewValue(ValueVector vector, int row) {
        if (vector instanceof ViewVarCharVector texts) {
            return texts.get(row);
        }
        return vector instanceof ViewVarBinaryVector blobs ? blobs.get(row) : null;
    }
}
