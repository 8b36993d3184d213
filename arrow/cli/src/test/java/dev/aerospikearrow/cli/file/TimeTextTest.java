package dev.aerospikearrow.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Times come back from their texts as they were, or have no text. */
final class TimeTextTest {
    private static Stream<ArrowType> types() {
        List<ArrowType> types = new ArrayList<>();
        for (TimeUnit unit : TimeUnit.values()) {
            types.add(new ArrowType.Timestamp(unit, null));
            types.add(new ArrowType.Timestamp(unit, "UTC"));
            types.add(new ArrowType.Duration(unit));
        }
        types.add(new ArrowType.Time(TimeUnit.SECOND, 32));
        types.add(new ArrowType.Time(TimeUnit.MILLISECOND, 32));
        types.add(new ArrowType.Time(TimeUnit.MICROSECOND, 64));
        types.add(new ArrowType.Time(TimeUnit.NANOSECOND, 64));
        types.add(new ArrowType.Date(DateUnit.DAY));
        types.add(new ArrowType.Date(DateUnit.MILLISECOND));
        return types.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTextIsReadAsTheNumberItWas(ArrowType type) {
        Random random = new Random(7);
        List<Long> numbers =
                new ArrayList<>(List.of(0L, 1L, -1L, 86_399L, Long.MIN_VALUE, Long.MAX_VALUE));
        for (int i = 0; i < 2_000; i++) {
            numbers.add(random.nextLong() >> random.nextInt(Long.SIZE));
        }
        for (long number : numbers) {
            String text;
            try {
                text = TimeText.format(number, type);
            } catch (DateTimeException e) {
                continue; // No text: it is refused.
            }
            assertEquals(number, TimeText.parse(text, type), text);
        }
    }

    @Test
    void whatIsFinerThanTheUnitIsRefused() {
        ArrowType seconds = new ArrowType.Timestamp(TimeUnit.SECOND, null);
        assertThrows(
                DateTimeException.class, () -> TimeText.parse("2024-01-05T10:11:12.5", seconds));
        assertEquals(
                1_704_449_472, TimeText.parse("2024-01-05 10:11:12", seconds), "spaces are read");
    }

    @Test
    void aTimeOfDayInADateIsKept() {
        assertEquals(
                "1970-01-01T00:00:00.042",
                TimeText.format(42, new ArrowType.Date(DateUnit.MILLISECOND)));
    }
}
