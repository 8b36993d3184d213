package dev.aerospikearrow.columnar;

import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.server.EmbeddedCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A program as users have it, which writes, reads and prints columns: {@link JavaVersionsIT}. */
final class ForeignProgram {
    private static final Schema KEYED =
            new Schema(
                    List.of(
                            Field.nullable("id", new ArrowType.Int(64, true)),
                            Field.nullable("name", ArrowType.Utf8.INSTANCE)));
    private static final Schema NAMES = new Schema(List.of(KEYED.findField("name")));

    private static final SetName PEOPLE = SetName.of("test", "people");

    private ForeignProgram() {}

    public static void main(String[] arguments) throws IOException {
        List<String> wishes = Arrays.asList(arguments);
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(1).start()) {
            String host = cluster.hosts().get(0);
            if (wishes.contains("client-first")) {
                try (ColumnarClient client = ColumnarClient.connect(host);
                        BufferAllocator allocator = new RootAllocator()) {
                    use(client, allocator, wishes);
                }
            } else {
                try (BufferAllocator allocator = new RootAllocator();
                        ColumnarClient client = ColumnarClient.connect(host)) {
                    use(client, allocator, wishes);
                }
            }
        }
    }

    private static void use(ColumnarClient client, BufferAllocator allocator, List<String> wishes)
            throws IOException {
        try (VectorSchemaRoot rows = VectorSchemaRoot.create(KEYED, allocator)) {
            BigIntVector ids = (BigIntVector) rows.getVector("id");
            VarCharVector names = (VarCharVector) rows.getVector("name");
            ids.setSafe(0, 1);
            names.setSafe(0, "Ada".getBytes(StandardCharsets.UTF_8));
            rows.setRowCount(1);
            System.out.println(
                    client.batchWrite(
                            rows,
                            ColumnarWriteOptions.keyedBy("id")
                                    .set(SetName.of("test", "people"))
                                    .build()));
        }
        try (ColumnarBatch batch = client.batchRead(PEOPLE, new long[] {1, 2}, NAMES)) {
            System.out.println(TablePrinter.DEFAULT.format(batch));
        }
        ReadOptions options = ReadOptions.builder().allocator(allocator).build();
        try (ColumnarBatch batch =
                client.batchRead(BatchKeys.of(PEOPLE, new long[] {1, 2}), NAMES, options)) {
            System.out.println(TablePrinter.DEFAULT.format(batch));
            if (wishes.contains("ipc")) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ArrowStreamWriter writer =
                        new ArrowStreamWriter(batch.root(), null, Channels.newChannel(bytes))) {
                    writer.writeBatch();
                }
                System.out.println("IPC of " + batch.rowCount() + " rows");
            }
        }
    }
}
