package dev.aerospikearrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.aerospikearrow.data.DigestArray;
import org.junit.jupiter.api.Test;

class DigestBenchmarkTest {
    @Test
    void digestsEqualThoseOfTheBaseline() {
        DigestBenchmark benchmark = new DigestBenchmark();
        benchmark.makeKeys();
        DigestArray integers = benchmark.integersAtOnce();
        DigestArray keyObjects = benchmark.integerKeyObjectsAtOnce();
        DigestArray texts = benchmark.textsAtOnce();
        for (int i = 0; i < DigestBenchmark.KEYS; i++) {
            byte[] expected = DigestBenchmark.officialKey((long) i).digest;
            assertArrayEquals(expected, integers.copy(i));
            assertArrayEquals(expected, keyObjects.copy(i));
            assertArrayEquals(DigestBenchmark.officialKey("customer-" + i).digest, texts.copy(i));
        }
    }
}
