package dev.aerospikearrow.benchmarks.spark.work;

import com.aerospike.client.exp.Exp;
import com.aerospike.client.exp.Expression;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The bins of the records. Each record has its user key in the bin {@code id}, too. */
public enum RecordShape {
    /** As most records are. */
    FIVE_BINS(
            "five small bins",
            "id BIGINT, delay INT, distance INT, origin STRING, fare DOUBLE",
            "delay",
            "id",
            "CAST(id % 100 AS INT) AS delay",
            "CAST(id * 31 % 4999 AS INT) AS distance",
            "concat('A', lpad(CAST(id % 300 AS STRING), 3, '0')) AS origin",
            "id * 0.25D AS fare") {
        @Override
        Expression officialFilter() {
            return Exp.build(Exp.eq(Exp.intBin(filteredBin()), Exp.val(FILTERED_VALUE)));
        }
    },
    /** As features of a model are. */
    TWENTY_DOUBLES(
            "20 doubles",
            IntStream.range(0, 20)
                    .mapToObj(i -> "d" + i + " DOUBLE")
                    .collect(Collectors.joining(", ", "id BIGINT, ", "")),
            "d0",
            IntStream.range(-1, 20)
                    .mapToObj(
                            i ->
                                    i < 0
                                            ? "id"
                                            : i == 0
                                                    ? "CAST(id % 100 AS DOUBLE) AS d0"
                                                    : "id * 0.25D + " + i + " AS d" + i)
                    .toArray(String[]::new)) {
        @Override
        Expression officialFilter() {
            return Exp.build(Exp.eq(Exp.floatBin(filteredBin()), Exp.val((double) FILTERED_VALUE)));
        }
    };

    /** The bin that has the user key. */
    static final String KEY = "id";

    private static final long FILTERED_VALUE = 7;

    private final String title;
    private final StructType schema;
    private final String filteredBin;
    private final String[] expressions;

    RecordShape(String title, String ddl, String filteredBin, String... expressions) {
        this.title = title;
        this.schema = StructType.fromDDL(ddl);
        this.filteredBin = filteredBin;
        this.expressions = expressions;
    }

    String title() {
        return title;
    }

    StructType schema() {
        return schema;
    }

    /** What a lookup adds: the columns without the key. */
    StructType addedColumns() {
        return new StructType(
                Arrays.stream(schema.fields())
                        .filter(field -> !field.name().equals(KEY))
                        .toArray(StructField[]::new));
    }

    /** The bin that is filtered by, and read alone. */
    String filteredBin() {
        return filteredBin;
    }

    /** What one of a hundred records satisfies. */
    String filter() {
        return filteredBin + " = " + FILTERED_VALUE;
    }

    /** The same, for the official client. */
    abstract Expression officialFilter();

    /** So many records, with the keys 0 and so on. */
    Dataset<Row> records(SparkSession spark, long count) {
        int tasks = spark.sparkContext().defaultParallelism();
        return spark.range(0, count, 1, tasks).selectExpr(expressions);
    }
}
