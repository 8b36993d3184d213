package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinNamesTest {

    /** What the decoder does, also at the end of the frame, where few bytes are left to compare. */
    private static int resolve(BinNames names, String name, int position, int previous) {
        int ordinal = resolve(names, operation(name, "garbage after the name"), position, previous);
        assertEquals(ordinal, resolve(names, operation(name, ""), position, previous));
        return ordinal;
    }

    private static int resolve(BinNames names, byte[] operation, int position, int previous) {
        BinNames.Name expected = names.after(previous);
        return expected.isAt(operation, 0)
                ? expected.ordinal
                : names.search(operation, 8, operation[7], position, Math.max(0, expected.ordinal));
    }

    private static byte[] operation(String name, String rest) {
        byte[] operation = Bytes.utf8("\0\0\0\0\0\0\0\0" + name + rest);
        operation[7] = (byte) Bytes.utf8(name).length;
        return operation;
    }

    @Test
    void theExpectedNameIsKnownAtOnceWhereThereIsRoom() {
        BinNames names = BinNames.requested(List.of("a", "sevenby", "eightbyt", "fifteen_bytes_n"));
        BinNames.Name expected = names.first();
        for (int ordinal = 0; ordinal < names.count(); ordinal++) {
            assertEquals(ordinal, expected.ordinal);
            assertTrue(expected.isAt(operation(names.name(ordinal), "garbage after it"), 0));
            assertFalse(expected.isAt(operation(names.name(ordinal) + "x", "garbage after it"), 0));
            expected = expected.next();
        }
        assertEquals(BinNames.UNKNOWN, expected.ordinal);
        byte[] ones = new byte[300];
        Arrays.fill(ones, (byte) -1);
        assertFalse(expected.isAt(ones, 0));
        assertFalse(expected.isAt(new byte[300], 0));
    }

    @Test
    void requestedNamesHaveTheOrdinalsOfTheRequestAndOthersNone() {
        BinNames names = BinNames.requested(List.of("a", "ab", "eightbyt", "ninebytes", "", "é"));
        for (int ordinal = 0; ordinal < names.count(); ordinal++) {
            assertEquals(ordinal, resolve(names, names.name(ordinal), 0, BinNames.UNKNOWN));
            assertEquals(ordinal, resolve(names, names.name(ordinal), 0, ordinal - 1));
        }
        assertEquals(BinNames.UNKNOWN, resolve(names, "b", 0, 0));
        assertEquals(BinNames.UNKNOWN, resolve(names, "ninebytez", 0, 2));
        assertEquals(BinNames.UNKNOWN, resolve(names, "fifteen_bytes_n", 0, 2));
    }

    @Test
    void aNameThatWasRequestedTwiceIsToldApartByItsPlace() {
        BinNames names = BinNames.requested(List.of("a", "b", "a"));
        assertEquals(0, resolve(names, "a", 0, BinNames.UNKNOWN));
        assertEquals(2, resolve(names, "a", 1, 0), "the bin b is missing");
        assertEquals(2, resolve(names, "a", 2, 1));
        assertEquals(1, resolve(names, "b", 3, 2));
    }

    @Test
    void discoveredNamesGetOrdinalsAsTheyAppear() {
        BinNames names = BinNames.discovered();
        List<String> many = IntStream.range(0, 100).mapToObj(i -> "bin" + i).toList();
        for (int i = 0; i < many.size(); i++) {
            assertEquals(i, resolve(names, many.get(i), i, i - 1));
        }
        for (int i = 0; i < many.size(); i++) {
            assertEquals(i, resolve(names, many.get(i), 0, BinNames.UNKNOWN));
            assertEquals(many.get(i), names.name(i));
        }
        assertEquals(100, resolve(names, "new", 0, 0));
        assertEquals(101, names.count());
    }

    @Test
    void positionalNamesAreNumbers() {
        BinNames names = BinNames.positional(8);
        assertEquals(7, resolve(names, "whatever", 7, 3));
    }
}
