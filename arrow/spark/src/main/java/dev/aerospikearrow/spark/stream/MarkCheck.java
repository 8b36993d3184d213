package dev.aerospikearrow.spark.stream;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.BatchKeys;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.write.LeftOutRows;
import dev.aerospikearrow.spark.write.TaskPlan;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A check that records which were not written have the mark of the epoch. The nodes leave a row out
 * for other reasons, too: the bin has something that is no mark, or the mark of a later epoch,
 * since the query goes on from an older checkpoint. Then the row would be lost.
 */
final class MarkCheck implements LeftOutRows {
    private final TaskPlan plan;
    private final String bin;
    private final EpochMark mark;

    MarkCheck(TaskPlan plan, String bin, EpochMark mark) {
        this.plan = plan;
        this.bin = bin;
        this.mark = mark;
    }

    @Override
    public void check(
            ColumnarClient columns,
            BufferAllocator allocator,
            VectorSchemaRoot rows,
            WriteResult result) {
        Schema schema = new Schema(List.of(Field.nullable(bin, new ArrowType.Utf8())));
        ReadOptions options =
                ReadOptions.builder().allocator(allocator).onMismatch(OnMismatch.NULL).build();
        FieldVector keys = rows.getVector(plan.keyColumn());
        SetName set = plan.options().set();
        // Without the condition of the write, which would leave them out here, too.
        ColumnarClient reader = columns.with(plan.batchPolicy());
        try (ColumnarBatch records = reader.batchRead(batchKeys(set, keys), schema, options)) {
            FieldVector marks = records.root().getVector(bin);
            for (int row = 0; row < result.rowCount(); row++) {
                if (result.resultCode(row) == ResultCode.FILTERED_OUT.code()) {
                    require(records.resultCode(row), marks.getObject(row), keys, row);
                }
            }
        }
    }

    private BatchKeys batchKeys(SetName set, ValueVector keys) {
        if (!plan.isKeyedByDigest()) {
            return BatchKeys.of(set, keys);
        }
        byte[] digests = new byte[keys.getValueCount() * Key.DIGEST_LENGTH_BYTES];
        for (int row = 0; row < keys.getValueCount(); row++) {
            if (keys.getObject(row) instanceof byte[] digest
                    && digest.length == Key.DIGEST_LENGTH_BYTES) {
                DigestArray.copyDigest(digest, 0, digests, row * Key.DIGEST_LENGTH_BYTES);
            }
        }
        return BatchKeys.of(set, DigestArray.of(digests));
    }

    private void require(int resultCode, @Nullable Object found, FieldVector keys, int row) {
        String text = found == null ? "" : found.toString();
        if (resultCode == ResultCode.OK.code() && text.equals(mark.text())) {
            return;
        }
        throw new AerospikeException(
                "The record of "
                        + RowsOfKeys.keyText(plan.options().place(), keys.getObject(row))
                        + " was not written in epoch "
                        + mark.epoch()
                        + ": "
                        + reason(resultCode, text)
                        + ".",
                null,
                false);
    }

    private String reason(int resultCode, String text) {
        if (resultCode != ResultCode.OK.code()) {
            return "nodes left it out, but whether it has been written already cannot be read: "
                    + ResultCode.describe(resultCode);
        }
        if (mark.isOfSameQuery(text)) {
            return "bin "
                    + bin
                    + " has \""
                    + text
                    + "\", so that a later epoch of the same query has written it. The query goes on"
                    + " from a checkpoint that is older than what it has written, or runs twice. Start"
                    + " it with a new checkpoint, which makes it another query";
        }
        if (EpochMark.isMark(text)) {
            return "bin "
                    + bin
                    + " has \""
                    + text
                    + "\", the mark of another query that writes the same records at the same time."
                    + " Name another bin for each of them with "
                    + OptionName.EPOCH_BIN.key();
        }
        return "bin "
                + bin
                + " has no mark of a streaming query. Name with "
                + OptionName.EPOCH_BIN.key()
                + " a bin that has no other use";
    }
}
