package dev.aerospikearrow.benchmarks.suite.workload;

import dev.aerospikearrow.benchmarks.suite.data.BinKind;
import dev.aerospikearrow.benchmarks.suite.data.RecordShape;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the result of a batch read, on records as maps or on columns. Its outcome is a
 * number that is the same for all clients. The number column is the first bin of doubles.
 */
public enum Stage {
    /** Nothing. */
    RAW_READ("Raw read", "raw_read") {
        @Override
        double ofNumbers(double[] numbers, int count) {
            return 0;
        }
    },
    /** The number column as an array. */
    COLUMN_ACCESS("Read + column access", "read_column_access") {
        @Override
        double ofNumbers(double[] numbers, int count) {
            return count;
        }
    },
    /** The numbers above one half. */
    FILTER("Read + filter", "read_filter") {
        @Override
        double ofNumbers(double[] numbers, int count) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (numbers[i] > THRESHOLD) {
                    numbers[kept++] = numbers[i];
                }
            }
            return kept;
        }
    },
    /** The sum of the number column. */
    AGGREGATION("Read + aggregation", "read_aggregation") {
        @Override
        double ofNumbers(double[] numbers, int count) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += numbers[i];
            }
            return sum;
        }
    };

    /** What {@link #FILTER} compares with. */
    public static final double THRESHOLD = 0.5;

    private final String title;
    private final String key;

    Stage(String title, String key) {
        this.title = title;
        this.key = key;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** For JSON. */
    public String key() {
        return key;
    }

    /** Of the numbers of the records that were found; may change them. */
    abstract double ofNumbers(double[] numbers, int count);

    /** On records as maps, null for those that are missing. */
    public double ofMaps(
            RecordShape shape, int rows, IntFunction<@Nullable Map<String, Object>> records) {
        if (this == RAW_READ) {
            return 0;
        }
        String bin = numberBin(shape);
        double[] numbers = new double[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            Map<String, Object> record = records.apply(row);
            if (record != null && record.get(bin) instanceof Double number) {
                numbers[count++] = number;
            }
        }
        return ofNumbers(numbers, count);
    }

    /** On columns. */
    public double ofColumns(RecordShape shape, VectorSchemaRoot root) {
        if (this == RAW_READ) {
            return 0;
        }
        Float8Vector column = (Float8Vector) root.getVector(numberBin(shape));
        int rows = root.getRowCount();
        double[] numbers = new double[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                numbers[count++] = column.get(row);
            }
        }
        return ofNumbers(numbers, count);
    }

    /** The bin that the stages work on. */
    public static String numberBin(RecordShape shape) {
        return shape.columns().stream()
                .filter(column -> column.kind() == BinKind.DOUBLE)
                .findFirst()
                .orElseThrow()
                .name();
    }
}
