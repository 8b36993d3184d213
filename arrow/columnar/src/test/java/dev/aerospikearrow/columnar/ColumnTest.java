package dev.aerospikearrow.columnar;

import dev.aerospikearrow.protocol.message.BinNames;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;

/** An allocator per test that fails the test if anything is left in it. */
abstract class ColumnTest {
    static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");
    static final ArrowType INT64 = new ArrowType.Int(64, true);
    static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;

    final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeftInTheAllocator() {
        allocator.close();
    }

    static Field field(String name, ArrowType type, Field... children) {
        return new Field(name, FieldType.nullable(type), List.of(children));
    }

    static Schema schema(Field... fields) {
        return new Schema(List.of(fields));
    }

    /** The keys 0 to {@code count - 1} of one set. */
    static BatchKeys keys(int count) {
        return BatchKeys.of("test", "things", IntStream.range(0, count).asLongStream().toArray());
    }

    ColumnarBatch read(BatchKeys keys, Schema schema, BatchReply reply) {
        return read(keys, BinMapping.of(schema), reply);
    }

    ColumnarBatch read(BatchKeys keys, BinMapping mapping, BatchReply reply) {
        return read(keys, mapping, reply.frames());
    }

    ColumnarBatch read(BatchKeys keys, BinMapping mapping, List<byte[]> frames) {
        try (VectorAnswer answer = new VectorAnswer(mapping, keys, allocator, NOW)) {
            BinNames names = BinNames.requested(mapping.binNames());
            BatchReply.decode(frames, keys.keyCount(), names, answer);
            return answer.result();
        }
    }
}
