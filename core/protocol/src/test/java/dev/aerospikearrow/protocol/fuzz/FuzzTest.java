package dev.aerospikearrow.protocol.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The fuzzer's targets without the fuzzer: what it begins with, and what it has found before. */
class FuzzTest {
    @TestFactory
    Stream<DynamicTest> noKnownInputShowsAFault() {
        return Stream.of(FuzzTarget.values()).flatMap(FuzzTest::tests);
    }

    private static Stream<DynamicTest> tests(FuzzTarget target) {
        return target.inputs().entrySet().stream()
                .map(
                        input ->
                                dynamicTest(
                                        target + " " + input.getKey(),
                                        () -> target.run(input.getValue())));
    }
}
