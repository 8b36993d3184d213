package dev.aerospikearrow.spark.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Names as Spark compares them: bins have names of upper and lower case, and Spark tells the two
 * apart only where {@code spark.sql.caseSensitive} says so.
 */
public final class NamesByCase {
    private NamesByCase() {}

    /** Whether two names mean the same column in this session. */
    public static boolean areSame(String one, String other) {
        return SQLConf.get().caseSensitiveAnalysis()
                ? one.equals(other)
                : one.equalsIgnoreCase(other);
    }

    /**
     * Checks that each column, and each field of a struct, can be named in this session.
     *
     * @param place the set, for messages
     * @throws IllegalArgumentException if names differ only by case and Spark does not tell them
     *     apart; it says which, and how to choose
     */
    public static void requireDistinct(StructType columns, String place) {
        if (!SQLConf.get().caseSensitiveAnalysis()) {
            requireDistinct(columns, "", place);
        }
    }

    private static void requireDistinct(StructType fields, String path, String place) {
        Map<String, List<String>> spellings = new TreeMap<>();
        for (StructField field : fields.fields()) {
            spellings
                    .computeIfAbsent(
                            field.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(path + field.name());
        }
        for (List<String> same : spellings.values()) {
            if (same.stream().distinct().count() > 1) {
                throw new IllegalArgumentException(
                        String.join(" and ", same)
                                + " of "
                                + place
                                + " differ only by case, which Spark does not tell apart here. Set"
                                + " spark.sql.caseSensitive to true; or declare a schema that has"
                                + " one of them, or other names for them: the column metadata"
                                + " aerospike.bin says which bin a column is.");
            }
        }
        for (StructField field : fields.fields()) {
            requireDistinct(field.dataType(), path + field.name() + ".", place);
        }
    }

    private static void requireDistinct(DataType type, String path, String place) {
        if (type instanceof StructType struct) {
            requireDistinct(struct, path, place);
        } else if (type instanceof ArrayType array) {
            requireDistinct(array.elementType(), path, place);
        } else if (type instanceof MapType map) {
            requireDistinct(map.keyType(), path, place);
            requireDistinct(map.valueType(), path, place);
        }
    }
}
