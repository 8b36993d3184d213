package dev.aerospikearrow.benchmarks;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.batch.Digester;
import dev.aerospikearrow.protocol.key.BareLanes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * User keys to digests: many at once, one {@link Key} after the other, the kernel alone as the
 * floor, and the baseline, the official client's key, whose constructor makes the digest. The score
 * counts keys.
 */
@State(Scope.Thread)
@OperationsPerInvocation(DigestBenchmark.KEYS)
public class DigestBenchmark {
    static final int KEYS = 10_000;

    private static final String NAMESPACE = SampleTable.NAMESPACE;
    private static final String SET_NAME = "customers";

    private final BareLanes lanes = new BareLanes();
    private final Digester digester = Digester.forSet(SET_NAME);
    private long[] integers = {};
    private String[] texts = {};

    /** Makes the user keys. */
    @Setup
    public void makeKeys() {
        integers = SampleTable.userKeys(0, KEYS);
        texts = SampleTable.textKeys(0, KEYS);
    }

    @Benchmark
    public int bareLanes() {
        return lanes.digest(KEYS);
    }

    @Benchmark
    public DigestArray integersAtOnce() {
        return digester.digest(integers);
    }

    @Benchmark
    public DigestArray textsAtOnce() {
        return digester.digest(texts);
    }

    /** Keys as objects, digested together: what the map API does with a batch. */
    @Benchmark
    public DigestArray integerKeyObjectsAtOnce() {
        Key[] keys = new Key[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = Key.of(NAMESPACE, SET_NAME, integers[i]);
        }
        return DigestArray.of(keys);
    }

    @Benchmark
    public void integerKeysOneByOne(Blackhole blackhole) {
        for (long key : integers) {
            blackhole.consume(Key.of(NAMESPACE, SET_NAME, key).digest());
        }
    }

    @Benchmark
    public void textKeysOneByOne(Blackhole blackhole) {
        for (String key : texts) {
            blackhole.consume(Key.of(NAMESPACE, SET_NAME, key).digest());
        }
    }

    @Benchmark
    public void officialIntegerKeys(Blackhole blackhole) {
        for (long key : integers) {
            blackhole.consume(officialKey(key).digest);
        }
    }

    @Benchmark
    public void officialTextKeys(Blackhole blackhole) {
        for (String key : texts) {
            blackhole.consume(officialKey(key).digest);
        }
    }

    static com.aerospike.client.Key officialKey(long userKey) {
        return new com.aerospike.client.Key(NAMESPACE, SET_NAME, userKey);
    }

    static com.aerospike.client.Key officialKey(String userKey) {
        return new com.aerospike.client.Key(NAMESPACE, SET_NAME, userKey);
    }
}
