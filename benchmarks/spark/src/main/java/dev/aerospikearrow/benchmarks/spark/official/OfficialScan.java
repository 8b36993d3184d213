package dev.aerospikearrow.benchmarks.spark.official;

import com.aerospike.client.AerospikeClient;
import com.aerospike.client.Record;
import com.aerospike.client.exp.Expression;
import com.aerospike.client.policy.ScanPolicy;
import com.aerospike.client.query.PartitionFilter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A scan by hand: each task scans its share of the cluster's partitions, a few of them at a time,
 * so that it holds the rows of those only.
 */
public final class OfficialScan implements MapPartitionsFunction<Long, Row> {
    private static final int PARTITIONS = 4_096;

    /** Of a request. */
    private static final int PARTITIONS_AT_ONCE = 64;

    private static final StructType COUNT =
            new StructType().add("count", DataTypes.LongType, false);

    private final OfficialSet set;
    private final RowColumns columns;
    private final @Nullable Expression filter;
    private final Form form;

    private enum Form {
        RECORDS,
        COUNT
    }

    private OfficialScan(
            OfficialSet set, StructType schema, @Nullable Expression filter, Form form) {
        this.set = set;
        this.columns = new RowColumns(schema);
        this.filter = filter;
        this.form = form;
    }

    /** The records of a set, one a row. */
    public static Dataset<Row> rows(
            SparkSession spark, OfficialSet set, StructType schema, @Nullable Expression filter) {
        return shares(spark)
                .mapPartitions(
                        new OfficialScan(set, schema, filter, Form.RECORDS), Encoders.row(schema));
    }

    /** How many records a set has; no bins are sent. */
    public static Dataset<Row> count(SparkSession spark, OfficialSet set) {
        return shares(spark)
                .mapPartitions(
                        new OfficialScan(set, new StructType(), null, Form.COUNT),
                        Encoders.row(COUNT))
                .selectExpr("sum(count) AS count");
    }

    /** The numbers of all partitions, in as many shares as this project's scan has. */
    private static Dataset<Long> shares(SparkSession spark) {
        int tasks = 2 * spark.sparkContext().defaultParallelism();
        return spark.range(0, PARTITIONS, 1, tasks).as(Encoders.LONG());
    }

    @Override
    public Iterator<Row> call(Iterator<Long> partitions) {
        AerospikeClient client = set.client();
        ScanPolicy policy = client.copyScanPolicyDefault();
        policy.filterExp = filter;
        policy.includeBinData = form == Form.RECORDS;
        // The tasks run beside each other already, so each of them does all in its own thread.
        policy.concurrentNodes = false;
        return new ChunkedRows() {
            @Override
            boolean hasMoreRequests() {
                return partitions.hasNext();
            }

            @Override
            List<Row> request() {
                List<Row> rows = new ArrayList<>();
                long[] count = new long[1];
                client.scanPartitions(
                        policy,
                        nextPartitions(partitions),
                        set.namespace(),
                        set.name(),
                        (key, record) -> {
                            if (form == Form.COUNT) {
                                count[0]++;
                            } else {
                                rows.add(row(record));
                            }
                        },
                        columns.names());
                return form == Form.COUNT ? List.of(RowFactory.create(count[0])) : rows;
            }
        };
    }

    /** The numbers of a task follow each other. */
    private static PartitionFilter nextPartitions(Iterator<Long> partitions) {
        int first = Math.toIntExact(partitions.next());
        int count = 1;
        while (count < PARTITIONS_AT_ONCE && partitions.hasNext()) {
            partitions.next();
            count++;
        }
        return PartitionFilter.range(first, count);
    }

    private Row row(Record record) {
        @Nullable Object[] values = new Object[columns.count()];
        columns.fill(values, 0, record);
        return RowFactory.create(values);
    }
}
