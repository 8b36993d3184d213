package dev.aerospikearrow.examples.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/** Average delay by airport of origin, computed from the vectors. */
final class DelayByOrigin {
    /** Airports with fewer flights say little about delays. */
    private static final int MIN_FLIGHTS = 1_000;

    /**
     * One airport.
     *
     * @param origin its code
     * @param flights how many flights left it
     * @param averageDelayMinutes their average delay
     */
    record Airport(String origin, long flights, double averageDelayMinutes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "  %s  %6.2f min  %,7d flights",
                    origin,
                    averageDelayMinutes,
                    flights);
        }
    }

    private static final class Sum {
        long flights;
        long delayMinutes;
    }

    private DelayByOrigin() {}

    /** The {@code count} airports of at least 1,000 flights with the longest average delay. */
    static List<Airport> worst(int count, VarCharVector origin, IntVector delayMinutes) {
        Map<ArrowBufPointer, Sum> sums = new HashMap<>();
        ArrowBufPointer code = new ArrowBufPointer();
        for (int row = 0; row < origin.getValueCount(); row++) {
            if (origin.isNull(row) || delayMinutes.isNull(row)) {
                continue;
            }
            origin.getDataPointer(row, code);
            Sum sum = sums.get(code);
            if (sum == null) {
                sum = new Sum();
                sums.put(code, sum);
                code = new ArrowBufPointer();
            }
            sum.flights++;
            sum.delayMinutes += delayMinutes.get(row);
        }
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue().flights >= MIN_FLIGHTS)
                .map(entry -> airport(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Airport::averageDelayMinutes).reversed())
                .limit(count)
                .toList();
    }

    private static Airport airport(ArrowBufPointer code, Sum sum) {
        byte[] bytes = new byte[(int) code.getLength()];
        code.getBuf().getBytes(code.getOffset(), bytes);
        return new Airport(
                new String(bytes, StandardCharsets.UTF_8),
                sum.flights,
                (double) sum.delayMinutes / sum.flights);
    }
}
