package dev.aerospikearrow.spark.catalog;

import java.util.List;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType$;
import org.apache.spark.sql.types.VarcharType;

/**
 * The types to which a column can change while its records stay as they are: each value that it may
 * have, as it lies in a bin, is the same value of the other type.
 */
final class TypeWidening {
    private static final List<DataType> INTEGERS =
            List.of(
                    DataTypes.ByteType,
                    DataTypes.ShortType,
                    DataTypes.IntegerType,
                    DataTypes.LongType);

    private TypeWidening() {}

    /** Whether all values of a type are values of another one. */
    static boolean keepsValues(DataType from, DataType to) {
        if (from.equals(to)) {
            return true;
        }
        if (INTEGERS.contains(from)) {
            return keepsIntegers(from, to)
                    || to.equals(DataTypes.DoubleType) && !from.equals(DataTypes.LongType)
                    || to.equals(DataTypes.FloatType)
                            && INTEGERS.indexOf(from) <= INTEGERS.indexOf(DataTypes.ShortType);
        }
        if (from.equals(DataTypes.FloatType)) {
            return to.equals(DataTypes.DoubleType);
        }
        if (from instanceof DecimalType narrow && to instanceof DecimalType wide) {
            return wide.scale() >= narrow.scale()
                    && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale();
        }
        int length = maxLength(from);
        return to instanceof VarcharType longer && longer.length() >= length
                || to.equals(StringType$.MODULE$) && length < Integer.MAX_VALUE;
    }

    /** How many characters a text of a type has at most; the largest number without a limit. */
    private static int maxLength(DataType type) {
        if (type instanceof VarcharType text) {
            return text.length();
        }
        return type instanceof CharType text ? text.length() : Integer.MAX_VALUE;
    }

    /** Whether both are types of integers, and the second has room for all of the first. */
    static boolean keepsIntegers(DataType from, DataType to) {
        return INTEGERS.contains(from) && INTEGERS.indexOf(from) <= INTEGERS.indexOf(to);
    }

    /** The same where new values are also written as they were, so that keys stay equal. */
    static boolean keepsKeys(DataType from, DataType to) {
        return keepsValues(from, to) && INTEGERS.contains(from) == INTEGERS.contains(to);
    }
}
