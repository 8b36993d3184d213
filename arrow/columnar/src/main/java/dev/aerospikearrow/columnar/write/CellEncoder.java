package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.NameLimits;
import dev.aerospikearrow.protocol.wire.OperationType;
import dev.aerospikearrow.protocol.wire.WireBuffer;

/**
 * An encoder of the cells of one column as operations: a header that all cells share but for its
 * length, and the value.
 *
 * @see "docs/docs/internals/wire.md, section 3.2"
 */
final class CellEncoder {
    private final String fieldName;
    private final ValueEncoder values;
    private final WireBuffer target;
    private final byte[] header;
    private final byte[] deletion;

    /**
     * @param onNull what an operation for a null is
     */
    CellEncoder(
            String fieldName,
            String binName,
            ValueEncoder values,
            OnNull onNull,
            WireBuffer target) {
        this.fieldName = fieldName;
        this.values = values;
        this.target = target;
        this.header = header(binName, values.particleType());
        this.deletion = onNull == OnNull.DELETE ? header(binName, ParticleType.NULL) : new byte[0];
    }

    /** An operation without value, complete for a null. */
    private static byte[] header(String binName, int particleType) {
        byte[] name = NameLimits.binName(binName);
        WireBuffer buffer = new WireBuffer(MessageDescriptor.OPERATION_HEADER_LENGTH + name.length);
        buffer.putInt(MessageDescriptor.OPERATION_LENGTH_OVERHEAD + name.length);
        buffer.putByte(OperationType.WRITE.code());
        buffer.putByte(particleType);
        buffer.putByte(0);
        buffer.putByte(name.length);
        buffer.putBytes(name);
        return buffer.toByteArray();
    }

    /** The column, for messages. */
    String fieldName() {
        return fieldName;
    }

    /**
     * Appends a row's cell.
     *
     * @return how many operations that took: 0 or 1
     * @throws UnwritableException if no bin can hold the value; part of it may be written
     */
    int write(int row) {
        if (values.isNull(row)) {
            target.putBytes(deletion);
            return deletion.length == 0 ? 0 : 1;
        }
        int at = target.length();
        target.putBytes(header);
        values.writeBin(row);
        target.setInt(at, target.length() - at - Integer.BYTES);
        return 1;
    }
}
