package dev.aerospikearrow.columnar.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PathValueTest {
    private static byte[] list(@Nullable Object... values) {
        WireBuffer packed = new WireBuffer(64);
        Particles.write(packed, Arrays.asList(values));
        return packed.toByteArray();
    }

    static Stream<Object> values() {
        return Stream.of(
                0L,
                -1L,
                127L,
                1L << 40,
                Long.MIN_VALUE,
                2.5,
                true,
                false,
                "",
                "text",
                "t".repeat(300),
                List.of(),
                List.of(1L, List.of("x")),
                Map.of("a", 1L),
                new GeoJson("{\"type\":\"Point\",\"coordinates\":[1,2]}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsWhatABinOfItWouldBe(Object value) {
        PathValue path = new PathValue();
        byte[] packed = list(value);
        int type = path.read(ParticleType.LIST, packed, 0, packed.length);
        assertEquals(Particles.typeOf(value), type);
        assertEquals(value, Particles.read(type, path.bytes(), path.offset(), path.length()));
    }

    @Test
    void aBlobIsItsBytes() {
        PathValue path = new PathValue();
        byte[] packed = list(new byte[] {1, 2, 3});
        int type = path.read(ParticleType.LIST, packed, 0, packed.length);
        assertArrayEquals(
                new byte[] {1, 2, 3},
                (byte[]) Particles.read(type, path.bytes(), path.offset(), path.length()));
    }

    @Test
    void noValueAndNilAreNull() {
        byte[] none = list();
        byte[] nil = list((Object) null);
        PathValue path = new PathValue();
        assertEquals(ParticleType.NULL, path.read(ParticleType.LIST, none, 0, none.length));
        assertEquals(ParticleType.NULL, path.read(ParticleType.LIST, nil, 0, nil.length));
    }

    @Test
    void anythingElseIsMalformed() {
        byte[] two = list(1, 2);
        byte[] one = list("text");
        PathValue path = new PathValue();
        assertThrows(
                MalformedReplyException.class,
                () -> path.read(ParticleType.LIST, two, 0, two.length));
        assertThrows(
                MalformedReplyException.class,
                () -> path.read(ParticleType.STRING, one, 0, one.length));
        for (int length = 0; length < one.length; length++) {
            int cut = length;
            assertThrows(
                    MalformedReplyException.class, () -> path.read(ParticleType.LIST, one, 0, cut));
        }
    }
}
