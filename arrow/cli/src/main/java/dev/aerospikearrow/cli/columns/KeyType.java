package dev.aerospikearrow.cli.columns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Types of the user keys of a set. */
public enum KeyType {
    INT(new ArrowType.Int(64, true)),
    TEXT(ArrowType.Utf8.INSTANCE),
    /** Bytes, written as hexadecimal digits. */
    BLOB(ArrowType.Binary.INSTANCE),
    /** The 20 bytes of digests, written as hexadecimal digits: for records without user keys. */
    DIGEST(ArrowType.Utf8.INSTANCE);

    private final ArrowType columnType;

    KeyType(ArrowType columnType) {
        this.columnType = columnType;
    }

    /** The type of a column that has such keys. */
    public ArrowType columnType() {
        return columnType;
    }

    /** The type whose keys a column of a type has; empty if there is none. */
    public static Optional<KeyType> ofColumn(ArrowType type) {
        for (KeyType each : List.of(INT, TEXT, BLOB)) {
            if (each.columnType.equals(type)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
