package dev.aerospikearrow.spark.key;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.executor.TaskMemory;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.vector.SparkColumns;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of keys, one batch at a time, for one task. */
public final class KeyedRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedRecords.class);

    private final KeyedRead read;
    private final Schema schema;
    private final ExecutorClients.Lease lease;
    private final ColumnarClient columns;
    private final BufferAllocator allocator;
    private final ReadOptions readOptions;
    private boolean warned;

    /** Takes a client, which {@link #close()} gives back. */
    public KeyedRecords(KeyedRead read) {
        this.read = read;
        schema = read.arrowSchema();
        lease = ExecutorClients.lease(read.options());
        columns = lease.columnar().with(read.batchPolicy());
        allocator = TaskMemory.newAllocator("keys");
        readOptions = read.readOptions(allocator);
    }

    /**
     * Reads the records of some keys, of which some may be missing; the caller closes them.
     *
     * @throws AerospikeException if one of them could not be read
     */
    public ColumnarBatch read(KeyList keys) {
        ColumnarBatch records =
                columns.batchRead(keys.batchKeys(read.options().set()), schema, readOptions);
        try {
            requireAnswers(
                    records,
                    read.options().place(),
                    row -> keys.text(read.options().set(), row),
                    "Set " + OptionName.TIMEOUT.key() + " higher if they took too long");
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
        warnOfUnstoredKeys(records);
        return records;
    }

    /**
     * Checks that the nodes answered for all rows, if only that a record is missing.
     *
     * @param keyText a row's key for people
     * @param advice what to do otherwise
     * @throws AerospikeException if a row failed
     */
    public static void requireAnswers(
            ColumnarBatch records, String place, IntFunction<String> keyText, String advice) {
        if (records.counts().failed() == 0) {
            return;
        }
        int first = 0;
        while (!isFailure(records.resultCode(first))) {
            first++;
        }
        throw new AerospikeException(
                records.counts().failed()
                        + " of "
                        + records.rowCount()
                        + " lookups in "
                        + place
                        + " failed, the first of them, key "
                        + keyText.apply(first)
                        + ", with "
                        + ResultCode.describe(records.resultCode(first))
                        + ". "
                        + advice
                        + ".",
                null,
                false);
    }

    private static boolean isFailure(int resultCode) {
        return resultCode != ResultCode.OK.code()
                && resultCode != ResultCode.NOT_FOUND.code()
                && resultCode != ResultCode.FILTERED_OUT.code()
                && resultCode != ColumnarBatch.NULL_KEY;
    }

    private void warnOfUnstoredKeys(ColumnarBatch records) {
        if (records.counts().filtered() > 0 && !warned && read.leavesOutOnlyUnstoredKeys()) {
            warned = true;
            LOG.warn(
                    "Of {} keys of {}, {} have records whose user key is not stored, so that column"
                            + " {} is null in a scan, and no filter or join on it keeps them. Set"
                            + " {} to {} to have them, too.",
                    records.rowCount(),
                    read.options().place(),
                    records.counts().filtered(),
                    read.column().name(),
                    OptionName.KEY_COLUMN.key(),
                    read.column().name());
        }
    }

    /** Whether a row has a record. */
    public static boolean isFound(ColumnarBatch records, int row) {
        return records.resultCode(row) == ResultCode.OK.code();
    }

    /** The columns of records, for Spark; they live as long as the records. */
    public ColumnVector[] columns(ColumnarBatch records) {
        return SparkColumns.of(records.root(), schema, records.dictionaries());
    }

    @Override
    public void close() {
        try (lease) {
            allocator.close();
        }
    }
}
