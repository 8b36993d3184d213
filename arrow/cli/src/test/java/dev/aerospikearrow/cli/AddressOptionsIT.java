package dev.aerospikearrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.server.EmbeddedCluster;
import dev.aerospikearrow.server.fault.FaultPlan;
import org.junit.jupiter.api.Test;

/** Where nodes are, and which of them are read. */
final class AddressOptionsIT {
    private static final int RECORDS = 50;

    private static CommandRun lookup(EmbeddedCluster cluster) {
        return CommandRun.of(
                "lookup",
                "--hosts",
                cluster.hosts().get(0),
                "--retry-for",
                "5",
                "--prefer-racks",
                "7,2",
                "test.racks",
                "1",
                "2",
                "3",
                "-c",
                "i:Int32");
    }

    @Test
    void nodesInTheRacksThatArePreferredAreRead() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodes(2).racks(1, 2).start()) {
            try (AerospikeClient client = AerospikeClient.connect(cluster.hosts().get(0))) {
                for (int i = 0; i < RECORDS; i++) {
                    client.put(Key.of("test", "racks", i), Bin.of("i", i));
                }
            }
            FaultPlan refusing =
                    FaultPlan.none().refuse(ResultCode.PARAMETER.code(), Integer.MAX_VALUE);
            cluster.node(0).setFaults(refusing);
            CommandRun inRack = lookup(cluster);
            assertEquals(0, inRack.status(), inRack.errors());
            cluster.node(0).setFaults(FaultPlan.none());
            cluster.node(1).setFaults(refusing);
            CommandRun elsewhere = lookup(cluster);
            assertTrue(elsewhere.status() != 0, elsewhere.out());
        }
    }

    @Test
    void aRackThatIsNoneIsRefused() {
        CommandRun run = CommandRun.of("info", "--prefer-racks", "-1");
        assertTrue(run.errors().contains("A rack is a number from 0 on"), run.errors());
    }

    @Test
    void alternateAddressesAreUsed() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder()
                        .nodes(2)
                        .announcedHost("nowhere.invalid")
                        .alternateHost("127.0.0.1")
                        .start()) {
            CommandRun run =
                    CommandRun.of(
                            "info", "--hosts", cluster.hosts().get(0), "--services-alternate");
            assertEquals(0, run.status(), run.errors());
            assertTrue(run.out().contains(String.valueOf(cluster.node(1).port())), run.out());
        }
    }
}
