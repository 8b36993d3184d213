package dev.aerospikearrow.operation;

import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.call.CallTarget;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader;
import dev.aerospikearrow.protocol.msgpack.MsgpackWriter;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import dev.aerospikearrow.protocol.wire.NameLimits;
import dev.aerospikearrow.protocol.wire.OperationType;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One step of a command on a record: read a bin, write it, add to it, look into its list or map.
 * Immutable; the value's bytes are taken when the operation is made, so that later changes to a
 * list or map do not reach the wire.
 */
public final class Operation {
    private static final byte[] NO_VALUE = new byte[0];

    private final OperationType type;
    private final String binName;
    private final byte[] binNameUtf8;
    private final int particleType;
    private final byte[] value;

    private Operation(OperationType type, String binName, int particleType, byte[] value) {
        this.type = type;
        this.binName = binName;
        this.binNameUtf8 = NameLimits.binName(binName);
        this.particleType = particleType;
        this.value = value;
    }

    private static Operation of(OperationType type, String binName, @Nullable Object value) {
        int particleType = Particles.typeOf(value);
        WireBuffer bytes = new WireBuffer(16);
        Particles.write(bytes, value);
        return new Operation(type, binName, particleType, bytes.toByteArray());
    }

    /** Reads a bin. */
    public static Operation get(String binName) {
        return new Operation(OperationType.READ, binName, ParticleType.NULL, NO_VALUE);
    }

    /** Reads all bins, in a command that also writes. */
    public static Operation getAll() {
        return new Operation(OperationType.READ, "", ParticleType.NULL, NO_VALUE);
    }

    /** Sets a bin; null deletes it. For the types see {@link dev.aerospikearrow.data}. */
    public static Operation put(String binName, @Nullable Object value) {
        return of(OperationType.WRITE, binName, value);
    }

    /** Adds to an integer bin; creates it if it is missing. */
    public static Operation add(String binName, long summand) {
        return of(OperationType.ADD, binName, summand);
    }

    /** Adds to a double bin; creates it if it is missing. */
    public static Operation add(String binName, double summand) {
        return of(OperationType.ADD, binName, summand);
    }

    /** Appends to a string bin; creates it if it is missing. */
    public static Operation append(String binName, String text) {
        return of(OperationType.APPEND, binName, text);
    }

    /** Appends to a blob bin; creates it if it is missing. */
    public static Operation append(String binName, byte[] bytes) {
        return of(OperationType.APPEND, binName, bytes);
    }

    /** Prepends to a string bin; creates it if it is missing. */
    public static Operation prepend(String binName, String text) {
        return of(OperationType.PREPEND, binName, text);
    }

    /** Prepends to a blob bin; creates it if it is missing. */
    public static Operation prepend(String binName, byte[] bytes) {
        return of(OperationType.PREPEND, binName, bytes);
    }

    /** Renews the record's expiry and raises its generation. */
    public static Operation touch() {
        return new Operation(OperationType.TOUCH, "", ParticleType.NULL, NO_VALUE);
    }

    /** Deletes all bins at this point of the command. */
    public static Operation deleteAll() {
        return new Operation(OperationType.DELETE_ALL, "", ParticleType.NULL, NO_VALUE);
    }

    /**
     * An operation whose value is packed already: a call of what is inside of a bin, or an
     * expression.
     *
     * @param packed the operation's MessagePack; owned by the operation from now on
     */
    static Operation packed(OperationType type, String binName, byte[] packed) {
        return new Operation(type, binName, ParticleType.BLOB, packed);
    }

    /** Makes operations of calls on what is inside of a bin. */
    static CallTarget<Operation> target(String binName, CollectionPath path) {
        NameLimits.binName(binName);
        return call ->
                packed(
                        call.operationType(),
                        binName,
                        path.around(call.packed(MsgpackWriter::writeValue)));
    }

    /** Whether it changes the record. */
    public boolean writes() {
        return type.writes();
    }

    /** Whether it is {@link #getAll}. */
    public boolean readsAllBins() {
        return type == OperationType.READ && binName.isEmpty();
    }

    /** Whether the server answers it: every operation but {@link #touch}. */
    public boolean isAnswered() {
        return type != OperationType.TOUCH;
    }

    public String binName() {
        return binName;
    }

    /** How many bytes {@link #encodeTo} writes. */
    public int encodedLength() {
        return MessageDescriptor.OPERATION_HEADER_LENGTH + binNameUtf8.length + value.length;
    }

    /**
     * How many lists and maps the operation's value nests, one inside the other, itself included; 0
     * for a value that is neither.
     */
    public int nestingDepth() {
        return particleType == ParticleType.LIST || particleType == ParticleType.MAP
                ? MsgpackReader.depth(value, 0, value.length)
                : 0;
    }

    /**
     * Writes the operation as it is sent (docs/docs/internals/wire.md, section 3.2) from {@code
     * target[offset]} on.
     *
     * @param target receives {@link #encodedLength()} bytes
     * @return the offset after the last byte written
     */
    public int encodeTo(byte[] target, int offset) {
        int length =
                MessageDescriptor.OPERATION_LENGTH_OVERHEAD + binNameUtf8.length + value.length;
        Bytes.putInt(target, offset, length);
        target[offset + 4] = (byte) type.code();
        target[offset + 5] = (byte) particleType;
        target[offset + 6] = 0;
        target[offset + 7] = (byte) binNameUtf8.length;
        int valueOffset = offset + MessageDescriptor.OPERATION_HEADER_LENGTH + binNameUtf8.length;
        System.arraycopy(
                binNameUtf8,
                0,
                target,
                offset + MessageDescriptor.OPERATION_HEADER_LENGTH,
                binNameUtf8.length);
        System.arraycopy(value, 0, target, valueOffset, value.length);
        return valueOffset + value.length;
    }

    @Override
    public String toString() {
        return type + "(" + binName + ")";
    }
}
