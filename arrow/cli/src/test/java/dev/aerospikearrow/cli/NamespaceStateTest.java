package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceStateTest {
    private static Map<String, String> node(
            String stopsWrites, String usedBytes, String availablePercent, String nsupPeriod) {
        return Map.of(
                "stop_writes",
                stopsWrites,
                "index_used_bytes",
                "64",
                "data_total_bytes",
                "4000",
                "data_used_bytes",
                usedBytes,
                "data_avail_pct",
                availablePercent,
                "default-ttl",
                "0",
                "nsup-period",
                nsupPeriod,
                "storage-engine",
                "device");
    }

    @Test
    void roomIsThatOfAllNodesAndSettingsInWhichTheyDifferAreNamed() {
        NamespaceState state =
                new NamespaceState(
                        List.of(
                                node("false", "1000", "70", "10"),
                                node("true", "3000", "4", "120")));
        assertEquals(
                List.of(
                        "storage: device, 4.0 kB of 8.0 kB (50.0%) used, indexes 128 bytes, 4%"
                                + " available",
                        "expiry: never by default, removed every 10 s",
                        "WRITES ARE REFUSED by 1 node: stop-writes",
                        "nodes differ in nsup-period; this is the first one's"),
                state.lines());
    }
}
