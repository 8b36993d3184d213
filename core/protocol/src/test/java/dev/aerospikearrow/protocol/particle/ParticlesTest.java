package dev.aerospikearrow.protocol.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import dev.aerospikearrow.protocol.golden.Recording;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParticlesTest {

    static Stream<Object> values() {
        return Stream.of(
                0L,
                Long.MIN_VALUE,
                -0.0,
                Double.NaN,
                Double.MIN_VALUE,
                true,
                false,
                "",
                "Grüße 🚀",
                new byte[0],
                new byte[] {1, -1},
                List.of(),
                List.of(1L, List.of("a"), Map.of("k", 2.5)),
                Map.of(),
                Map.of("k", List.of(true)),
                new GeoJson("{\"type\":\"Point\",\"coordinates\":[1,2]}"),
                RawParticle.hll(new byte[] {1, 2, 3}),
                new RawParticle(7, new byte[] {9}),
                new RawParticle(99, new byte[0]));
    }

    private static byte[] write(Object value) {
        WireBuffer target = new WireBuffer();
        Particles.write(target, value);
        return target.toByteArray();
    }

    private static Object read(int particleType, String hex) {
        byte[] bytes = HexFormat.of().parseHex("ffff" + hex + "ffff");
        return Particles.read(particleType, bytes, 2, bytes.length - 4);
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeComesBackFromTheMiddleOfAnArray(Object value) {
        byte[] bytes = write(value);
        Object again = read(Particles.typeOf(value), Bytes.hex(bytes));
        assertEquals(Recording.normal(value), Recording.normal(again));
    }

    @Test
    void narrowNumbersAreWidened() {
        assertEquals(5L, read(Particles.typeOf(5), Bytes.hex(write(5))));
        assertEquals(-5L, read(Particles.typeOf((byte) -5), Bytes.hex(write((byte) -5))));
        assertEquals(1.5, read(Particles.typeOf(1.5f), Bytes.hex(write(1.5f))));
    }

    @Test
    void noValueIsNull() {
        assertEquals(ParticleType.NULL, Particles.typeOf(null));
        assertEquals(0, write(null).length);
        assertEquals(null, read(ParticleType.NULL, ""));
    }

    @ParameterizedTest
    @CsvSource({"ff, 255", "ffff, 65535", "ffffffff, 4294967295", "ffffffffffffffff, -1"})
    void shortIntegersAreExtendedWithZeros(String hex, long value) {
        assertEquals(value, read(ParticleType.INTEGER, hex));
    }

    @Test
    void aGeoJsonsCellsAreSkipped() {
        String text = HexFormat.of().formatHex(Bytes.utf8("{}"));
        assertEquals(new GeoJson("{}"), read(ParticleType.GEOJSON, "00" + "0000" + text));
        assertEquals(
                new GeoJson("{}"),
                read(ParticleType.GEOJSON, "01" + "0002" + "ab".repeat(16) + text));
    }

    @ParameterizedTest
    @CsvSource({
        "1, ''",
        "1, 000000",
        "1, 000000000000000000",
        "2, 00000000",
        "2, ''",
        "17, ''",
        "17, 0001",
        "19, ''",
        "20, ''",
        "20, 01",
        "19, 90",
        "20, 80",
        "20, 9001",
        "20, 91",
        "23, 0000",
        "23, 010001ff",
    })
    void valuesOfAnotherLengthOrShapeAreMalformed(int particleType, String hex) {
        assertThrows(MalformedReplyException.class, () -> read(particleType, hex));
    }

    @Test
    void anyBytesOfAnyTypeAreReadOrMalformed() {
        Random random = new Random(7);
        int malformed = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            try {
                Particles.read(random.nextInt(30), bytes, 0, bytes.length);
            } catch (MalformedReplyException e) {
                malformed++;
            }
        }
        assertTrue(malformed > 0);
    }

    @Test
    void whatIsNoValueIsRefusedWithTheTypesThatAre() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Particles.typeOf(new StringBuilder()));
        assertTrue(e.getMessage().contains("java.lang.StringBuilder"), e.getMessage());
        assertTrue(e.getMessage().contains("GeoJson"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> write(List.of(Arrays.asList(new Object()))));
    }
}
