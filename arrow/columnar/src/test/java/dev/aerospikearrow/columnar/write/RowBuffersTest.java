package dev.aerospikearrow.columnar.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.aerospikearrow.protocol.wire.WireBuffer;
import org.junit.jupiter.api.Test;

class RowBuffersTest {
    private final RowBuffers buffers = new RowBuffers();

    @Test
    void whatIsGivenBackIsLentAgainEmpty() {
        WireBuffer buffer = buffers.borrow();
        buffer.putLong(1);
        buffers.giveBack(buffer);
        assertSame(buffer, buffers.borrow());
        assertEquals(0, buffer.length());
    }

    @Test
    void whatIsLentIsLentToNobodyElse() {
        assertNotSame(buffers.borrow(), buffers.borrow());
    }

    @Test
    void largeBuffersAreNotKept() {
        WireBuffer buffer = new WireBuffer((8 << 20) + 1);
        buffers.giveBack(buffer);
        assertNotSame(buffer, buffers.borrow());
    }

    @Test
    void onlyAFewAreKept() {
        WireBuffer[] lent = new WireBuffer[5];
        for (int i = 0; i < lent.length; i++) {
            lent[i] = buffers.borrow();
        }
        for (WireBuffer buffer : lent) {
            buffers.giveBack(buffer);
        }
        for (int i = 0; i < 4; i++) {
            assertSame(lent[i], buffers.borrow());
        }
        assertNotSame(lent[4], buffers.borrow());
    }
}
