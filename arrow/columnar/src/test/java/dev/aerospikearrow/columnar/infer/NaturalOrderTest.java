package dev.aerospikearrow.columnar.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void numbersInNamesAreCounted() {
        List<String> names =
                List.of(
                        "a",
                        "a1",
                        "a01",
                        "a1b",
                        "a2",
                        "a2b10",
                        "a10",
                        "a10b2",
                        "a10b10",
                        "b",
                        "b99999999999999999999");
        List<String> sorted = new ArrayList<>(names);
        Collections.shuffle(sorted, new Random(1));
        sorted.sort(NaturalOrder.INSTANCE);
        assertEquals(
                List.of(
                        "a",
                        "a01",
                        "a1",
                        "a1b",
                        "a2",
                        "a2b10",
                        "a10",
                        "a10b2",
                        "a10b10",
                        "b",
                        "b99999999999999999999"),
                sorted);
    }
}
