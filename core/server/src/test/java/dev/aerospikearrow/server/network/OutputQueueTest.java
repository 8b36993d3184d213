package dev.aerospikearrow.server.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class OutputQueueTest {
    @Test
    void whatIsHandedOverIsNotTouchedUntilItIsTakenOver() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            OutputQueue output = new OutputQueue(channel, null);
            output.takeOver();
            output.append(new byte[3], 0, 3);
            output.handOver();
            assertThrows(IllegalStateException.class, output::isEmpty);
            assertThrows(IllegalStateException.class, output::length);
            assertThrows(IllegalStateException.class, () -> output.append(new byte[1], 0, 1));
            assertThrows(IllegalStateException.class, () -> output.flush(1));
            output.takeOver();
            assertEquals(3, output.length());
        }
    }
}
