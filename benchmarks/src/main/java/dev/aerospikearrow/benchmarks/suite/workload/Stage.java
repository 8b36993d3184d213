package dev.aerospikearrow.benchmarks.suite.workload;

import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.BinKind;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The work that is done with the result of a batch read, on records as maps or on columns, in the
 * thread that has the result. Its outcome is a number that is the same for all clients. It works on
 * bins of doubles: the first one, or all.
 */
public enum Stage {
    /** Nothing. */
    RAW_READ("Raw read") {
        @Override
        double outcome(double[] numbers, int count, int width) {
            return 0;
        }
    },
    /** The numbers as an array. */
    READ_COLUMN_ACCESS("Read + column access") {
        @Override
        double outcome(double[] numbers, int count, int width) {
            return count;
        }
    },
    /** The numbers above one half. */
    READ_FILTER("Read + filter") {
        @Override
        double outcome(double[] numbers, int count, int width) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (numbers[i] > THRESHOLD) {
                    numbers[kept++] = numbers[i];
                }
            }
            return kept;
        }
    },
    /** The sum of the numbers. */
    READ_AGGREGATION("Read + aggregation") {
        @Override
        double outcome(double[] numbers, int count, int width) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += numbers[i];
            }
            return sum;
        }
    },
    /**
     * Each record scored by a small model with one hidden layer, whose features are all doubles.
     */
    READ_SCORING("Read + scoring") {
        @Override
        double outcome(double[] numbers, int count, int width) {
            double sum = 0;
            for (int row = 0; row < count; row++) {
                sum += Model.score(numbers, row * width, width);
            }
            return sum;
        }
    };

    /** What {@link #READ_FILTER} compares with. */
    private static final double THRESHOLD = 0.5;

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** For JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the numbers of the records that were found, record by record; may change them. */
    abstract double outcome(double[] numbers, int count, int width);

    /** The same, prepared for records of a shape. */
    public OnShape of(RecordLayout shape) {
        return new OnShape(this, bins(shape));
    }

    /** The bins that it works on. */
    public String[] bins(RecordLayout shape) {
        List<String> doubles =
                shape.columns().stream()
                        .filter(column -> column.kind() == BinKind.DOUBLE)
                        .map(BinColumn::name)
                        .toList();
        int wanted = this == RAW_READ ? 0 : this == READ_SCORING ? doubles.size() : 1;
        return doubles.subList(0, wanted).toArray(String[]::new);
    }

    /** A stage for records of one shape. */
    public static final class OnShape {
        private final Stage stage;
        private final String[] bins;

        private OnShape(Stage stage, String[] bins) {
            this.stage = stage;
            this.bins = bins;
        }

        /** On records as maps, null for those that are missing. */
        public double ofMaps(int rows, IntFunction<@Nullable Map<String, Object>> records) {
            if (stage == RAW_READ) {
                return 0;
            }
            double[] numbers = new double[rows * bins.length];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                Map<String, Object> record = records.apply(row);
                if (record != null) {
                    for (int i = 0; i < bins.length; i++) {
                        Object value = record.get(bins[i]);
                        numbers[count * bins.length + i] = value instanceof Double d ? d : 0;
                    }
                    count++;
                }
            }
            return stage.outcome(numbers, count, bins.length);
        }

        /** On columns. */
        public double ofColumns(VectorSchemaRoot root) {
            if (stage == RAW_READ) {
                return 0;
            }
            int rows = root.getRowCount();
            double[] numbers = new double[rows * bins.length];
            int count = 0;
            for (int i = 0; i < bins.length; i++) {
                Float8Vector column = (Float8Vector) root.getVector(bins[i]);
                count = 0;
                for (int row = 0; row < rows; row++) {
                    if (!column.isNull(row)) {
                        numbers[count++ * bins.length + i] = column.get(row);
                    }
                }
            }
            return stage.outcome(numbers, count, bins.length);
        }

        /** On made-up numbers: the work for so many records, without the records. */
        public double ofNothing(int rows) {
            return stage == RAW_READ
                    ? 0
                    : stage.outcome(new double[rows * bins.length], rows, bins.length);
        }
    }

    /** The model; the numbers are those of {@code values.py}. */
    private static final class Model {
        private static final int HIDDEN = 64;
        private static final int MOST_FEATURES = 32;
        private static final double[] WEIGHTS = new double[HIDDEN * MOST_FEATURES];
        private static final double BIAS = -1;

        static {
            for (int hidden = 0; hidden < HIDDEN; hidden++) {
                for (int feature = 0; feature < MOST_FEATURES; feature++) {
                    WEIGHTS[hidden * MOST_FEATURES + feature] =
                            (hidden * 31 + feature * 17) % 13 / 16.0;
                }
            }
        }

        private Model() {}

        static double score(double[] numbers, int first, int width) {
            double score = 0;
            for (int hidden = 0; hidden < HIDDEN; hidden++) {
                double sum = BIAS;
                for (int feature = 0; feature < width; feature++) {
                    sum += numbers[first + feature] * WEIGHTS[hidden * MOST_FEATURES + feature];
                }
                score += Math.max(0, sum) * (hidden % 7 + 1) / 64;
            }
            return score;
        }
    }
}
