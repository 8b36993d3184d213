package dev.aerospikearrow.server.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import dev.aerospikearrow.server.info.InfoProtocol;
import dev.aerospikearrow.server.store.ServerTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a real server answered, this one answers: recorded requests are played to a node that holds
 * the records of the recording. Answers are equal byte for byte, but for the order of a batch's
 * rows.
 */
class GoldenExchangeTest {
    /** When the recording with a ttl of one day was made, by the void time that it got. */
    private static final Instant RECORDED_AT =
            Instant.ofEpochSecond(ServerTime.EPOCH_2010_SECONDS + 533_226_719L - 86_400);

    private final RecordedServer server = new RecordedServer(RECORDED_AT);

    private void replay(String... names) {
        for (String name : names) {
            List<RecordedExchange> exchanges = RecordedExchange.load(name);
            exchanges.forEach(exchange -> assertAnswered(name, exchange));
        }
    }

    private void assertAnswered(String name, RecordedExchange exchange) {
        assertEquals(
                Replies.describe(exchange.response()),
                Replies.describe(server.answer(exchange.request())),
                name);
    }

    @Test
    void aRecordOfAllTypesIsStoredAndReadBack() {
        replay("put-all-types", "get-all-bins", "get-two-bins", "get-header", "exists");
        replay("put-special-doubles", "batch-read-all-types");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error-exists",
                "error-filtered-out",
                "error-generation",
                "error-type",
                "error-bin-name",
                "error-malformed",
                "error-namespace",
                "get-not-found"
            })
    void refusalsCarryTheRecordedCode(String name) {
        replay("put-all-types", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put-special-doubles",
                "put-blob-key",
                "put-ttl",
                "operate",
                "delete-bin",
                "touch-delete",
                "error-batch-namespace"
            })
    void whatNeedsNoEarlierRecordsIsAnsweredAsRecorded(String name) {
        replay(name);
    }

    @Test
    void aRecordIsReadByItsIntegerKey() {
        replay("put-int-key", "get-int-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch-read-bins",
                "batch-read-reordered",
                "batch-read-header",
                "batch-exists",
                "batch-read-filter"
            })
    void batchReadsOfTheSameTwelveKeysAreAnsweredAsRecorded(String name) {
        server.storeWhatWasRead(RecordedExchange.load("batch-read-all-bins").get(0));
        replay("batch-read-all-bins", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-read-2000", "batch-read-mixed"})
    void batchReadsFindWhatTheyFound(String name) {
        List<RecordedExchange> exchanges = RecordedExchange.load(name);
        // A recording may begin with a put of its own; the batch is the last exchange.
        server.storeWhatWasRead(exchanges.get(exchanges.size() - 1));
        assertAnswered(name, exchanges.get(exchanges.size() - 1));
    }

    @Test
    void batchWritesAndDeletesAreAnsweredAsRecorded() {
        replay("batch-write", "batch-write-errors", "batch-delete");
    }

    @Test
    void aClientsFirstContactIsAnsweredAsRecorded() {
        for (RecordedExchange exchange : RecordedExchange.load("info-connect")) {
            // The recording is a little older, and of a server that can do more.
            String expected =
                    text(exchange.response())
                            .replaceFirst("build\t[^\n]*", "build\t" + InfoProtocol.BUILD)
                            .replaceFirst(";udf\n", "\n");
            assertEquals(expected, text(server.answer(exchange.request())));
        }
    }

    private static String text(byte[] frame) {
        assertEquals(
                frame.length - FrameDescriptor.HEADER_LENGTH,
                FrameDescriptor.bodyLength(Bytes.getLong(frame, 0)));
        return new String(
                frame,
                FrameDescriptor.HEADER_LENGTH,
                frame.length - FrameDescriptor.HEADER_LENGTH,
                StandardCharsets.UTF_8);
    }
}
