package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.WriteOptions;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A remover of records, in batches. Each is removed only if it still has the generation that it was
 * read with; one that is gone already is none to complain of.
 */
final class RecordDeleter implements AutoCloseable {
    private static final int SHOWN_KEYS = 10;

    private final ConnectorOptions options;
    private final ExecutorClients.Lease lease;
    private final List<BatchWrite> gathered = new ArrayList<>();
    private long deleted;

    RecordDeleter(ConnectorOptions options) {
        this.options = options;
        lease = ExecutorClients.lease(options);
    }

    void delete(byte[] digest, int generation) {
        Key key = Key.ofDigest(options.namespace(), options.setName(), digest);
        gathered.add(
                BatchWrite.delete(key)
                        .with(
                                WriteOptions.DEFAULT.withGeneration(
                                        GenerationCheck.EQUAL, generation)));
        if (gathered.size() == options.rowsPerWrite()) {
            send();
        }
    }

    /**
     * Removes what was gathered last.
     *
     * @return how many records were removed in all
     */
    long commit() {
        if (!gathered.isEmpty()) {
            send();
        }
        return deleted;
    }

    private void send() {
        List<BatchRow> rows = lease.client().with(options.batchPolicy()).batchWrite(gathered);
        gathered.clear();
        Map<Integer, Integer> failures = new TreeMap<>();
        List<String> first = new ArrayList<>();
        for (BatchRow row : rows) {
            if (row.isOk()) {
                deleted++;
            } else if (row.resultCode() != ResultCode.NOT_FOUND.code()) {
                failures.merge(row.resultCode(), 1, Integer::sum);
                if (first.size() < SHOWN_KEYS) {
                    first.add(row.key().toString());
                }
            }
        }
        if (!failures.isEmpty()) {
            int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
            throw new AerospikeException(
                    failed
                            + " of "
                            + Quantity.of(rows.size(), "record")
                            + " were not deleted from "
                            + options.place()
                            + ": "
                            + failures.entrySet().stream()
                                    .map(
                                            it ->
                                                    it.getValue()
                                                            + " x "
                                                            + ResultCode.describe(it.getKey())
                                                            + RowAdvice.of(it.getKey()))
                                    .collect(Collectors.joining("; "))
                            + ". The first: "
                            + String.join(", ", first)
                            + ". This task has deleted "
                            + Quantity.of(deleted, "record")
                            + ".",
                    null,
                    false);
        }
    }

    @Override
    public void close() {
        lease.close();
    }
}
