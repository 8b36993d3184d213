package dev.aerospikearrow.benchmarks.spark.official;

import com.aerospike.client.Bin;
import com.aerospike.client.Operation;
import com.aerospike.client.Record;
import com.aerospike.client.Value;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Columns of rows, each of which is the bin of its name. */
final class RowColumns implements Serializable {
    private final String[] names;

    /** Bins have integers of 64 bits only. */
    private final boolean[] areInts;

    RowColumns(StructType schema) {
        names = schema.fieldNames();
        areInts = new boolean[names.length];
        StructField[] fields = schema.fields();
        for (int i = 0; i < fields.length; i++) {
            areInts[i] = fields[i].dataType().equals(DataTypes.IntegerType);
        }
    }

    int count() {
        return names.length;
    }

    String[] names() {
        return names;
    }

    /** Puts the values of a record's bins into a row, from a place on. */
    void fill(@Nullable Object[] row, int first, Record record) {
        for (int i = 0; i < names.length; i++) {
            Object value = record.getValue(names[i]);
            row[first + i] =
                    areInts[i] && value instanceof Long number
                            ? (Object) Math.toIntExact(number)
                            : value;
        }
    }

    /** What writes a row's values, the columns being those of the row. */
    Operation[] puts(Row row) {
        Operation[] puts = new Operation[names.length];
        for (int i = 0; i < puts.length; i++) {
            puts[i] = Operation.put(new Bin(names[i], Value.get(row.get(i))));
        }
        return puts;
    }
}
