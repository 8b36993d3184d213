package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import org.junit.jupiter.api.Test;

class EncodeBenchmarkTest {
    @Test
    void requestIsTheSameWhereverItStarts() {
        EncodeBenchmark benchmark = new EncodeBenchmark();
        benchmark.prepare();
        Volume volume = new Volume();
        byte[] fromDigests = benchmark.digestsToRequest(volume).toByteArray();
        byte[] fromIntegers = benchmark.integersToRequest(volume).toByteArray();
        assertArrayEquals(fromDigests, fromIntegers);
        assertEquals(2L * fromDigests.length, volume.bytes);
    }

    @Test
    void requestHoldsEveryRow() {
        EncodeBenchmark benchmark = new EncodeBenchmark();
        benchmark.prepare();
        byte[] frame = benchmark.textsToRequest(new Volume()).toByteArray();
        long bodyLength = FrameDescriptor.bodyLength(Bytes.getLong(frame, 0));
        assertEquals(frame.length - FrameDescriptor.HEADER_LENGTH, bodyLength);
        int lastRow = frame.length - 25;
        assertEquals(EncodeBenchmark.ROWS - 1, Bytes.getInt(frame, lastRow));
    }
}
