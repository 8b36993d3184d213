package dev.aerospikearrow.benchmarks.suite.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.benchmarks.ClusterAddress;
import dev.aerospikearrow.benchmarks.rounds.Extent;
import dev.aerospikearrow.benchmarks.rounds.Participant;
import dev.aerospikearrow.benchmarks.rounds.Round;
import dev.aerospikearrow.benchmarks.suite.data.DataKeeper;
import dev.aerospikearrow.benchmarks.suite.data.Dataset;
import dev.aerospikearrow.benchmarks.suite.data.Dataset.UserKeys;
import dev.aerospikearrow.benchmarks.suite.data.RecordLayout;
import dev.aerospikearrow.benchmarks.suite.workload.Stage;
import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;
import dev.aerospikearrow.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BareClientTest {
    private static final int ROWS = 3_000;
    private static final Dataset DATA =
            Dataset.of("bare", UserKeys.integers(100), RecordLayout.mixed(), ROWS);
    private static final Extent CALLS = Extent.ofCalls(7);

    private static final EmbeddedServer SERVER = EmbeddedServer.start();
    private static final ClusterAddress HOSTS = ClusterAddress.plain("127.0.0.1:" + SERVER.port());

    @BeforeAll
    static void store() {
        try (DataKeeper keeper = new DataKeeper(Official.connect(HOSTS))) {
            keeper.store(DATA);
        }
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    static Stream<Work> works() {
        return Stream.of(
                batches(1, 1, 1),
                batches(10, 10, 1),
                batches(1, 200, 3),
                batches(1_000, 1_000, 1),
                new Work.Singles(Verb.GET, DATA, CALLS, 1),
                new Work.Query(DATA, CALLS),
                new Work.KeyStream(DATA, 7_000, CALLS));
    }

    private static Work batches(int least, int most, int inFlight) {
        return new Work.BatchRead(DATA, least, most, CALLS, inFlight, Stage.READ_SCORING);
    }

    private static Round round(ClientId id, Work work) throws Exception {
        BareClient client = BareClient.connect(id, HOSTS);
        try (Participant participant = client.participant(work).orElseThrow()) {
            participant.round();
            return participant.round();
        }
    }

    @ParameterizedTest
    @MethodSource("works")
    void everyReplyIsReadToItsEnd(Work work) throws Exception {
        Round round = round(ClientId.BARE_SYNC, work);
        assertTrue(round.operations() >= 7, "operations: " + round.operations());
        assertEquals(7, round.callNanos().length);
    }

    @Test
    void manyRequestsUnderWayAreCountedOnce() throws Exception {
        Work gets = new Work.Singles(Verb.GET, DATA, Extent.ofCalls(500), 50);
        assertEquals(500, round(ClientId.BARE_ASYNC, gets).operations());
        assertEquals(500, round(ClientId.BARE_ASYNC, gets).callNanos().length);
        Work batches = Work.BatchRead.ofKeys(DATA, 1_000, Extent.ofCalls(9), 2, Stage.RAW_READ);
        assertEquals(9_000, round(ClientId.BARE_ASYNC, batches).operations());
    }

    @Test
    void timedRoundEndsWhenWhatIsUnderWayHasEnded() throws Exception {
        Work gets = new Work.Singles(Verb.GET, DATA, Extent.ofTime(Duration.ofMillis(5)), 10);
        Round round = round(ClientId.BARE_ASYNC, gets);
        assertEquals(round.operations(), round.callNanos().length);
    }

    @Test
    void recordsThatAreNotThereAreNotMeasured() {
        Dataset missing = Dataset.of("bare_missing", UserKeys.integers(0), DATA.shape(), ROWS);
        for (Work work :
                List.of(
                        Work.BatchRead.ofKeys(missing, 10, CALLS, 1, Stage.RAW_READ),
                        new Work.Singles(Verb.GET, missing, CALLS, 1),
                        new Work.Query(missing, CALLS))) {
            assertThrows(Exception.class, () -> round(ClientId.BARE_SYNC, work), work.toString());
        }
    }

    @Test
    void clusterOfSeveralNodesIsRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                BareClient.connect(
                                        ClientId.BARE_SYNC, ClusterAddress.plain("a:3000,b:3000")));
        assertTrue(e.getMessage().contains("a:3000,b:3000"), e.getMessage());
    }
}
