package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.benchmarks.suite.data.BinColumn;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.Digester;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The records of the JMH benchmarks, as the suite has them; record {@code i} has the integer user
 * key {@code i}.
 *
 * @param setName the set that holds the records
 * @param shape what is in them
 * @param rowCount how many records there are
 */
public record SampleTable(String setName, RecordLayout shape, int rowCount) {
    /** The namespace of all records. */
    public static final String NAMESPACE = Dataset.NAMESPACE;

    /** What a benchmark's record looks like. */
    public enum Shape {
        /** Five bins of doubles. */
        DOUBLES_5(RecordLayout.doubles(5)),
        /** Twenty bins of doubles. */
        DOUBLES_20(RecordLayout.doubles(20)),
        /** Two bins of integers, two of doubles, two of strings of about 12 bytes. */
        MIXED_6(RecordLayout.mixed());

        private final RecordLayout shape;

        Shape(RecordLayout shape) {
            this.shape = shape;
        }
    }

    /** A table of {@code rowCount} records of one shape. */
    public static SampleTable of(Shape shape, int rowCount) {
        return new SampleTable("bench_sample", shape.shape, rowCount);
    }

    /** The bins of every record, in the order in which they are asked for. */
    public List<BinColumn> columns() {
        return shape.columns();
    }

    /** The bins, by name. */
    public List<String> binNames() {
        return List.of(shape.binNames());
    }

    /** The bins as a request for columns. */
    public Schema schema() {
        return shape.schema();
    }

    /** All cells of a row, by bin. */
    public Map<String, Object> cells(int row) {
        return shape.record(row);
    }

    /** The value of a cell: {@code Long}, {@code Double} or {@code String}. */
    public Object value(int row, int column) {
        return columns().get(column).value(row, column);
    }

    /** The user keys {@code first} to {@code first + count - 1}. */
    public static long[] userKeys(int first, int count) {
        return LongStream.range(first, first + count).toArray();
    }

    /** The same records' keys for the map API. */
    public List<Key> keys(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(row -> Key.of(NAMESPACE, setName, row))
                .toList();
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
