package dev.aerospikearrow.columnar.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMemoryTest {
    private final BufferAllocator allocator = new RootAllocator();
    private final VectorMemory memory = VectorMemory.in(BufferSource.of(allocator));

    @AfterEach
    void nothingIsLeftInTheAllocator() {
        memory.close();
        memory.close();
        allocator.close();
    }

    private static void assertOutside(Executable access) {
        assertThrows(IndexOutOfBoundsException.class, access);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 9, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 28, 1 << 29})
    void slotsOutsideAreRefused(int slot) {
        memory.reserve(64);
        assertOutside(() -> memory.putLong(slot, 1));
        assertOutside(() -> memory.getLong(slot));
        assertOutside(() -> memory.setBits(slot, 1));
        assertOutside(() -> memory.putInt(slot < 0 ? slot : Math.max(slot, 16), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 512, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void bitsOutsideAreRefused(int slot) {
        memory.reserve(64);
        assertOutside(() -> memory.setBit(slot));
        assertOutside(() -> memory.clearBit(slot));
        assertOutside(() -> memory.getBit(slot));
    }

    @Test
    void rangesOutsideAreRefused() {
        memory.reserve(64);
        byte[] bytes = new byte[32];
        long[] starts = {-1, 33, 64, 65, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 31};
        for (long start : starts) {
            assertOutside(() -> memory.putExactly(start, bytes, 0, 32));
            assertOutside(() -> memory.append(start, bytes, 0, 32));
            assertOutside(() -> memory.append(start, memory, 0, 32));
            assertOutside(() -> memory.append(0, memory, start, 32));
            assertOutside(() -> memory.getBytes(start, bytes, 0, 32));
            assertOutside(() -> memory.zero(start, 32));
            assertOutside(() -> memory.matches(start, bytes, 0, 32));
        }
        int[] lengths = {-1, 33, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (int length : lengths) {
            assertOutside(() -> memory.putExactly(0, bytes, 0, length));
            assertOutside(() -> memory.append(0, bytes, 0, length));
            assertOutside(() -> memory.append(0, bytes, -1, 4));
            assertOutside(() -> memory.getBytes(0, bytes, 0, length));
            assertOutside(() -> memory.matches(0, bytes, 0, length));
            assertOutside(() -> memory.matches(0, bytes, -1, 4));
        }
        assertOutside(() -> memory.countBits(513));
        assertOutside(() -> memory.buffer(65));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, 200})
    void slotsWhoseBitIsClearBecomeZeroAndNoOthers(int slots) {
        for (int width : new int[] {1, 2, 4, 8, 16, 3}) {
            Random random = new Random(slots * 31 + width);
            try (VectorMemory bitmap = VectorMemory.in(BufferSource.of(allocator));
                    VectorMemory data = VectorMemory.in(BufferSource.of(allocator))) {
                bitmap.reserve(32);
                byte[] ones = new byte[256 * 16];
                Arrays.fill(ones, (byte) -1);
                data.reserveUncleared(ones.length);
                data.putExactly(0, ones, 0, ones.length);
                for (int slot = 0; slot < slots; slot++) {
                    // Also words of which no bit or every bit is set.
                    if (slot < 64 ? random.nextBoolean() : slot < 128) {
                        bitmap.setBit(slot);
                    }
                }
                data.zeroWhereClear(bitmap, slots, width);
                byte[] found = new byte[ones.length];
                data.getBytes(0, found, 0, found.length);
                for (int i = 0; i < found.length; i++) {
                    boolean kept = i / width >= slots || bitmap.getBit(i / width);
                    assertEquals(kept ? -1 : 0, found[i], "byte " + i);
                }
            }
        }
    }

    @Test
    void rangesMatchIfEveryByteDoes() {
        memory.reserve(64);
        byte[] bytes = new byte[24];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i - 12);
        }
        memory.putExactly(5, bytes, 0, bytes.length);
        for (int length = 0; length <= bytes.length; length++) {
            assertTrue(memory.matches(5, bytes, 0, length));
            for (int i = 0; i < length; i++) {
                byte[] other = bytes.clone();
                other[i] ^= 1;
                assertFalse(memory.matches(5, other, 0, length));
                assertTrue(memory.matches(5 + i + 1, other, i + 1, length - i - 1));
            }
        }
    }

    @Test
    void closedMemoryIsEmpty() {
        memory.reserve(64);
        memory.close();
        assertOutside(() -> memory.putByte(0, (byte) 1));
        assertEquals(0, allocator.getAllocatedMemory());
    }

    @Test
    void growthKeepsWhatIsThereAndTheRestIsZero() {
        memory.ensure(8);
        memory.putLong(0, 0x0102030405060708L);
        memory.ensure(100_000);
        assertEquals(0x0102030405060708L, memory.getLong(0));
        for (int slot = 1; slot < 100_000 / 8; slot++) {
            assertEquals(0, memory.getLong(slot));
        }
    }

    @Test
    void shortAndLongRangesAreCopiedAtTheVeryEnd() {
        for (int length = 0; length < 40; length++) {
            byte[] source = new byte[length + 3];
            for (int i = 0; i < source.length; i++) {
                source[i] = (byte) (i + 1);
            }
            try (VectorMemory tight = VectorMemory.in(BufferSource.of(allocator));
                    VectorMemory copy = VectorMemory.in(BufferSource.of(allocator))) {
                tight.reserve(length + 1);
                copy.reserve(length + 1);
                long start = tight.capacity() - length;
                tight.append(start, source, 3, length);
                copy.append(0, tight, start, length);
                byte[] back = new byte[length];
                copy.getBytes(0, back, 0, length);
                for (int i = 0; i < length; i++) {
                    assertEquals(source[i + 3], back[i]);
                }
            }
        }
    }

    @Test
    void bitsAreCountedUpToTheLastOne() {
        memory.reserve(32);
        for (int slot = 0; slot < 200; slot += 3) {
            memory.setBit(slot);
        }
        memory.clearBit(3);
        for (int bits = 0; bits <= 200; bits++) {
            int expected = (bits + 2) / 3 - (bits > 3 ? 1 : 0);
            assertEquals(expected, memory.countBits(bits));
        }
        assertTrue(memory.getBit(6));
        assertFalse(memory.getBit(3));
    }

    @Test
    void transferLeavesTheOldOwnerEmpty() {
        memory.reserve(16);
        memory.putInt(0, 7);
        try (VectorMemory owner = memory.transfer()) {
            assertEquals(7, owner.getInt(0));
            assertOutside(() -> memory.getInt(0));
            memory.close();
            byte[] bytes = new byte[4];
            owner.getBytes(0, bytes, 0, 4);
            assertArrayEquals(new byte[] {7, 0, 0, 0}, bytes);
        }
    }

    @Test
    void aRangeOfBitsIsSetAndNothingBesideIt() {
        memory.reserve(64);
        for (int first = 0; first < 20; first++) {
            for (int count = 0; count < 40; count++) {
                memory.zero(0, 64);
                memory.setBitRange(first, count);
                for (int slot = 0; slot < 80; slot++) {
                    assertEquals(slot >= first && slot < first + count, memory.getBit(slot));
                }
            }
        }
        assertOutside(() -> memory.setBitRange(0, 513));
        assertOutside(() -> memory.setBitRange(511, 2));
        assertOutside(() -> memory.setBitRange(-8, 16));
    }
}
