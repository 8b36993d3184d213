package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.protocol.message.Answer;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The decoding of replies into columns without a cluster. It stands in the package of reading
 * because the answer, rightly, is nobody else's business. Not thread-safe.
 */
public final class VectorDecoding implements AutoCloseable {
    private final BufferAllocator allocator = new RootAllocator();
    private final ReadPlan plan;
    private final RowKeys keys;

    private VectorDecoding(ReadPlan plan, RowKeys keys) {
        this.plan = plan;
        this.keys = keys;
    }

    /** For replies to a read of {@code schema}, row {@code i} for digest {@code i}. */
    public static VectorDecoding of(
            String namespace, String setName, DigestArray digests, Schema schema) {
        return new VectorDecoding(
                ReadPlan.of(schema, ReadOptions.DEFAULT),
                RowKeys.of(SetName.of(namespace, setName), digests));
    }

    /**
     * What the columnar client does with a reply, from the first frame to complete columns.
     *
     * @param decoder gives every row to the answer that it is given
     * @return to be closed by the caller
     */
    public ColumnarBatch decode(Consumer<Answer<?>> decoder) {
        try (VectorAnswer answer =
                new VectorAnswer(
                        plan, keys, DigestLease.NONE, allocator, Instant.now(), misfits -> {})) {
            decoder.accept(answer);
            return answer.result();
        }
    }

    /**
     * Releases the allocator.
     *
     * @throws IllegalStateException if a batch is still open
     */
    @Override
    public void close() {
        allocator.close();
    }
}
