package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.protocol.key.DigestArray;
import dev.aerospikearrow.protocol.key.Digester;
import dev.aerospikearrow.protocol.key.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The records that benchmarks write and read: every cell is a function of its row and column, so
 * that whatever was decoded can be checked without keeping a copy.
 *
 * @param setName the set that holds the records
 * @param columns the bins of every record, in the order in which they are asked for
 * @param rowCount how many records there are; record {@code i} has the integer user key {@code i}
 */
public record SampleTable(String setName, List<SampleColumn> columns, int rowCount) {
    /** The namespace of all records. */
    public static final String NAMESPACE = "test";

    /** What a benchmark's record looks like. */
    public enum Shape {
        /** Five bins of doubles. */
        DOUBLES_5("bench_d5", "5 doubles", 200_000) {
            @Override
            List<SampleColumn> columns() {
                return doubles(5);
            }
        },
        /** Twenty bins of doubles. */
        DOUBLES_20("bench_d20", "20 doubles", 50_000) {
            @Override
            List<SampleColumn> columns() {
                return doubles(20);
            }
        },
        /** Two bins of integers, two of doubles, two of strings of about 12 bytes. */
        MIXED_6("bench_m6", "6 mixed bins", 50_000) {
            @Override
            List<SampleColumn> columns() {
                return List.of(
                        new SampleColumn("clicks", SampleColumn.Type.INT64),
                        new SampleColumn("price", SampleColumn.Type.FLOAT64),
                        new SampleColumn("city", SampleColumn.Type.UTF8),
                        new SampleColumn("updated_at", SampleColumn.Type.INT64),
                        new SampleColumn("score", SampleColumn.Type.FLOAT64),
                        new SampleColumn("device", SampleColumn.Type.UTF8));
            }
        };

        private final String setName;
        private final String title;
        private final int storedRows;

        Shape(String setName, String title, int storedRows) {
            this.setName = setName;
            this.title = title;
            this.storedRows = storedRows;
        }

        /** For tables. */
        public String title() {
            return title;
        }

        /** How many records of this shape a cluster is given. */
        public int storedRows() {
            return storedRows;
        }

        abstract List<SampleColumn> columns();

        private static List<SampleColumn> doubles(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> new SampleColumn("feature_" + i, SampleColumn.Type.FLOAT64))
                    .toList();
        }
    }

    /** A table of {@code rowCount} records of one shape. */
    public static SampleTable of(Shape shape, int rowCount) {
        return new SampleTable(shape.setName, shape.columns(), rowCount);
    }

    /** The table that a cluster is given. */
    public static SampleTable stored(Shape shape) {
        return of(shape, shape.storedRows);
    }

    /** The bins, by name. */
    public List<String> binNames() {
        return columns.stream().map(SampleColumn::name).toList();
    }

    /** The bins, by name, as the official client takes them. */
    public String[] binNameArray() {
        return binNames().toArray(String[]::new);
    }

    /** The bins as a request for columns. */
    public Schema schema() {
        return new Schema(columns.stream().map(SampleColumn::field).toList());
    }

    /** All cells of a row, by bin. */
    public Map<String, Object> cells(int row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            cells.put(columns.get(column).name(), value(row, column));
        }
        return cells;
    }

    /** The value of a cell: {@code Long}, {@code Double} or {@code String}. */
    public Object value(int row, int column) {
        return columns.get(column).value(row, column);
    }

    /** The user keys {@code first} to {@code first + count - 1}. */
    public static long[] userKeys(int first, int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = first + i;
        }
        return keys;
    }

    /** The same records' keys for the map API. */
    public List<Key> keys(int first, int count) {
        List<Key> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(Key.of(NAMESPACE, setName, first + i));
        }
        return keys;
    }

    /** Keys as text, for benchmarks of text keys. */
    public static String[] textKeys(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "customer-" + i)
                .toArray(String[]::new);
    }

    /** The digests of the user keys {@code 0} to {@code rowCount - 1}. */
    public DigestArray digests() {
        return Digester.forSet(setName).digest(userKeys(0, rowCount));
    }
}
