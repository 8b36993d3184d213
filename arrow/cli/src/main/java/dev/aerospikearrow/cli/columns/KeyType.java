package dev.aerospikearrow.cli.columns;

import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What the user keys of a set are. */
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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
