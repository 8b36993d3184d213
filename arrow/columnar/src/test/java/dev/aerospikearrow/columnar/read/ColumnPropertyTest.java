package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.columnar.read.RandomColumns.Misfits;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any schema, any records: the columns hold what the map API says, by the rules of the model. */
public class ColumnPropertyTest extends DecodingTest {
    private static final int SEEDS = Integer.getInteger("columns.seeds", 300);

    static Stream<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void columnsEqualWhatTheModelMakesOfTheMaps(int seed) {
        Random random = new Random(seed);
        OnMismatch policy = OnMismatch.values()[seed % OnMismatch.values().length];
        RandomColumns columns =
                new RandomColumns(random, seed % 4 == 0 ? Misfits.NONE : Misfits.ALL);
        Schema schema = columns.schema();
        int rowCount = random.nextInt(70);
        BatchReply reply = new BatchReply().rowsPerFrame(1 + random.nextInt(20));
        List<@Nullable Map<String, Object>> records = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            if (random.nextInt(10) == 0) {
                records.add(null);
                reply.failed(row, 2);
            } else {
                Map<String, Object> bins = columns.bins(schema);
                records.add(asReadBack(bins));
                reply.found(row, bins);
            }
        }
        if (random.nextBoolean()) {
            reply.shuffled(random);
        }
        check(
                schema,
                policy,
                records,
                () -> read(keys(rowCount), schema, onMismatch(policy), reply));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void columnsSurviveArrowsStreamFormat(int seed) throws IOException {
        Random random = new Random(seed);
        RandomColumns columns = new RandomColumns(random, Misfits.ALL);
        Schema schema = columns.schema();
        int rowCount = random.nextInt(70);
        BatchReply reply = new BatchReply();
        for (int row = 0; row < rowCount; row++) {
            reply.found(row, columns.bins(schema));
        }
        ReadOptions options = onMismatch(OnMismatch.NULL);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ColumnarBatch batch = read(keys(rowCount), schema, options, reply.shuffled(random))) {
            try (ArrowStreamWriter writer = new ArrowStreamWriter(batch.root(), null, stream)) {
                writer.writeBatch();
            }
            try (ArrowStreamReader reader =
                    new ArrowStreamReader(
                            new ByteArrayInputStream(stream.toByteArray()), allocator)) {
                assertTrue(reader.loadNextBatch());
                VectorSchemaRoot copy = reader.getVectorSchemaRoot();
                assertEquals(batch.schema(), copy.getSchema());
                for (int i = 0; i < schema.getFields().size(); i++) {
                    for (int row = 0; row < rowCount; row++) {
                        assertEquals(
                                VectorValues.at(batch.root().getVector(i), row),
                                VectorValues.at(copy.getVector(i), row));
                    }
                }
            }
        }
    }

    /** A read that may fail. */
    public interface Read {
        ColumnarBatch run();
    }

    /** Checks that a read returns what the model says, or fails as it says. */
    public static void check(
            Schema schema,
            OnMismatch policy,
            List<@Nullable Map<String, Object>> records,
            Read read) {
        List<Field> fields = schema.getFields();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        List<ColumnModel> models = new ArrayList<>();
        for (Field field : fields) {
            ColumnModel model = new ColumnModel(policy);
            List<@Nullable Object> cells = new ArrayList<>();
            for (Map<String, Object> bins : records) {
                cells.add(bins == null ? null : model.cell(field, bins.get(field.getName())));
            }
            models.add(model);
            expected.add(cells);
        }
        long misfits = models.stream().mapToLong(ColumnModel::nullCount).sum();
        if (policy == OnMismatch.FAIL && misfits > 0) {
            TypeMismatchException e = assertThrows(TypeMismatchException.class, read::run);
            assertTrue(e.mismatch().row() < records.size());
            return;
        }
        try (ColumnarBatch batch = read.run()) {
            assertEquals(schema, batch.root().getSchema());
            assertEquals(records.size(), batch.rowCount());
            for (int i = 0; i < fields.size(); i++) {
                for (int row = 0; row < records.size(); row++) {
                    assertEquals(
                            expected.get(i).get(row),
                            VectorValues.at(batch.root().getVector(i), row),
                            fields.get(i) + " row " + row);
                }
                MismatchReport report = batch.mismatches().get(i);
                assertEquals(models.get(i).nullCount(), report.nullCount(), fields.get(i) + "");
                assertEquals(models.get(i).coercedCount(), report.coercedCount());
                assertEquals(report.count() > 0, report.first().isPresent());
            }
        }
    }

    /** What the map API makes of bins that were written. */
    private static Map<String, Object> asReadBack(Map<String, Object> bins) {
        Map<String, Object> read = new LinkedHashMap<>();
        bins.forEach(
                (name, value) -> {
                    WireBuffer bytes = new WireBuffer();
                    Particles.write(bytes, value);
                    int type = Particles.typeOf(value);
                    read.put(name, Particles.read(type, bytes.array(), 0, bytes.length()));
                });
        return read;
    }
}
