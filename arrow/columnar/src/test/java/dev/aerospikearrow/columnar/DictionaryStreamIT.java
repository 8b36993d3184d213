package dev.aerospikearrow.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.testkit.TestCluster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Dictionaries of streams: each record batch comes with its own. */
class DictionaryStreamIT extends StreamTest {
    private static final int COUNT = 1_000;

    private static final Field WORD =
            new Field(
                    "word",
                    new FieldType(
                            true,
                            ArrowType.Utf8.INSTANCE,
                            new DictionaryEncoding(3, false, new ArrowType.Int(8, true))),
                    List.of());
    private static final Schema WORDS = new Schema(List.of(NUMBER, WORD));

    DictionaryStreamIT(TestCluster cluster) {
        super(cluster);
    }

    /** More different words than one dictionary can have, but fewer in each record batch. */
    private static String word(long number) {
        return "word " + number / 5;
    }

    private String words() {
        String set = cluster.uniqueSet();
        List<BatchWrite> writes = new ArrayList<>();
        for (long i = 0; i < COUNT; i++) {
            Key key = Key.of(namespace, set, i);
            writes.add(BatchWrite.put(key, Bin.of("number", i), Bin.of("word", word(i))));
        }
        maps.batchWrite(writes);
        return set;
    }

    /** Checks each word against its number. */
    private static Set<Long> checked(ArrowReader reader) throws Exception {
        Set<Long> numbers = new HashSet<>();
        while (reader.loadNextBatch()) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            BigIntVector number = (BigIntVector) root.getVector("number");
            BaseIntVector index = (BaseIntVector) root.getVector("word");
            for (int row = 0; row < root.getRowCount(); row++) {
                numbers.add(number.get(row));
                int at = (int) index.getValueAsLong(row);
                Object text = reader.lookup(3).getVector().getObject(at);
                assertEquals(word(number.get(row)), text.toString());
            }
        }
        return numbers;
    }

    @Test
    void aScanHasTheDictionaryOfTheRecordBatchThatIsLoaded() throws Exception {
        QuerySpec spec = QuerySpec.of(SetName.of(namespace, words()));
        try (ScanReader reader = columns.scan(spec, WORDS, options(70).build())) {
            assertEquals(COUNT, checked(reader).size());
        }
    }

    @Test
    void aStreamOfKeysHasTheDictionaryOfTheRecordBatchThatIsLoaded() throws Exception {
        String set = words();
        KeyStream keys =
                KeyStream.ofIntegers(
                        SetName.of(namespace, set), LongStream.range(0, COUNT).iterator());
        try (RecordBatchReader reader =
                columns.batchReadStream(keys, WORDS, options(300).build())) {
            assertEquals(COUNT, checked(reader).size());
        }
    }

    @Test
    void anIpcStreamReplacesTheDictionaryWithEachRecordBatch() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        QuerySpec spec = QuerySpec.of(SetName.of(namespace, words()));
        try (ScanReader reader = columns.scan(spec, WORDS, options(70).build());
                ArrowStreamWriter writer =
                        new ArrowStreamWriter(
                                reader.getVectorSchemaRoot(), reader, Channels.newChannel(bytes))) {
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
        }
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(bytes.toByteArray()), allocator)) {
            assertTrue(reader.getVectorSchemaRoot().getSchema().findField("word") != null);
            assertEquals(COUNT, checked(reader).size());
        }
    }

    @Test
    void aStreamThatIsClosedEarlyLeavesNothing() {
        QuerySpec spec = QuerySpec.of(SetName.of(namespace, words()));
        try (ScanReader reader = columns.scan(spec, WORDS, options(70).build())) {
            assertTrue(reader.loadNextBatch());
        }
        try (ScanReader reader = columns.scan(spec, WORDS, options(70).build())) {
            assertEquals(0, reader.progress().rows());
        }
    }
}
