package dev.aerospikearrow.protocol.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aerospike.client.Value;
import com.aerospike.client.util.Packer;
import dev.aerospikearrow.data.ArgumentMark;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.msgpack.MsgpackReader.Kind;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsgpackTest {
    private static final long SEED = 20_100_101;

    private static byte[] write(Object value) {
        WireBuffer target = new WireBuffer();
        new MsgpackWriter(target).writeValue(value);
        return target.toByteArray();
    }

    private static Object read(byte[] bytes) {
        return MsgpackReader.readWhole(bytes, 0, bytes.length);
    }

    private static Object read(String hex) {
        return read(HexFormat.of().parseHex(hex));
    }

    private static MsgpackReader reader(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new MsgpackReader().reset(bytes, 0, bytes.length);
    }

    // Random values, and the official client as a second opinion

    private static Object randomValue(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 8);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextLong() >>> random.nextInt(64);
            case 4 -> Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL);
            case 5, 6 -> randomText(random);
            case 7 -> {
                byte[] blob = new byte[random.nextInt(300)];
                random.nextBytes(blob);
                yield blob;
            }
            case 8 -> randomList(random, depth);
            default -> randomMap(random, depth);
        };
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 300 : 8); i > 0; i--) {
            int codePoint = random.nextInt(3) == 0 ? 0x1F600 + random.nextInt(40) : 'a' + i % 26;
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }

    private static List<Object> randomList(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 40 : 6); i > 0; i--) {
            list.add(randomValue(random, depth - 1));
        }
        return list;
    }

    private static Map<Object, Object> randomMap(Random random, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 40 : 6); i > 0; i--) {
            Object key = random.nextBoolean() ? randomText(random) : (Object) random.nextLong();
            map.put(key, randomValue(random, depth - 1));
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        "cf7fffffffffffffff, 9223372036854775807",
        "cf8000000000000000, 9223372036854775808",
        "cfffffffffffffffff, 18446744073709551615"
    })
    void anIntegerAbove63BitsIsABigIntegerAndIsWrittenAsItWas(String hex, String number) {
        Object value = read(hex);
        assertEquals(number, value.toString());
        assertEquals(hex, HexFormat.of().formatHex(write(value)));
        assertEquals(hex, HexFormat.of().formatHex(write(new BigInteger(number))));
        MsgpackReader reader = reader(hex);
        reader.skip();
        reader.requireEnd();
    }

    @Test
    void anIntegerAbove63BitsIsNoLong() {
        MsgpackReader reader = reader("cfffffffffffffffff");
        assertEquals(Kind.UNSIGNED, reader.nextKind());
        assertThrows(MalformedReplyException.class, reader::readLong);
        assertEquals(-1, reader.readUnsigned());
        assertThrows(MalformedReplyException.class, () -> reader("cfff").readValue());
        assertThrows(MalformedReplyException.class, () -> reader("cf").readValue());
    }

    @Test
    void aBigIntegerThatNoIntegerCanHoldIsRefused() {
        assertEquals("d38000000000000000", hex(BigInteger.TWO.pow(63).negate()));
        assertEquals("05", hex(BigInteger.valueOf(5)));
        for (BigInteger none :
                List.of(
                        BigInteger.TWO.pow(64),
                        BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE))) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> write(List.of(none)));
            assertTrue(String.valueOf(e.getMessage()).contains("found " + none), e.getMessage());
        }
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> Particles.typeOf(BigInteger.TEN));
        assertTrue(String.valueOf(e.getMessage()).contains("longValueExact"), e.getMessage());
    }

    @Test
    void bigIntegersSortAmongTheIntegers() {
        BigInteger big = BigInteger.TWO.pow(63);
        assertTrue(ServerOrder.INSTANCE.compare(-1L, big) < 0);
        assertTrue(ServerOrder.INSTANCE.compare(big, Long.MAX_VALUE) > 0);
        assertTrue(ServerOrder.INSTANCE.compare(big, big.add(BigInteger.ONE)) < 0);
        assertTrue(ServerOrder.INSTANCE.compare(big, "") < 0);
        assertEquals(0, ServerOrder.INSTANCE.compare(5, BigInteger.valueOf(5)));
    }

    private static String hex(Object value) {
        return HexFormat.of().formatHex(write(value));
    }

    @Test
    void randomValuesComeBackAndAreWrittenAsTheOfficialClientDoes() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            Object value = round % 2 == 0 ? randomList(random, 4) : (Object) randomMap(random, 4);
            byte[] ours = write(value);
            assertEquals(Recording.normal(value), Recording.normal(read(ours)));
            byte[] theirs =
                    value instanceof List<?> list
                            ? Packer.pack(list)
                            : Packer.pack(
                                    (Map<?, ?>) value, com.aerospike.client.cdt.MapOrder.UNORDERED);
            assertArrayEquals(theirs, ours);
            MsgpackReader reader = new MsgpackReader().reset(ours, 0, ours.length);
            reader.skip();
            reader.requireEnd();
        }
    }

    @Test
    void sortedMapsAreMarkedAndSortedAsTheServerSorts() {
        Map<String, Object> map = new TreeMap<>();
        map.put("\uFFFF", 1); // sorts after the next in Java, before it in UTF-8
        map.put("\uD83D\uDE80", 2);
        map.put("a", 3);
        byte[] bytes = write(map);
        assertEquals(
                "84c70001c0" + "a20361" + "03" + "a403efbfbf" + "01" + "a503f09f9a80" + "02",
                Bytes.hex(bytes));
        assertEquals(List.of("a", "\uFFFF", "\uD83D\uDE80"), List.copyOf(keys(read(bytes))));
        assertEquals("81c70001c0", Bytes.hex(write(new TreeMap<>())));
        assertEquals(
                "82c70001c0a2036ba20376",
                Bytes.hex(write(new TreeMap<>(Map.of("k", "v")))),
                "the example of docs/docs/internals/wire.md, section 5");
    }

    private static List<Object> keys(Object map) {
        return new ArrayList<>(((Map<?, ?>) map).keySet());
    }

    // Every form

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "7f, 127",
        "cc80, 128",
        "ccff, 255",
        "cd0100, 256",
        "cdffff, 65535",
        "ce00010000, 65536",
        "ceffffffff, 4294967295",
        "cf0000000100000000, 4294967296",
        "cf7fffffffffffffff, 9223372036854775807",
        "ff, -1",
        "e0, -32",
        "d0df, -33",
        "d080, -128",
        "d1ff7f, -129",
        "d18000, -32768",
        "d2ffff7fff, -32769",
        "d280000000, -2147483648",
        "d3ffffffff7fffffff, -2147483649",
        "d38000000000000000, -9223372036854775808",
    })
    void integersTakeTheirSmallestForm(String hex, long value) {
        assertEquals(value, read(hex));
        assertEquals(hex, Bytes.hex(write(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "cd0001, 1",
        "ce00000001, 1",
        "cf0000000000000001, 1",
        "d0ff, -1",
        "d3ffffffffffffffff, -1"
    })
    void longerIntegersAreReadToo(String hex, long value) {
        assertEquals(value, read(hex));
    }

    @Test
    void otherScalarsHaveTheirForms() {
        assertEquals("c0", Bytes.hex(write(null)));
        assertEquals("c3", Bytes.hex(write(true)));
        assertEquals("c2", Bytes.hex(write(false)));
        assertEquals(1.5, read("cb3ff8000000000000"));
        assertEquals(1.5f, read("ca3fc00000"));
        assertEquals("ca3fc00000", Bytes.hex(write(1.5f)));
        assertEquals("a1" + "03", Bytes.hex(write("")));
        assertEquals("a20361", Bytes.hex(write("a")));
        assertEquals("a30409ff", Bytes.hex(write(new byte[] {9, -1})));
        assertEquals(new GeoJson("{}"), read(write(new GeoJson("{}"))));
        RawParticle hll = RawParticle.hll(new byte[] {1, 2});
        assertEquals(hll, read(write(hll)));
        assertEquals("d4ff00", Bytes.hex(write(ArgumentMark.WILDCARD)));
        assertEquals("d4ff01", Bytes.hex(write(ArgumentMark.INFINITY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a20361",
                "d9020361",
                "da00020361",
                "db000000020361",
                "c4020361",
                "c500020361",
                "c6000000020361"
            })
    void stringsMayHaveAnyHeader(String hex) {
        assertEquals("a", read(hex));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 31, 253, 254, 255, 256, 65533, 65534, 65535, 65536, 100_000})
    void stringsOfAnyLengthComeBack(int length) {
        String text = "x".repeat(length);
        assertEquals(text, read(write(text)));
        assertEquals(List.of(text), read(write(List.of(text))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 15, 16, 17, 65535, 65536})
    void listsAndMapsOfAnySizeComeBack(int size) {
        List<Long> list = new ArrayList<>();
        Map<Long, Boolean> map = new TreeMap<>();
        for (long i = 0; i < size; i++) {
            list.add(i);
            map.put(i, true);
        }
        assertEquals(list, read(write(list)));
        assertEquals(map, read(write(map)));
        assertEquals(map, read(write(new LinkedHashMap<>(map))));
    }

    @ParameterizedTest
    @CsvSource({
        "93 c70001 01 02, '[1, 2]'",
        "93 d40001 01 02, '[1, 2]'",
        "93 c8000001 01 02, '[1, 2]'",
        "91 c70001, []",
        "82 c70001 c0 01 02, '{1=2}'",
        "82 c70008 c0 01 02, '{1=2}'",
        "81 c70001 c0, {}",
        "90, []",
        "80, {}",
    })
    void marksOfOrderAreDropped(String hex, String value) {
        String bytes = hex.replace(" ", "");
        assertEquals(value, String.valueOf(read(bytes)));
        reader(bytes).skip();
    }

    // The cursor

    @Test
    void tokensArePulledOneByOne() {
        MsgpackReader reader =
                reader("94" + "a20361" + "81" + "01" + "c3" + "cb3ff8000000000000" + "c0");
        assertEquals(Kind.LIST, reader.nextKind());
        assertEquals(4, reader.readListHeader());
        assertEquals(3, reader.readParticle());
        assertEquals(2 + 1, reader.valueOffset());
        assertEquals(1, reader.valueLength());
        assertEquals(1, reader.readMapHeader());
        assertEquals(1, reader.readLong());
        assertTrue(reader.readBoolean());
        assertEquals(1.5, reader.readDouble());
        assertThrows(MalformedReplyException.class, reader::requireEnd);
        reader.readNil();
        assertFalse(reader.hasRemaining());
        reader.requireEnd();
    }

    @Test
    void aTokenOfAnotherKindIsMalformed() {
        assertThrows(MalformedReplyException.class, () -> reader("a20361").readLong());
        assertThrows(MalformedReplyException.class, () -> reader("01").readDouble());
        assertThrows(MalformedReplyException.class, () -> reader("01").readListHeader());
        assertThrows(MalformedReplyException.class, () -> reader("90").readMapHeader());
        assertThrows(MalformedReplyException.class, () -> reader("c0").readBoolean());
        assertThrows(MalformedReplyException.class, () -> reader("c2").readNil());
        assertThrows(MalformedReplyException.class, () -> reader("80").readParticle());
        assertThrows(MalformedReplyException.class, () -> reader("").nextKind());
    }

    // Hostile bytes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c1",
                "cc",
                "cd00",
                "cf00000000000000",
                "cb",
                "ca0000",
                "a5",
                "a503",
                "d9",
                "d9ff",
                "dbffffffff",
                "db7fffffff00",
                "c6ffffffff",
                "c7",
                "c700",
                "c7ff01",
                "c9ffffffff01",
                "c97fffffff01",
                "d8",
                "91",
                "dc",
                "dcffff",
                "dd7fffffff",
                "ddffffffff00",
                "dd80000000",
                "81",
                "8101",
                "de0001",
                "dfffffffff",
                "df7fffffff00",
                "82c70001",
                "82c70001c0",
                "82c7000101c0",
                "9200",
                "0000",
                "c0c0",
            })
    void brokenValuesAreMalformed(String hex) {
        assertThrows(MalformedReplyException.class, () -> read(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91",
                "8101",
                "81c0",
                "92c70001",
                "82c70001",
                "81",
                "dd00000001",
                "82c70001c001"
            })
    void nestingWithoutEndIsMalformedAndExhaustsNothing(String level) {
        String hex = level.repeat(300_000);
        assertThrows(MalformedReplyException.class, () -> read(hex));
        assertThrows(MalformedReplyException.class, () -> reader(hex).skip());
    }

    @Test
    void claimsOfNestedListsDoNotAddUp() {
        // 500 lists, each in the one before, each announcing as much as could just be there.
        WireBuffer bytes = new WireBuffer();
        int size = 16 << 20;
        for (int depth = 0; depth < 500; depth++) {
            bytes.putByte(0xDD);
            bytes.putInt(size - bytes.length() - 4);
        }
        bytes.reserve(size - bytes.length());
        byte[] value = bytes.toByteArray();
        Arrays.fill(value, 2500, size, (byte) 0xC1);
        assertThrows(MalformedReplyException.class, () -> read(value));
    }

    @Test
    void valuesMayBeNestedAsDeepAsTheWriterGoesAndNoDeeper() {
        Object deepest = nested(MsgpackWriter.MAX_DEPTH);
        assertEquals(deepest, read(write(deepest)));
        Object tooDeep = nested(MsgpackWriter.MAX_DEPTH + 1);
        assertThrows(IllegalArgumentException.class, () -> write(tooDeep));
        assertThrows(
                MalformedReplyException.class,
                () -> read("91".repeat(MsgpackWriter.MAX_DEPTH + 1) + "01"));
    }

    private static Object nested(int depth) {
        Object value = 1L;
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    @Test
    void mutatedAndRandomBytesAreReadOrMalformed() {
        Random random = new Random(SEED);
        for (int round = 0; round < 30_000; round++) {
            byte[] bytes;
            if (round % 4 == 0) {
                bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
            } else {
                bytes = write(randomList(random, 3));
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            boolean readable = isReadable(bytes);
            if (readable) {
                // What can be read can be stepped over, to the same end.
                MsgpackReader reader = new MsgpackReader().reset(bytes, 0, bytes.length);
                reader.skip();
                reader.requireEnd();
            }
        }
    }

    private static boolean isReadable(byte[] bytes) {
        try {
            MsgpackReader.readWhole(bytes, 0, bytes.length);
            return true;
        } catch (MalformedReplyException e) {
            return false;
        }
    }

    // Order

    @Test
    void valuesSortByTypeAndThenByContent() {
        List<Object> ascending =
                Arrays.asList(
                        null,
                        false,
                        true,
                        Long.MIN_VALUE,
                        -1L,
                        0,
                        1L,
                        Long.MAX_VALUE,
                        "",
                        "a",
                        "aa",
                        "b",
                        "\uFFFF",
                        "\uD83D\uDE80",
                        List.of(),
                        List.of(1),
                        List.of(1, 1),
                        List.of(2),
                        List.of("a"),
                        Map.of(),
                        Map.of("z", 1),
                        Map.of("z", 2),
                        Map.of("a", 1, "b", 1),
                        Map.of("a", 1, "b", 2),
                        Map.of("a", 1, "c", 0),
                        new byte[] {},
                        new byte[] {1},
                        new byte[] {1, 0},
                        new byte[] {-1},
                        Double.NEGATIVE_INFINITY,
                        -1.5,
                        1.5f,
                        2.5,
                        new GeoJson("a"),
                        new GeoJson("b"));
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertEquals(
                        Integer.compare(i, j),
                        Integer.signum(
                                ServerOrder.INSTANCE.compare(ascending.get(i), ascending.get(j))),
                        ascending.get(i) + " and " + ascending.get(j));
            }
        }
    }

    @Test
    void theOfficialClientPacksTheSameMarks() {
        byte[] theirs =
                Packer.pack(
                        List.of(Value.get(new TreeMap<>(Map.of("b", 1, "a", 2))), Value.get("x")));
        assertArrayEquals(theirs, write(List.of(new TreeMap<>(Map.of("b", 1, "a", 2)), "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "01, 0",
        "a26e6f, 0",
        "90, 1",
        "80, 1",
        "93019102 91 9101, 3",
        "92 9190 8101 82 01 02 03 80, 4",
        "82 c70001 c0 91 01 02, 2"
    })
    void depthCountsListsAndMapsInOneAnother(String hex, int depth) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertEquals(depth, MsgpackReader.depth(bytes, 0, bytes.length));
    }
}
