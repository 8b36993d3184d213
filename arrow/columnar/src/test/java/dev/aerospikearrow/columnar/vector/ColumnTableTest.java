package dev.aerospikearrow.columnar.vector;

import static dev.aerospikearrow.columnar.vector.Conversion.COERCE;
import static dev.aerospikearrow.columnar.vector.Conversion.EXACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One value into a column of each kind: what becomes of it, and what the vector holds then. */
class ColumnTableTest {
    private static final ArrowType INT8 = new ArrowType.Int(8, true);
    private static final ArrowType UINT8 = new ArrowType.Int(8, false);
    private static final ArrowType INT64 = new ArrowType.Int(64, true);
    private static final ArrowType FLOAT32 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
    private static final ArrowType FLOAT64 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    private static final ArrowType DECIMAL = new ArrowType.Decimal(4, 1, 128);
    private static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;
    private static final ArrowType TWO_BYTES = new ArrowType.FixedSizeBinary(2);

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeftInTheAllocator() {
        allocator.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                arguments(INT8, EXACT, 127L, Fit.EXACT, "127"),
                arguments(INT8, EXACT, 128L, Fit.OUT_OF_RANGE, "null"),
                arguments(INT8, COERCE, 128L, Fit.OUT_OF_RANGE, "null"),
                arguments(UINT8, EXACT, -1L, Fit.OUT_OF_RANGE, "null"),
                arguments(INT64, EXACT, Long.MIN_VALUE, Fit.EXACT, "-9223372036854775808"),
                arguments(INT64, EXACT, "12", Fit.WRONG_TYPE, "null"),
                arguments(INT64, COERCE, "12", Fit.COERCED, "12"),
                arguments(INT64, EXACT, 2.0, Fit.WRONG_TYPE, "null"),
                arguments(INT64, COERCE, 2.0, Fit.COERCED, "2"),
                arguments(INT64, EXACT, true, Fit.EXACT, "1"),
                arguments(ArrowType.Bool.INSTANCE, EXACT, 1L, Fit.EXACT, "true"),
                arguments(ArrowType.Bool.INSTANCE, EXACT, 2L, Fit.OUT_OF_RANGE, "null"),
                arguments(FLOAT64, EXACT, (1L << 53) + 1, Fit.INEXACT, "null"),
                arguments(FLOAT64, EXACT, 1L << 53, Fit.EXACT, "9.007199254740992E15"),
                arguments(FLOAT32, EXACT, 0.5, Fit.EXACT, "0.5"),
                arguments(FLOAT32, EXACT, 0.1, Fit.EXACT, "0.1"),
                arguments(FLOAT32, EXACT, 1e300, Fit.OUT_OF_RANGE, "null"),
                arguments(FLOAT32, EXACT, (1L << 24) + 1, Fit.INEXACT, "null"),
                arguments(DECIMAL, EXACT, 999L, Fit.EXACT, "999.0"),
                arguments(DECIMAL, EXACT, 1000L, Fit.OUT_OF_RANGE, "null"),
                arguments(new ArrowType.Date(DateUnit.DAY), EXACT, 3L, Fit.EXACT, "3"),
                arguments(
                        new ArrowType.Timestamp(TimeUnit.MILLISECOND, null),
                        EXACT,
                        1L,
                        Fit.EXACT,
                        "1970-01-01T00:00:00.001"),
                arguments(UTF8, EXACT, "Zürich", Fit.EXACT, "Zürich"),
                arguments(UTF8, EXACT, 7L, Fit.WRONG_TYPE, "null"),
                arguments(UTF8, COERCE, 7L, Fit.COERCED, "7"),
                arguments(ArrowType.Utf8View.INSTANCE, EXACT, "a".repeat(20), Fit.EXACT, null),
                arguments(TWO_BYTES, EXACT, new byte[3], Fit.WRONG_LENGTH, "null"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aValueFitsAsTheTableSays(
            ArrowType type, Conversion conversion, Object value, Fit fit, String held) {
        Field field = Field.nullable("x", type);
        WireBuffer particle = new WireBuffer();
        Particles.write(particle, value);
        try (Column column =
                        ColumnFactory.create(
                                field,
                                conversion,
                                3,
                                BufferSource.of(allocator),
                                MisfitListener.NONE);
                FieldVector vector = field.createVector(allocator)) {
            assertEquals(
                    fit,
                    column.write(
                            1, Particles.typeOf(value), particle.array(), 0, particle.length()));
            column.fill(3);
            column.moveTo(vector, 3);
            assertEquals(
                    held == null ? value : held,
                    String.valueOf(vector.getObject(1)),
                    () -> type + " " + value);
            assertEquals(List.of(true, true), List.of(vector.isNull(0), vector.isNull(2)));
            assertEquals(3, vector.getValueCount());
        }
    }
}
