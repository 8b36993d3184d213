package dev.aerospikearrow.columnar;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A field that is not filled from a bin but from what is known about the record. The schema asks
 * for it by its name, which starts with two underscores.
 */
public enum MetadataColumn {
    /** The user key that the caller gave; null for a key made of a digest alone. */
    KEY(
            "__key",
            "the Arrow types that values of the key's type become, such as Int64, Utf8 or Binary",
            MetadataColumn::isScalar),

    /** The 20 bytes of the digest; null where the key is null. */
    DIGEST(
            "__digest",
            "FixedSizeBinary(20) or Binary",
            type ->
                    type.equals(new ArrowType.FixedSizeBinary(20))
                            || type instanceof ArrowType.Binary),

    /** How often the record was written, from 1 to 65,535; null if there is no record. */
    GENERATION(
            "__generation",
            "UInt16, UInt32, UInt64, Int32 or Int64",
            type -> isInteger(type, 17) || isUnsigned(type, 16)),

    /**
     * Time that the record has left, when the reply was read: whole seconds, or a Duration of any
     * unit; null if it never expires or there is no record.
     */
    TTL(
            "__ttl",
            "Int64, UInt32, UInt64 or Duration",
            type ->
                    isInteger(type, 33)
                            || isUnsigned(type, 32)
                            || type instanceof ArrowType.Duration),

    /**
     * When the record expires: whole seconds since 1970, or a Timestamp of any unit; null if it
     * never does or there is no record.
     */
    EXPIRY(
            "__expiry",
            "Timestamp, Int64 or UInt64",
            type -> isInteger(type, 64) || type instanceof ArrowType.Timestamp),

    /**
     * 0 for a record that was read, else why there is none: {@link
     * dev.aerospikearrow.data.ResultCode}, or {@link ColumnarBatch#NULL_KEY}.
     */
    RESULT_CODE("__result_code", "Int16, Int32 or Int64", type -> isSigned(type, 16));

    /** Names with this prefix are reserved. */
    public static final String PREFIX = "__";

    private static final Map<String, MetadataColumn> BY_NAME = new HashMap<>();

    static {
        for (MetadataColumn column : values()) {
            BY_NAME.put(column.fieldName, column);
        }
    }

    private final String fieldName;
    private final String allowedTypes;
    private final Predicate<ArrowType> allowed;

    MetadataColumn(String fieldName, String allowedTypes, Predicate<ArrowType> allowed) {
        this.fieldName = fieldName;
        this.allowedTypes = allowedTypes;
        this.allowed = allowed;
    }

    /** The name of the field that asks for it. */
    public String fieldName() {
        return fieldName;
    }

    /** The types that the field may have, for people. */
    public String allowedTypes() {
        return allowedTypes;
    }

    /** Whether the field may have a type. */
    public boolean allows(ArrowType type) {
        return allowed.test(type);
    }

    /** The column that a field of this name asks for, unless its metadata names a bin or a path. */
    public static Optional<MetadataColumn> named(String fieldName) {
        return Optional.ofNullable(BY_NAME.get(fieldName));
    }

    private static boolean isInteger(ArrowType type, int minBits) {
        return type instanceof ArrowType.Int number && number.getBitWidth() >= minBits;
    }

    private static boolean isSigned(ArrowType type, int minBits) {
        return isInteger(type, minBits) && ((ArrowType.Int) type).getIsSigned();
    }

    private static boolean isUnsigned(ArrowType type, int minBits) {
        return isInteger(type, minBits) && !((ArrowType.Int) type).getIsSigned();
    }

    private static boolean isScalar(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int, FloatingPoint, Utf8, LargeUtf8, Utf8View, Binary, LargeBinary -> true;
            case BinaryView, FixedSizeBinary -> true;
            default -> false;
        };
    }
}
