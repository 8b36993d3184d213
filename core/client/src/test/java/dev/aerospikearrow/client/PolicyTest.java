package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.client.ClientConfig.AnnouncedAddress;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static void assertRefused(String expected, Runnable action) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void defaultsAreThePublishedConstants() {
        assertEquals(ReadPolicy.DEFAULT_TOTAL_TIMEOUT, ReadPolicy.DEFAULT.totalTimeout());
        assertEquals(ReadPolicy.DEFAULT_SOCKET_TIMEOUT, ReadPolicy.DEFAULT.socketTimeout());
        assertEquals(ReplicaPolicy.SEQUENCE, ReadPolicy.DEFAULT.replica());
        assertEquals(ReplicaPolicy.SEQUENCE, BatchPolicy.DEFAULT.replica());
        assertEquals(ReplicaPolicy.SEQUENCE, QueryPolicy.DEFAULT.replica());
        assertEquals(ReadMode.SESSION, ReadPolicy.DEFAULT.readMode());
        assertEquals(OptionalInt.empty(), WritePolicy.DEFAULT.maxRetries());
        assertEquals(
                CommandPolicy.DEFAULT_SLEEP_BETWEEN_RETRIES,
                WritePolicy.DEFAULT.sleepBetweenRetries());
        assertEquals(BatchPolicy.DEFAULT_REQUESTS_PER_NODE, BatchPolicy.DEFAULT.requestsPerNode());
        assertEquals(QueryPolicy.DEFAULT_RETRY_TIMEOUT, QueryPolicy.DEFAULT.retryTimeout());
        assertEquals(QueryPolicy.DEFAULT_PAUSE_TIMEOUT, QueryPolicy.DEFAULT.pauseTimeout());
        assertEquals(Optional.empty(), QueryPolicy.DEFAULT.filter());
    }

    @Test
    void aBuilderOfAPolicyKeepsWhatItDoesNotChange() {
        WritePolicy origin =
                WritePolicy.builder()
                        .totalTimeout(Duration.ofSeconds(9))
                        .mode(WriteMode.CREATE)
                        .sendKey(SendKey.WITH_USER_KEY)
                        .timeToLive(Duration.ofMinutes(5))
                        .onDoubt(OnDoubt.RETRY)
                        .filter(Expressions.literal(true))
                        .build();

        WritePolicy copy = origin.toBuilder().maxRetries(1).build();

        assertEquals(OptionalInt.of(1), copy.maxRetries());
        assertEquals(origin.totalTimeout(), copy.totalTimeout());
        assertEquals(origin.options(), copy.options());
        assertEquals(origin.onDoubt(), copy.onDoubt());
        assertEquals(origin.filter(), copy.filter());
    }

    @Test
    void aRackIsPreferredOnlyByAClientThatNamesOne() {
        ClientConfig.Builder config = ClientConfig.builder("localhost:3000");
        for (CommandPolicy policy :
                List.of(
                        ReadPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build(),
                        BatchPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build(),
                        QueryPolicy.builder().replica(ReplicaPolicy.PREFER_RACK).build())) {
            assertRefused(
                    policy.getClass().getSimpleName() + " prefers a rack",
                    () -> config.build().with(policy));
            config.racks(3, 1, 3).build().with(policy);
            config.racks();
        }
        assertRefused("from 0 on", () -> config.racks(-1));
        assertEquals(List.of(3, 1), config.racks(3, 1, 3).build().toBuilder().build().racks());
    }

    @Test
    void aHedgeHasAnotherCopyToAskAndTimeForIt() {
        Duration after = Duration.ofMillis(5);
        assertEquals(
                Optional.of(after),
                BatchPolicy.builder().hedgeAfter(after).build().toBuilder().build().hedgeAfter());
        assertEquals(Optional.empty(), ReadPolicy.DEFAULT.hedgeAfter());
        assertRefused("more than zero", () -> ReadPolicy.builder().hedgeAfter(Duration.ZERO));
        assertRefused(
                "MASTER",
                () -> ReadPolicy.builder().hedgeAfter(after).replica(ReplicaPolicy.MASTER).build());
        assertRefused(
                "never be reached",
                () -> ReadPolicy.builder().hedgeAfter(ReadPolicy.DEFAULT_SOCKET_TIMEOUT).build());
        assertRefused(
                "never be reached",
                () ->
                        BatchPolicy.builder()
                                .hedgeAfter(Duration.ofSeconds(1))
                                .totalTimeout(after)
                                .build());
    }

    @Test
    void aBuilderKeepsHowIsRead() {
        ReadPolicy read =
                ReadPolicy.builder()
                        .replica(ReplicaPolicy.ANY)
                        .readMode(ReadMode.LINEARIZE)
                        .build()
                        .toBuilder()
                        .build();
        assertEquals(ReplicaPolicy.ANY, read.replica());
        assertEquals(ReadMode.LINEARIZE, read.readMode());
    }

    @Test
    void aSocketTimeoutBeyondTheTotalIsRefused() {
        assertRefused(
                "longer than totalTimeout",
                () ->
                        ReadPolicy.builder()
                                .totalTimeout(Duration.ofMillis(10))
                                .socketTimeout(Duration.ofMillis(11))
                                .build());
    }

    @Test
    void aDefaultSocketTimeoutGivesWayToAShorterTotal() {
        BatchPolicy shorter = BatchPolicy.builder().totalTimeout(Duration.ofMillis(10)).build();
        assertEquals(Duration.ofMillis(10), shorter.socketTimeout());
        BatchPolicy longer = shorter.toBuilder().totalTimeout(Duration.ofMinutes(1)).build();
        assertEquals(BatchPolicy.DEFAULT_SOCKET_TIMEOUT, longer.socketTimeout());
        BatchPolicy unlimited = shorter.toBuilder().totalTimeout(Duration.ZERO).build();
        assertEquals(BatchPolicy.DEFAULT_SOCKET_TIMEOUT, unlimited.socketTimeout());
    }

    @Test
    void negativeNumbersAreRefused() {
        assertRefused("maxRetries", () -> BatchPolicy.builder().maxRetries(-1));
        assertRefused(
                "totalTimeout", () -> BatchPolicy.builder().totalTimeout(Duration.ofMillis(-1)));
        assertRefused("requestsPerNode", () -> BatchPolicy.builder().requestsPerNode(0));
        assertRefused(
                "pauseTimeout", () -> QueryPolicy.builder().pauseTimeout(Duration.ofDays(-1)));
    }

    @Test
    void contradictingWriteOptionsAreRefused() {
        assertRefused(
                "not checked",
                () -> WritePolicy.builder().generation(GenerationCheck.NONE, 5).build());
        assertRefused(
                "CREATE expects no record",
                () ->
                        WritePolicy.builder()
                                .mode(WriteMode.CREATE)
                                .generation(GenerationCheck.EQUAL, 5)
                                .build());
        assertRefused(
                "between 0 and 65535",
                () -> WritePolicy.builder().generation(GenerationCheck.EQUAL, 65_536).build());
    }

    @Test
    void aTimeToLiveOutsideOfWhatTheServerTakesIsRefused() {
        assertRefused("between 1 second", () -> TimeToLive.of(Duration.ofMillis(999)));
        assertRefused("between 1 second", () -> TimeToLive.of(Duration.ofDays(3651)));
        assertEquals(TimeToLive.of(Duration.ofDays(3650)), TimeToLive.of(TimeToLive.MAXIMUM));
    }

    @Test
    void seedsAreReadWithAndWithoutPorts() {
        assertEquals(
                List.of(
                        new Host("a.example", 3000),
                        new Host("10.0.0.7", 4000),
                        new Host("::1", 5)),
                Host.parseList("a.example, 10.0.0.7:4000,[::1]:5"));
        assertEquals(
                List.of(
                        new Host("10.0.0.7", Optional.of("db.example"), 4333),
                        new Host("::1", Optional.of("tls1"), 5)),
                Host.parseList("10.0.0.7:db.example:4333,[::1]:tls1:5"));
        Host.parseList("a,a:1,a:b:2,[::1]:3,[::1]:b:4")
                .forEach(host -> assertEquals(List.of(host), Host.parseList(host.toString())));
        assertRefused("name:port", () -> Host.parseList("a:b:c:4"));
        assertRefused("name:port", () -> Host.parseList("[::1]b:4"));
        assertRefused("name:port", () -> Host.parseList("[::1]4"));
        assertRefused("TLS name", () -> Host.parseList("a::4"));
        assertRefused("name:port", () -> Host.parseList("a:b"));
        assertRefused("list of hosts", () -> Host.parseList(" , "));
        assertRefused("1 to 65535", () -> Host.parseList("a:70000"));
    }

    @Test
    void aTlsNameWithoutTlsIsRefused() {
        assertRefused("Set tls", () -> ClientConfig.builder("a:b:3000").build());
        assertRefused(
                "Set tls",
                () ->
                        ClientConfig.builder("a")
                                .addressMap(
                                        Map.of(
                                                new Host("b", 1),
                                                new Host("c", Optional.of("d"), 2)))
                                .build());
        assertRefused(
                "is host:port, but found b:d:1",
                () ->
                        ClientConfig.builder("a")
                                .addressMap(
                                        Map.of(
                                                new Host("b", Optional.of("d"), 1),
                                                new Host("c", 2))));
    }

    @Test
    void aChangedConfigurationKeepsAllElse() {
        Executor executor = Runnable::run;
        ClientConfig config =
                ClientConfig.builder("a:b:1")
                        .tls(TlsSettings.DEFAULT)
                        .announcedAddress(AnnouncedAddress.ALTERNATE)
                        .addressMap(Map.of(new Host("a", 1), new Host("b", 2)))
                        .completionExecutor(executor)
                        .closeTimeout(Duration.ofSeconds(9))
                        .build();

        ClientConfig changed = config.with(ReadPolicy.DEFAULT);

        assertEquals(config.tls(), changed.tls());
        assertEquals(config.announcedAddress(), changed.announcedAddress());
        assertEquals(config.addressMap(), changed.addressMap());
        assertEquals(config.completionExecutor(), changed.completionExecutor());
        assertEquals(config.closeTimeout(), changed.closeTimeout());
    }

    @Test
    void contradictingConfigurationIsRefused() {
        assertRefused(
                "pipelinedConnectionsPerNode",
                () ->
                        ClientConfig.builder("localhost")
                                .maxConnectionsPerNode(1)
                                .pipelinedConnectionsPerNode(2)
                                .build());
        assertRefused("frameLimit", () -> ClientConfig.builder("localhost").frameLimit(12));
        assertRefused("asyncLoops", () -> ClientConfig.builder("localhost").asyncLoops(0));
    }
}
