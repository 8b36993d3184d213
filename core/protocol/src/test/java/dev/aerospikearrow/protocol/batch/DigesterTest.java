package dev.aerospikearrow.protocol.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.data.DigestArray;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.UserKey;
import dev.aerospikearrow.protocol.key.Ripemd160;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the lanes against the scalar function, which has the published test values and the official
 * client as its witnesses.
 */
class DigesterTest {

    private static final String SET = "flights";

    @Test
    void everyCountOfIntegersHasTheScalarDigests() {
        Random random = new Random(1);
        Digester digester = Digester.forSet(SET);
        for (int count = 0; count <= 600; count += count < 300 ? 1 : 37) {
            long[] keys = random.longs(count).toArray();
            DigestArray digests = digester.digest(keys);
            assertEquals(count, digests.count());
            for (int i = 0; i < count; i++) {
                assertArrayEquals(scalar(SET, new UserKey.Integer(keys[i])), digests.copy(i));
            }
        }
    }

    @Test
    void integersBehindEveryLengthOfSetNameHaveTheScalarDigests() {
        Random random = new Random(2);
        for (int length = 0; length <= Key.SET_NAME_LIMIT_BYTES; length++) {
            String set = "s".repeat(length);
            for (int count : new int[] {1, 40}) {
                long[] keys = random.longs(count).toArray();
                keys[0] = -1;
                DigestArray digests = Digester.forSet(set).digest(keys);
                for (int i = 0; i < count; i++) {
                    assertArrayEquals(scalar(set, new UserKey.Integer(keys[i])), digests.copy(i));
                }
            }
        }
    }

    @Test
    void aRangeOfIntegersIsWrittenWhereItIsWantedAndNowhereElse() {
        long[] keys = new Random(3).longs(1000).toArray();
        byte[] whole = Digester.forSet(SET).digest(keys).array();
        byte[] target = new byte[700 * 20 + 7];
        Arrays.fill(target, (byte) 0x55);
        Digester.forSet(SET).digest(keys, 200, 900, target, 3);
        assertArrayEquals(
                Arrays.copyOfRange(whole, 200 * 20, 900 * 20),
                Arrays.copyOfRange(target, 3, 3 + 700 * 20));
        for (int outside : new int[] {0, 1, 2, 700 * 20 + 3, 700 * 20 + 6}) {
            assertEquals(0x55, target[outside]);
        }
    }

    @Test
    void blobsOfEveryLengthHaveTheScalarDigests() {
        Random random = new Random(4);
        for (int length = 0; length <= 130; length++) {
            byte[][] keys = new byte[40][length];
            for (byte[] key : keys) {
                random.nextBytes(key);
            }
            DigestArray digests = Digester.forSet(SET).digest(keys);
            for (int i = 0; i < keys.length; i++) {
                assertArrayEquals(scalar(SET, new UserKey.Blob(keys[i])), digests.copy(i));
            }
        }
    }

    @Test
    void everyCountOfTextsShortAndLongHasTheScalarDigests() {
        Random random = new Random(5);
        for (int count = 0; count <= 300; count++) {
            String[] keys = new String[count];
            Arrays.setAll(keys, i -> text(random, random.nextInt(60)));
            DigestArray digests = Digester.forSet("").digest(keys);
            assertEquals(count, digests.count());
            for (int i = 0; i < count; i++) {
                assertArrayEquals(scalar("", new UserKey.Text(keys[i])), digests.copy(i));
            }
        }
    }

    @Test
    void textsInOneBlockHaveTheDigestsOfTheStrings() {
        Random random = new Random(6);
        String[] keys = new String[700];
        Arrays.setAll(keys, i -> text(random, random.nextInt(40)));
        Digester digester = Digester.forSet(SET);
        byte[] expected = digester.digest(List.of(keys)).array();

        int[] offsets = offsets(keys);
        byte[] utf8 = String.join("", keys).getBytes(StandardCharsets.UTF_8);
        byte[] actual = new byte[expected.length];
        digester.digestText(utf8, offsets, 0, 300, actual, 0);
        digester.digestText(utf8, offsets, 300, 300, actual, 300 * 20);
        digester.digestText(utf8, offsets, 300, 700, actual, 300 * 20);
        assertArrayEquals(expected, actual);
    }

    @Test
    void blobsInOneBlockHaveTheDigestsOfTheArrays() {
        Random random = new Random(7);
        byte[] block = new byte[10_000];
        random.nextBytes(block);
        int[] offsets = IntStream.rangeClosed(0, 100).map(i -> i * i).toArray();
        byte[][] keys = new byte[100][];
        Arrays.setAll(keys, i -> Arrays.copyOfRange(block, offsets[i], offsets[i + 1]));
        Digester digester = Digester.forSet(SET);
        byte[] actual = new byte[100 * 20];
        digester.digestBlobs(block, offsets, 0, 100, actual, 0);
        assertArrayEquals(digester.digest(keys).array(), actual);
    }

