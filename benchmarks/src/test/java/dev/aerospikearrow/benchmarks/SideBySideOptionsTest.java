package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideBySideOptionsTest {
    @Test
    void withoutArgumentsEverythingIsComparedWithTheOfficialClient() {
        SideBySideOptions options = SideBySideOptions.parse();
        assertEquals(SideBySideOptions.ALL_WORKS, options.works());
        assertEquals(List.of(Client.COLUMNAR, Client.MAPS, Client.OFFICIAL), options.clients());
    }

    @Test
    void argumentsChooseWorkClientsAndRounds() {
        SideBySideOptions options =
                SideBySideOptions.parse(
                        "--only",
                        "async",
                        "--clients",
                        "maps-spread,official",
                        "--rounds",
                        "3",
                        "--warm-up-rounds",
                        "0",
                        "--round-millis",
                        "20");
        assertEquals(2, options.works().size());
        assertEquals(List.of(Client.MAPS_SPREAD, Client.OFFICIAL), options.clients());
        assertEquals(3, options.rounds());
        assertEquals(0, options.warmUpRounds());
        assertEquals(Duration.ofMillis(20), options.roundTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only nothing", "--clients redis", "--rounds 0", "--rounds", "--x 1"})
    void wrongArgumentsAreRefusedByName(String arguments) {
        String[] parts = arguments.split(" ");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SideBySideOptions.parse(parts));
        String named = parts[0].equals("--rounds") || parts[0].equals("--x") ? parts[0] : parts[1];
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }
}
