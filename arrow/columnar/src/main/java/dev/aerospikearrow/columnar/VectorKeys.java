package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.vector.TypeNames;
import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Digester;
import dev.aerospikearrow.protocol.key.Key;
import dev.aerospikearrow.protocol.key.UserKey;
import java.util.Arrays;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.ElementAddressableVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.jspecify.annotations.Nullable;

/** Keys taken out of an Arrow vector: the values that are not null, and the rows they stand for. */
record VectorKeys(UserKeys userKeys, int count, int @Nullable [] rowOfIndex) {

    static VectorKeys read(ValueVector vector) {
        int[] rows = rowsWithKey(vector);
        int count = rows == null ? vector.getValueCount() : rows.length;
        return new VectorKeys(userKeys(vector, count, rows), count, rows);
    }

    DigestArray digest(Digester digester) {
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
        long mask = unsignedMask(vector);
        boolean wide = vector instanceof UInt8Vector;
        long[] keys = new long[count];
        for (int index = 0; index < count; index++) {
            int row = rows == null ? index : rows[index];
            keys[index] = vector.getValueAsLong(row) & mask;
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

    private static long unsignedMask(BaseIntVector vector) {
        if (vector instanceof UInt1Vector) {
            return 0xFFL;
        }
        if (vector instanceof UInt2Vector) {
            return 0xFFFFL;
        }
        return vector instanceof UInt4Vector ? 0xFFFF_FFFFL : -1L;
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
