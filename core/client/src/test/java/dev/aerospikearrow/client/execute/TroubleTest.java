package dev.aerospikearrow.client.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.client.BrokenReplyException;
import dev.aerospikearrow.client.ConnectionException;
import dev.aerospikearrow.client.ReplyTooLargeException;
import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.cluster.FixedCluster;
import dev.aerospikearrow.client.execute.Trouble.NoReply;
import dev.aerospikearrow.client.execute.Trouble.Refusal;
import dev.aerospikearrow.client.transport.Endpoint;
import dev.aerospikearrow.client.transport.TransportFailure;
import dev.aerospikearrow.client.transport.TransportFailure.Kind;
import dev.aerospikearrow.client.transport.TransportFailure.Sent;
import dev.aerospikearrow.protocol.message.ErrorDetails;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers are told of what went wrong. */
class TroubleTest {
    private static final Endpoint NODE = FixedCluster.node("A").endpoint();
    private static final String DOUBT = " The write is in doubt: it may have been carried out.";
    private static final Exception CAUSE = new IOException("pipe");
    private static final CallText FIRST = new CallText("Get of x", 0, "", null);
    private static final CallText THIRD = new CallText("Batch of 9", 2, "4 rows wait", null);

    private static NoReply noReply(Kind kind) {
        return new NoReply(new TransportFailure(kind, NODE, "did it", CAUSE, Sent.NOT_COMPLETELY));
    }

    private static Arguments row(
            Trouble trouble, CallText text, Class<? extends Throwable> type, String message) {
        return Arguments.of(trouble, text, type, message);
    }

    static Stream<Arguments> troublesAndWhatIsTold() {
        String node = "node A (127.0.0.1:3000)";
        return Stream.of(
                row(
                        noReply(Kind.NOT_CONNECTED),
                        FIRST,
                        ConnectionException.class,
                        "Get of x: " + node + " did it."),
                row(
                        noReply(Kind.DISCONNECTED),
                        THIRD,
                        ConnectionException.class,
                        "Batch of 9: " + node + " did it (attempt 3). 4 rows wait."),
                row(
                        noReply(Kind.SILENT),
                        THIRD,
                        RequestTimeoutException.class,
                        "Batch of 9: "
                                + node
                                + " did it (attempt 3). 4 rows wait. Raise socketTimeout if that is"
                                + " too short."),
                row(
                        noReply(Kind.MALFORMED_REPLY),
                        FIRST,
                        BrokenReplyException.class,
                        "Get of x: " + node + " did it. The connection is closed."),
                row(
                        noReply(Kind.REPLY_TOO_LARGE),
                        FIRST,
                        ReplyTooLargeException.class,
                        "Get of x: "
                                + node
                                + " did it. Ask for fewer or smaller records at once, or raise the"
                                + " client's frameLimit."),
                row(
                        new Refusal(11, ErrorDetails.NONE, NODE),
                        THIRD,
                        ServerException.class,
                        "Batch of 9 (attempt 3; 4 rows wait): "
                                + node
                                + " answered 11 UNAVAILABLE (partition has no owner at the"
                                + " moment)."));
    }

    @ParameterizedTest
    @MethodSource("troublesAndWhatIsTold")
    void eachKindHasItsExceptionAndSaysWhatWhereAndHowFar(
            Trouble trouble, CallText text, Class<? extends Throwable> type, String message) {
        for (boolean inDoubt : List.of(true, false)) {
            AerospikeException failure =
                    assertInstanceOf(AerospikeException.class, trouble.asFailure(text, inDoubt));

            assertSame(type, failure.getClass());
            assertEquals(inDoubt ? message + DOUBT : message, failure.getMessage());
            assertEquals(inDoubt, failure.inDoubt());
        }
    }

    @Test
    void whatWasThrownHereGoesThroughUnlessSomethingIsInDoubt() {
        assertSame(CAUSE, noReply(Kind.LOCAL).asFailure(FIRST, false));

        AerospikeException failure =
                assertInstanceOf(
                        AerospikeException.class, noReply(Kind.LOCAL).asFailure(FIRST, true));
        assertEquals("Get of x: node A (127.0.0.1:3000) did it." + DOUBT, failure.getMessage());
        assertSame(CAUSE, failure.getCause());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatAnotherAttemptWouldMeetAgainIsToldWhateverComesAfterIt(Kind kind) {
        Trouble later = new Refusal(11, ErrorDetails.NONE, NODE);
        Attempts attempts = Attempts.FIRST.meets(noReply(kind)).next().meets(later);

        assertEquals(kind.isFinal() ? noReply(kind) : later, attempts.trouble());
        assertEquals(kind.isFinal(), attempts.areHopeless());
        assertEquals(1, attempts.number());
    }
}
