package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.key.PartitionId;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.stream.UpdateOffset.Updates;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A guess of how many partitions have so many updates, made from those of a few: digests spread
 * records over the partitions evenly.
 */
final class UpdateSample {
    /** So many records make a guess whose error is about a tenth, 1/√100. */
    private static final int WANTED_RECORDS = 100;

    private static final int GROWTH = 4;
    private static final int MOST_SAMPLED = PartitionId.COUNT / 16;

    /** What a node sends of each record in any case. */
    private static final Schema DIGESTS =
            new Schema(
                    List.of(
                            Field.nullable(
                                    MetadataColumn.DIGEST.fieldName(),
                                    new ArrowType.FixedSizeBinary(Key.DIGEST_LENGTH_BYTES))));

    private final ToLongFunction<Updates> count;

    /**
     * @param count counts the updates of partitions
     */
    UpdateSample(ToLongFunction<Updates> count) {
        this.count = count;
    }

    /** Counts records at the nodes, without their bins. */
    static UpdateSample of(ConnectorOptions options) {
        return new UpdateSample(updates -> count(options, updates));
    }

    private static long count(ConnectorOptions options, Updates updates) {
        Expression between = UpdateStream.updatedBetween(updates.from(), updates.to());
        QuerySpec spec =
                QuerySpec.of(options.set())
                        .withPartitions(updates.firstPartition(), updates.partitionCount())
                        .withFilter(
                                options.pushedExpression()
                                        .map(own -> Expressions.and(own, between))
                                        .orElse(between));
        long records = 0;
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options);
                ScanReader reader =
                        lease.columnar().with(options.queryPolicy()).scan(spec, DIGESTS)) {
            while (reader.loadNextBatch()) {
                records += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return records;
    }

    /**
     * How many of these partitions have so many updates: one at least, and all if they have fewer.
     */
    int partitions(Updates updates, long records) {
        int most = Math.min(MOST_SAMPLED, updates.partitionCount());
        int sampled = 1;
        long found = count(updates, sampled);
        while (found < WANTED_RECORDS && sampled < most) {
            sampled = Math.min(sampled * GROWTH, most);
            found = count(updates, sampled);
        }
        double each = (double) found / sampled;
        double partitions = Math.max(1, Math.floor(records / each));
        return (int) Math.min(updates.partitionCount(), partitions);
    }

    private long count(Updates updates, int partitionCount) {
        return count.applyAsLong(
                new Updates(
                        updates.firstPartition(), partitionCount, updates.from(), updates.to()));
    }
}
