package dev.aerospikearrow.examples.guides;

import static dev.aerospikearrow.expression.Expressions.hllBin;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.TablePrinter;
import dev.aerospikearrow.columnar.ValuePath;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.HllExpression;
import dev.aerospikearrow.operation.HllOperation;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** docs/docs/guides/paths.md. */
final class PathsGuide {
    private PathsGuide() {}

    static void data(AerospikeClient client) {
        Map<String, Object> statistics = Map.of("trips", 12, "ratings", List.of(4.5, 5.0, 3.5));
        client.put(
                Key.of("test", "drivers", 1),
                Bin.of("features", Map.of("driver_stats", statistics)),
                Bin.of("city", "Ulm"));
        client.put(
                Key.of("test", "drivers", 2),
                Bin.of("features", Map.of("driver_stats", Map.of("trips", 3))),
                Bin.of("city", "Bern"));
    }

    static void sketches(AerospikeClient client) {
        HllOperation riders = HllOperation.on("riders");
        client.operate(Key.of("test", "drivers", 1), riders.add(List.of("Ann", "Bob", "Eve"), 12));
        client.operate(Key.of("test", "drivers", 2), riders.add(List.of("Ann"), 12));
    }

    // begin field
    static Field field(String name, ArrowType type, String path) {
        Map<String, String> metadata = Map.of(FieldMetadata.PATH, path);
        return new Field(name, new FieldType(true, type, null, metadata), List.of());
    }

    // end field

    static void read(ColumnarClient client) {
        ArrowType int64 = new ArrowType.Int(64, true);
        ArrowType float64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        // begin read
        Field trips = field("trips", int64, "features.driver_stats.trips");
        Field rating = field("last_rating", float64, "features.driver_stats.ratings[-1]");
        Field city = Field.nullable("city", ArrowType.Utf8.INSTANCE);
        Schema schema = new Schema(List.of(trips, rating, city));

        long[] drivers = {1, 2, 3};
        try (ColumnarBatch batch =
                client.batchRead(SetName.of("test", "drivers"), drivers, schema)) {
            System.out.println(TablePrinter.DEFAULT.format(batch));
        }
        // end read
    }

    static void text() {
        // begin text
        System.out.println(ValuePath.bin("features").key("driver.stats").key(12).index(0));
        // end text
    }

    static void computed(ColumnarClient client) {
        sketches(client.client());
        ArrowType int64 = new ArrowType.Int(64, true);
        // begin computed
        Expression count = HllExpression.of(hllBin("riders")).getCount();
        Map<String, String> metadata = Map.of(FieldMetadata.EXPRESSION, count.toBase64());
        Field riders = new Field("riders", new FieldType(true, int64, null, metadata), List.of());
        Field city = Field.nullable("city", ArrowType.Utf8.INSTANCE);

        long[] drivers = {1, 2, 3};
        Schema schema = new Schema(List.of(city, riders));
        try (ColumnarBatch batch =
                client.batchRead(SetName.of("test", "drivers"), drivers, schema)) {
            System.out.println(TablePrinter.DEFAULT.format(batch));
        }
        // end computed
    }
}
