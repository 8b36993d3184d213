package dev.aerospikearrow.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinNamesTest {

    /** Also at the end of the frame, where sixteen bytes cannot be loaded at once. */
    private static int resolve(BinNames names, String name, int position, int previous) {
        byte[] tight = Bytes.utf8(name);
        byte[] roomy = Bytes.utf8(name + "garbage after the name");
        int ordinal = names.resolve(roomy, 0, tight.length, position, previous);
        assertEquals(ordinal, names.resolve(tight, 0, tight.length, position, previous));
        return ordinal;
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
        BinNames copy = names.copy();
        assertEquals(100, resolve(copy, "new", 0, 0));
        assertEquals(100, names.count());
    }

    @Test
    void positionalNamesAreNumbers() {
        BinNames names = BinNames.positional();
        assertEquals(7, resolve(names, "whatever", 7, 3));
    }
}
