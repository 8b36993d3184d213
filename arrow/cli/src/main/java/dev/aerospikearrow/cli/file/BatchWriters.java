package dev.aerospikearrow.cli.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** The writers of CSV, JSON lines and both formats of Arrow IPC. */
public final class BatchWriters {
    /** Where a file stands when its writer is made. */
    public enum Start {
        /** Empty: what stands at the beginning is written. */
        NEW,
        /** It has rows: only further ones are written. */
        CONTINUED
    }

    private BatchWriters() {}

    /**
     * A writer.
     *
     * @param format not Parquet, which {@link ParquetFile} writes
     * @param root where record batches are loaded; stays the caller's
     * @param start {@code CONTINUED} for appendable formats only
     * @param guard for the texts of CSV
     */
    public static BatchWriter open(
            FileFormat format,
            VectorSchemaRoot root,
            WritableByteChannel channel,
            Start start,
            FormulaGuard guard)
            throws IOException {
        return switch (format) {
            case CSV -> new CsvWriter(root, channel, start, guard);
            case JSONL -> new JsonLinesWriter(root, channel);
            case ARROWS -> new ArrowStream(root, channel, start);
            case ARROW -> new ArrowFile(root, channel);
            case PARQUET -> throw new IllegalArgumentException("Parquet is written by ParquetFile");
            case TABLE -> throw new IllegalArgumentException("tables are printed");
        };
    }

    static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A header line, then a line for each row. */
    private static final class CsvWriter implements BatchWriter {
        private final VectorSchemaRoot root;
        private final WritableByteChannel channel;
        private final FormulaGuard guard;

        CsvWriter(
                VectorSchemaRoot root, WritableByteChannel channel, Start start, FormulaGuard guard)
                throws IOException {
            this.root = root;
            this.channel = channel;
            this.guard = guard;
            if (start == Start.NEW) {
                StringBuilder header = new StringBuilder();
                for (FieldVector vector : root.getFieldVectors()) {
                    header.append(header.isEmpty() ? "" : ",");
                    int begin = header.length();
                    FileCell.appendField(header, vector.getName());
                    guard.apply(header, begin);
                }
                writeFully(channel, FileCell.encoded(header.append('\n')));
            }
        }

        @Override
        public void write() throws IOException {
            List<FileCell> cells = root.getFieldVectors().stream().map(FileCell::of).toList();
            StringBuilder lines = new StringBuilder();
            for (int row = 0; row < root.getRowCount(); row++) {
                for (int column = 0; column < cells.size(); column++) {
                    lines.append(column > 0 ? "," : "");
                    FileCell cell = cells.get(column);
                    if (!cell.isNull(row)) {
                        int begin = lines.length();
                        cell.appendCsv(lines, row);
                        if (cell instanceof FileCell.TextCell) {
                            guard.apply(lines, begin);
                        }
                    }
                }
                lines.append('\n');
            }
            writeFully(channel, FileCell.encoded(lines));
        }

        @Override
        public void finish() {}
    }

    /** A JSON object on each line; nulls are members, too. */
    private record JsonLinesWriter(VectorSchemaRoot root, WritableByteChannel channel)
            implements BatchWriter {
        @Override
        public void write() throws IOException {
            List<String> names =
                    root.getFieldVectors().stream().map(JsonLinesWriter::name).toList();
            List<FileCell> cells = root.getFieldVectors().stream().map(FileCell::of).toList();
            StringBuilder lines = new StringBuilder();
            for (int row = 0; row < root.getRowCount(); row++) {
                lines.append('{');
                for (int column = 0; column < cells.size(); column++) {
                    lines.append(column > 0 ? "," : "").append(names.get(column));
                    cells.get(column).appendJson(lines, row);
                }
                lines.append("}\n");
            }
            writeFully(channel, FileCell.encoded(lines));
        }

        /** {@code "name":}, escaped. */
        private static String name(FieldVector vector) {
            StringBuilder name = new StringBuilder("\"");
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                    .quoteAsString(vector.getName(), name);
            return name.append("\":").toString();
        }

        @Override
        public void finish() {}
    }

    /** Messages one by one, so that a stream can be continued: Arrow's own writer cannot. */
    private static final class ArrowStream implements BatchWriter {
        private final VectorUnloader unloader;
        private final WriteChannel channel;

        ArrowStream(VectorSchemaRoot root, WritableByteChannel channel, Start start)
                throws IOException {
            unloader = new VectorUnloader(root);
            this.channel = new WriteChannel(channel);
            if (start == Start.NEW) {
                MessageSerializer.serialize(this.channel, root.getSchema(), IpcOption.DEFAULT);
            }
        }

        @Override
        public void write() throws IOException {
            try (ArrowRecordBatch batch = unloader.getRecordBatch()) {
                MessageSerializer.serialize(channel, batch, IpcOption.DEFAULT);
            }
        }

        @Override
        public void finish() throws IOException {
            ArrowStreamWriter.writeEndOfStream(channel, IpcOption.DEFAULT);
        }
    }

    private static final class ArrowFile implements BatchWriter {
        private final ArrowFileWriter writer;

        ArrowFile(VectorSchemaRoot root, WritableByteChannel channel) throws IOException {
            writer = new ArrowFileWriter(root, new MapDictionaryProvider(), channel);
            writer.start();
        }

        @Override
        public void write() throws IOException {
            writer.writeBatch();
        }

        @Override
        public void finish() throws IOException {
            writer.end();
        }
    }
}
