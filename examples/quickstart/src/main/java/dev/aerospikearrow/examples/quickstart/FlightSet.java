package dev.aerospikearrow.examples.quickstart;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.BatchRow;
import dev.aerospikearrow.client.BatchWrite;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.examples.quickstart.FlightFile.Flight;
import java.util.List;
import java.util.function.IntConsumer;

/** The set of flights. */
final class FlightSet {
    static final SetName NAME = SetName.of("test", "flights");

    private static final int RECORDS_PER_WRITE = 2_000;

    private FlightSet() {}

    static Key key(long id) {
        return Key.of(NAME.namespace(), NAME.name(), id);
    }

    /**
     * Writes all flights.
     *
     * @param listener is told after each batch how many there are in it
     */
    static void write(AerospikeClient client, List<Flight> flights, IntConsumer listener) {
        for (int from = 0; from < flights.size(); from += RECORDS_PER_WRITE) {
            List<Flight> some =
                    flights.subList(from, Math.min(from + RECORDS_PER_WRITE, flights.size()));
            for (BatchRow row : client.batchWrite(some.stream().map(FlightSet::put).toList())) {
                if (!row.isOk()) {
                    throw new IllegalStateException("A flight could not be written: " + row);
                }
            }
            listener.accept(some.size());
        }
    }

    private static BatchWrite put(Flight flight) {
        return BatchWrite.put(
                key(flight.id()),
                Bin.of("departure", flight.departureMicros()),
                Bin.of("delay", flight.delayMinutes()),
                Bin.of("distance", flight.distanceMiles()),
                Bin.of("origin", flight.origin()),
                Bin.of("destination", flight.destination()));
    }
}