    @Test
    void keysOfDifferentSetsAndTypesAreDigestedTogether() {
        Random random = new Random(8);
        Key[] keys = new Key[900];
        Arrays.setAll(
                keys,
                i ->
                        switch (i % 5) {
                            case 0 -> Key.of("test", "", random.nextLong());
                            case 1 -> Key.of("test", "größe", text(random, random.nextInt(50)));
                            case 2 -> Key.of("test", "blobs", new byte[random.nextInt(80)]);
                            case 3 ->
                                    Key.of(
                                            "test",
                                            SET,
                                            new UserKey.FloatingPoint(random.nextDouble()));
                            default -> Key.ofDigest("test", SET, scalar(SET, integer(i)));
                        });
        keys[10].digest(); // known already when the batch comes
        DigestArray digests = DigestArray.of(keys);
        for (int i = 0; i < keys.length; i++) {
            assertArrayEquals(keys[i].digest(), digests.copy(i));
            assertEquals(keys[i].partitionId(), digests.partitionId(i));
        }
    }

    @Test
    void aHugeTextIsDigestedAmongSmallOnes() {
        String huge = "ä".repeat(100_000);
        DigestArray digests = Digester.forSet(SET).digest(new String[] {"a", huge, "b"});
        assertArrayEquals(scalar(SET, new UserKey.Text("a")), digests.copy(0));
        assertArrayEquals(scalar(SET, new UserKey.Text(huge)), digests.copy(1));
        assertArrayEquals(scalar(SET, new UserKey.Text("b")), digests.copy(2));
    }

    @Test
    void aDigesterServesSeveralThreadsAtOnce() throws Exception {
        Digester digester = Digester.forSet(SET);
        long[] keys = new Random(9).longs(5000).toArray();
        byte[] expected = digester.digest(keys).array();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<byte[]> task = () -> digester.digest(keys).array();
            for (var result : threads.invokeAll(Collections.nCopies(64, task))) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aNullKeyIsNamedByItsPlace() {
        Digester digester = Digester.forSet(SET);
        assertNullNamed(() -> digester.digest(new String[] {"a", null}));
        assertNullNamed(() -> digester.digest(new byte[][] {{1}, null}));
        assertNullNamed(() -> DigestArray.of(Key.of("test", SET, 1), null));
    }

    @Test
    void aFailureLeavesNothingBehindForTheNextCall() {
        Digester digester = Digester.forSet(SET);
        assertThrows(
                NullPointerException.class, () -> digester.digest(new String[] {"a", "b", null}));
        assertArrayEquals(
                scalar(SET, new UserKey.Text("c")), digester.digest(List.of("c")).copy(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 21, 100, Integer.MAX_VALUE})
    void aTargetTooShortIsRefusedBeforeAnythingIsWritten(int targetOffset) {
        byte[] target = new byte[60];
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Digester.forSet(SET).digest(new long[2], 0, 2, target, targetOffset));
        assertThrows(
                IndexOutOfBoundsException.class,
                () ->
                        Digester.forSet(SET)
                                .digestText(
                                        new byte[2],
                                        new int[] {0, 1, 2},
                                        0,
                                        2,
                                        target,
                                        targetOffset));
        assertArrayEquals(new byte[60], target);
    }

    @Test
    void offsetsOutsideTheirBlockAreRefused() {
        Digester digester = Digester.forSet(SET);
        byte[] target = new byte[40];
        int[][] wrong = {{0, 3}, {-1, 1}, {2, 1}};
        for (int[] offsets : wrong) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> digester.digestText(new byte[2], offsets, 0, 1, target, 0));
        }
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> digester.digestText(new byte[2], new int[] {0, 1}, 0, 2, target, 0));
    }

    private static void assertNullNamed(Runnable call) {
        assertEquals(
                "key 1 of 2 is null",
                assertThrows(NullPointerException.class, call::run).getMessage());
    }

    private static UserKey integer(long number) {
        return new UserKey.Integer(number);
    }

    private static int[] offsets(String[] keys) {
        int[] offsets = new int[keys.length + 1];
        for (int i = 0; i < keys.length; i++) {
            offsets[i + 1] = offsets[i] + keys[i].getBytes(StandardCharsets.UTF_8).length;
        }
        return offsets;
    }

    /** Letters of one to four bytes of UTF-8. */
    private static String text(Random random, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append(List.of("a", "Z", "7", "ß", "€", "😀").get(random.nextInt(6)));
        }
        return text.toString();
    }

    private static byte[] scalar(String set, UserKey userKey) {
        byte[] name = set.getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(name, name.length + 1 + userKey.encodedLength());
        message[name.length] = (byte) userKey.particleType();
        userKey.encodeTo(message, name.length + 1);
        byte[] digest = new byte[20];
        Ripemd160.digest(message, 0, message.length, digest, 0);
        return digest;
    }
}
