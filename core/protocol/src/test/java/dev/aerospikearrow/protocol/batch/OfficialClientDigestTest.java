package dev.aerospikearrow.protocol.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.aerospike.client.Value;
import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The official Java client as a witness that shares no code with this one. */
class OfficialClientDigestTest {

    private static final int COUNT = 5000;
    private static final int COMPILED_COUNT = 100_000;

    @Test
    void integersHaveTheDigestsOfTheOfficialClient() {
        long[] keys = new Random(11).longs(COUNT).toArray();
        DigestArray digests = Digester.forSet("flights").digest(keys);
        for (int i = 0; i < COUNT; i++) {
            assertSame("flights", Value.get(keys[i]), Key.of("test", "flights", keys[i]));
            assertArrayEquals(official("flights", Value.get(keys[i])), digests.copy(i));
        }
    }

    @Test
    void textsHaveTheDigestsOfTheOfficialClient() {
        Random random = new Random(12);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            keys.add(
                    random.ints(random.nextInt(50), 0x20, 0x2ffff)
                            .filter(c -> Character.isDefined(c))
                            .filter(c -> c < 0xd800 || c > 0xdfff)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString());
        }
        DigestArray digests = Digester.forSet("größe").digest(keys);
        for (int i = 0; i < COUNT; i++) {
            assertSame("größe", Value.get(keys.get(i)), Key.of("test", "größe", keys.get(i)));
            assertArrayEquals(official("größe", Value.get(keys.get(i))), digests.copy(i));
        }
    }

    @Test
    void blobsHaveTheDigestsOfTheOfficialClient() {
        Random random = new Random(13);
        byte[][] keys = new byte[COUNT][];
        Arrays.setAll(keys, i -> new byte[random.nextInt(150)]);
        for (byte[] key : keys) {
            random.nextBytes(key);
        }
        DigestArray digests = Digester.forSet("").digest(keys);
        for (int i = 0; i < COUNT; i++) {
            assertSame("", Value.get(keys[i]), Key.of("test", "", keys[i]));
            assertArrayEquals(official("", Value.get(keys[i])), digests.copy(i));
        }
    }

    @Test
    void floatingPointKeysHaveTheDigestsOfTheOfficialClient() {
        Random random = new Random(14);
        for (int i = 0; i < COUNT; i++) {
            double number = random.nextGaussian();
            assertSame(
                    "set",
                    Value.get(number),
                    Key.of("test", "set", new UserKey.FloatingPoint(number)));
        }
    }

    /** Compilers have been seen to get a digest wrong that the interpreter gets right. */
    @Test
    void digestsStayRightWhenTheyAreCompiled() {
        for (int i = 0; i < COMPILED_COUNT; i++) {
            assertSame("set" + i % 13, Value.get(i), Key.of("test", "set" + i % 13, i));
        }
    }

    private static void assertSame(String set, Value value, Key key) {
        assertArrayEquals(official(set, value), key.digest(), key::toString);
    }

    private static byte[] official(String set, Value value) {
        return new com.aerospike.client.Key("test", set, value).digest;
    }
}
