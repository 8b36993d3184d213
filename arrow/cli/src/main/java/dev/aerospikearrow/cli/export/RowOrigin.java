package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.ScanCursors;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.KeyStream;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.RecordBatchReader;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.columnar.StreamOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The origin of rows, from the start or from where an earlier run stopped. */
public interface RowOrigin extends AutoCloseable {
    /**
     * Starts to read.
     *
     * @param position of {@link RowSource#position()}; empty for the start
     * @param written the columns that go into the file
     * @param listener is shown each record batch
     */
    RowSource open(Optional<String> position, Schema written, Consumer<VectorSchemaRoot> listener)
            throws IOException;

    /** What did not fit its column so far, and was made null or converted. */
    List<MismatchReport> mismatches();

    @Override
    default void close() {}

    /** The records of a set, or of some of its partitions; a position is the scan's cursors. */
    final class Scan implements RowOrigin {
        private final ColumnarClient client;
        private final BufferAllocator allocator;
        private final QuerySpec spec;
        private final StreamOptions options;
        private Supplier<List<MismatchReport>> mismatches = List::of;

        /** A scan that is not begun. */
        public Scan(
                ColumnarClient client,
                BufferAllocator allocator,
                QuerySpec spec,
                StreamOptions options) {
            this.client = client;
            this.allocator = allocator;
            this.spec = spec;
            this.options = options;
        }

        @Override
        public RowSource open(
                Optional<String> position, Schema written, Consumer<VectorSchemaRoot> listener) {
            QuerySpec remaining =
                    position.map(text -> spec.resumedFrom(ScanCursors.fromText(text))).orElse(spec);
            ScanReader reader = client.scan(remaining, written, options);
            mismatches = reader::mismatches;
            return new RowSource(
                    allocator, reader, written, () -> reader.cursors().toText(), listener);
        }

        @Override
        public List<MismatchReport> mismatches() {
            return mismatches.get();
        }
    }

    /** The records of keys, in their order; a position is how many keys are done. */
    final class Keys implements RowOrigin {
        private final ColumnarClient client;
        private final BufferAllocator allocator;
        private final KeyFile keys;
        private final Schema read;
        private final StreamOptions options;
        private Supplier<List<MismatchReport>> mismatches = List::of;

        /**
         * @param keys stays the caller's
         * @param read the columns that are read: those that are written and the result code
         */
        public Keys(
                ColumnarClient client,
                BufferAllocator allocator,
                KeyFile keys,
                Schema read,
                StreamOptions options) {
            this.client = client;
            this.allocator = allocator;
            this.keys = keys;
            this.read = read;
            this.options = options;
        }

        @Override
        public RowSource open(
                Optional<String> position, Schema written, Consumer<VectorSchemaRoot> listener)
                throws IOException {
            long done = position.map(Long::parseLong).orElse(0L);
            KeyStream stream = keys.stream(done);
            RecordBatchReader reader = client.batchReadStream(stream, read, options);
            mismatches = reader::mismatches;
            return new RowSource(
                    allocator,
                    reader,
                    written,
                    () -> Long.toString(done + reader.progress().rows()),
                    listener);
        }

        @Override
        public List<MismatchReport> mismatches() {
            return mismatches.get();
        }
    }
}
