package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ColumnTest;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.BinNames;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;

/** Columns out of replies, without a cluster. */
public abstract class DecodingTest extends ColumnTest {
    /** The keys 0 to {@code count - 1} of one set. */
    protected static RowKeys keys(int count) {
        return RowKeys.of(
                SetName.of("test", "things"), IntStream.range(0, count).asLongStream().toArray());
    }

    /** Options with a policy for all fields. */
    protected static ReadOptions onMismatch(OnMismatch policy) {
        return ReadOptions.builder().onMismatch(policy).build();
    }

    protected final ColumnarBatch read(RowKeys keys, Schema schema, BatchReply reply) {
        return read(keys, schema, ReadOptions.DEFAULT, reply);
    }

    protected final ColumnarBatch read(
            RowKeys keys, Schema schema, ReadOptions options, BatchReply reply) {
        return read(keys, schema, options, reply.frames());
    }

    protected final ColumnarBatch read(
            RowKeys keys, Schema schema, ReadOptions options, List<byte[]> frames) {
        ReadPlan plan = ReadPlan.of(schema, options);
        try (VectorAnswer answer =
                new VectorAnswer(plan, keys, DigestLease.NONE, allocator, NOW, misfits -> {})) {
            BinNames names = plan.names();
            BatchReply.decode(frames, keys.keyCount(), names, answer);
            return answer.result();
        }
    }
}
