package dev.aerospikearrow.client.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTimesTest {
    @ParameterizedTest
    @CsvSource({
        // first pause, retry, pause before it, in milliseconds
        "10, 1, 10",
        "10, 2, 20",
        "10, 7, 640",
        "10, 8, 1000",
        "10, 1000, 1000",
        "0, 5, 0",
        "999, 2, 1000",
        "1000, 2, 1000",
        "1500, 1, 1500",
        "1500, 9, 1500",
        // So long that doubling would overflow.
        "86400000, 30, 86400000",
    })
    void pausesDoubleUpToASecondOrStayAsLongAsTheFirst(
            long firstMillis, int retry, long expectedMillis) {
        CallTimes times =
                new CallTimes(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        5,
                        TimeUnit.MILLISECONDS.toNanos(firstMillis));

        assertEquals(TimeUnit.MILLISECONDS.toNanos(expectedMillis), times.sleepBefore(retry));
    }
}
