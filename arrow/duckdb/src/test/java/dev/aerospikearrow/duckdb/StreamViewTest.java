package dev.aerospikearrow.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.duckdb.stream.Readers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that come from elsewhere, with types and values that no set has. */
class StreamViewTest {
    private static final ArrowType MONTHS = new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);
    private static final ArrowType MICROS = new ArrowType.Time(TimeUnit.MICROSECOND, 64);

    private final BufferAllocator allocator = new RootAllocator();
    private final Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");

    StreamViewTest() throws SQLException {}

    @AfterEach
    void nothingIsLeft() throws SQLException {
        duckdb.close();
        allocator.close();
    }

    /** A stream of one record batch with one column. */
    private ArrowReader reader(ArrowType type, int rowCount, Consumer<FieldVector> fill) {
        return new ArrowReader(allocator) {
            private boolean handedOut;

            @Override
            public boolean loadNextBatch() {
                if (handedOut) {
                    return false;
                }
                handedOut = true;
                VectorSchemaRoot root = Readers.root(this);
                fill.accept(root.getVector(0));
                root.setRowCount(rowCount);
                return true;
            }

            @Override
            protected Schema readSchema() {
                return new Schema(List.of(Field.nullable("x", type)));
            }

            @Override
            public long bytesRead() {
                return 0;
            }

            @Override
            protected void closeReadSource() {}
        };
    }

    private String text(ArrowReader rows) throws SQLException {
        try (StreamView view = StreamView.create(Sql.duckDb(duckdb), "v", rows);
                Statement statement = duckdb.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT string_agg(x::VARCHAR, ', ') FROM " + view.name())) {
            result.next();
            return result.getString(1);
        }
    }

    private void assertOutside(long value, ArrowReader rows) throws SQLException {
        SQLException e = assertThrows(SQLException.class, () -> text(rows));
        assertTrue(e.getMessage().contains("Field x holds " + value + " at row 1"), e.getMessage());
        assertEquals(
                "24:00:00",
                text(reader(MICROS, 1, v -> ((TimeMicroVector) v).setSafe(0, 86_400_000_000L))),
                "the database is alive");
    }

    @Test
    void timeOfDayFromMidnightToMidnightIsKept() throws SQLException {
        assertEquals(
                "00:00:00, 24:00:00",
                text(
                        reader(
                                MICROS,
                                2,
                                vector -> {
                                    ((TimeMicroVector) vector).setSafe(0, 0);
                                    ((TimeMicroVector) vector).setSafe(1, 86_400_000_000L);
                                })));
    }

    @Test
    void timeOfDayThatIsNoneIsRefused() throws SQLException {
        for (long none : new long[] {-1, 86_400_000_001L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertOutside(
                    none,
                    reader(
                            MICROS,
                            2,
                            vector -> {
                                ((TimeMicroVector) vector).setSafe(0, 5);
                                ((TimeMicroVector) vector).setSafe(1, none);
                            }));
        }
    }

    @Test
    void nanosecondsOfAnIntervalAreNotCutOff() throws SQLException {
        assertEquals(
                "1 month 2 days 00:00:00.000001",
                text(
                        reader(
                                MONTHS,
                                1,
                                v -> ((IntervalMonthDayNanoVector) v).setSafe(0, 1, 2, 1_000))));
        assertOutside(
                1_001,
                reader(
                        MONTHS,
                        2,
                        vector -> {
                            ((IntervalMonthDayNanoVector) vector).setSafe(0, 1, 2, 1_000);
                            ((IntervalMonthDayNanoVector) vector).setSafe(1, 1, 2, 1_001);
                        }));
    }

    @Test
    void intervalOfDaysAndMillisecondsIsRefusedBecauseDuckDbMisreadsIt() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                text(
                                        reader(
                                                new ArrowType.Interval(IntervalUnit.DAY_TIME),
                                                0,
                                                vector -> {})));
        assertTrue(e.getMessage().contains("Give it as a Duration"), e.getMessage());
    }
}
