package dev.aerospikearrow.columnar.infer;

import static dev.aerospikearrow.columnar.infer.Samples.bin;
import static dev.aerospikearrow.columnar.infer.Samples.repeated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.RawParticle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Which field is proposed for which values. */
class FieldProposalTest {
    /** The proposed type; every proposal is a schema that can be read with. */
    private static String type(Object... values) {
        InferredBin bin = bin("bin", values);
        ReadOptions.DEFAULT.check(new Schema(List.of(bin.field())));
        return TypeNames.of(bin.field());
    }

    private static List<String> conflicts(Object... values) {
        return bin("bin", values).conflicts().stream().map(InferredBin.Conflict::toString).toList();
    }

    private static String reason(Object... values) {
        return bin("bin", values).reason();
    }

    private static RawParticle raw(int type, int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        return new RawParticle(type, raw);
    }

    @Test
    void valuesOfOneTypeGetThatType() {
        assertEquals("Int64", type(1L, -7L));
        assertEquals("integers from -7 to 1", reason(1L, -7L));
        assertEquals("Float64", type(1.5));
        assertEquals("Bool", type(true, false));
        assertEquals("Utf8", type("a", "Zürich"));
        assertEquals("texts of 1 to 7 bytes", reason("a", "Zürich"));
        assertEquals("Binary", type(new byte[3], new byte[0]));
        assertEquals("Utf8", type(new GeoJson("{}")));
        assertEquals("Binary", type(RawParticle.hll(new byte[] {1})));
        assertEquals("Binary", type(raw(9, 1)));
        assertEquals("Binary", type(raw(99, 1)));
    }

    @Test
    void whatTakesAllOfTwoTypesIsPreferred() {
        assertEquals("Float64", type(1L, 2L, 2.5));
        assertEquals(List.of(), conflicts(1L, 2L, 2.5));
        assertEquals("Bool", type(true, 0L, 1L));
        assertEquals("Int64", type(true, 0L, 2L));
        assertEquals("Utf8", type("a", new GeoJson("{}")));
        assertEquals(List.of(), conflicts(true, 0L, 2L));
    }

    @Test
    void integersThatAreNotExactAsDoublesAreAConflict() {
        Object[] values = {1L << 53 | 1, 1L << 60, 2.5};
        assertEquals("Int64", type(values));
        assertEquals(List.of("DOUBLE in 33.3% is no Int64"), conflicts(values));
        assertTrue(reason(values).contains("too large to be exact"), reason(values));
    }

    @Test
    void strayValuesAreConflictsAndDoNotChangeTheType() {
        Object[] values = repeated(90, 1L, repeated(10, "x"));
        InferredBin bin = bin("bin", values);
        assertEquals("Int64", type(values));
        assertEquals(Map.of("INTEGER", 90L, "STRING", 10L), bin.typeCounts());
        assertEquals(List.of("INTEGER", "STRING"), List.copyOf(bin.typeCounts().keySet()));
        assertEquals(
                List.of(new InferredBin.Conflict("", "STRING", 10, 100, "Int64")), bin.conflicts());
        assertEquals(List.of("STRING in 10.0% is no Int64"), conflicts(values));
        assertEquals("Utf8", type(repeated(9, "x", new byte[1])));
    }

    @Test
    void aShareIsRoundedNeitherToNothingNorToAll() {
        Object[] values = repeated(9_999, 1L, "x");
        assertEquals(List.of("STRING in 0.1% is no Int64"), conflicts(values));
        assertEquals("99.9%", Percentage.of(9_999, 10_000));
        assertEquals("100.0%", Percentage.of(3, 3));
        assertEquals("0.0%", Percentage.of(0, 0));
    }

    @Test
    void textsThatAreNotUtf8AreNoTexts() {
        Object broken = raw(ParticleType.STRING, 0xFF, 'A');
        assertEquals("Binary", type(broken));
        assertEquals(
                List.of("STRING that is not UTF-8 in 25.0% is no Utf8"),
                conflicts("a", "b", "c", broken));
    }

    @Test
    void blobsOfOneLengthAreBinaryWithAHintOfWhatElseTheyMayBe() {
        assertEquals("Binary", type(new byte[16], new byte[16]));
        assertEquals(
                "blobs of 16 bytes; FixedSizeBinary(16) if all are, FixedSizeList<Float32>(4) if"
                        + " these are packed numbers",
                reason(new byte[16], new byte[16]));
    }

    @Test
    void listsOfNumbersOfOneLengthAreFixedSizeLists() {
        assertEquals("FixedSizeList<Float64>(3)", type(List.of(1.5, 2.5, 3), List.of(1, 2, 3)));
        assertEquals("FixedSizeList<Int64>(2)", type(List.of(1, 2), List.of(3, 4)));
        assertEquals("FixedSizeList<Float32>(2)", type(List.of(1f, 2f), List.of(3f, 4f)));
        assertEquals("List<Int64>", type(List.of(1, 2), List.of(3)));
        assertEquals("List<Int64>", type(List.of(1, 2)));
        assertEquals("List<Utf8>", type(List.of("a", "b"), List.of("c", "d")));
        assertTrue(reason(List.of("a", "b"), List.of("c", "d")).contains("FixedSizeList if"));
    }

    @Test
    void listsAreLookedInto() {
        assertEquals("List<List<Bool>>", type(List.of(List.of(true), List.of()), List.of()));
        List<Object> withNull = new ArrayList<>(List.of("a"));
        withNull.add(null);
        assertEquals("List<Utf8>", type(withNull));
        assertEquals(List.of(), conflicts(withNull));
        assertEquals(List.of("at [*]: STRING in 33.3% is no Int64"), conflicts(List.of(1, "a", 2)));
        assertEquals("List<Utf8>", type(List.of()));
        assertTrue(reason(List.of()).contains("is a guess"), reason(List.of()));
    }

    @Test
    void mapsWithTheSameKeysAreStructs() {
        assertEquals(
                "Struct<a: Int64, b: Utf8>",
                type(Map.of("a", 1, "b", "x"), Map.of("a", 2), Map.of("b", "y", "a", 1)));
        assertEquals(
                List.of("at .a: STRING in 50.0% is no Int64"),
                conflicts(Map.of("a", 1), Map.of("a", "x")));
        assertEquals(
                "Struct<a: Struct<b: FixedSizeList<Float64>(2)>>",
                type(
                        Map.of("a", Map.of("b", List.of(1.5, 2.0))),
                        Map.of("a", Map.of("b", List.of(1.5, 2.0)))));
    }

    @Test
    void mapsWithKeysOfTheirOwnAreMaps() {
        assertEquals(
                "Map<Utf8, Int64>",
                type(Map.of("a", 1), Map.of("b", 1), Map.of("c", 1), Map.of("d", 1)));
        assertEquals("Map<Int64, Utf8>", type(Map.of(1, "x", 2, "y")));
        assertEquals("Map<Utf8, Utf8>", type(Map.of()));
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i <= Shape.MAX_STRUCT_FIELDS; i++) {
            many.put("key " + i, List.of(i));
        }
        assertEquals("Map<Utf8, List<Int64>>", type(many, many));
    }

    @Test
    void keysWhoseValuesDifferInTypeAreStructsHoweverRareTheyAre() {
        assertEquals(
                "Struct<a: Int64, b: Utf8, c: Bool>",
                type(Map.of("a", 1), Map.of("b", "x"), Map.of("c", true)));
    }

    @Test
    void keysOfSeveralTypesAreAConflict() {
        assertEquals("Map<Utf8, Int64>", type(Map.of("a", 1, "b", 2, 3, 3)));
        assertEquals(
                List.of("at [key]: INTEGER in 33.3% is no Utf8"),
                conflicts(Map.of("a", 1, "b", 2, 3, 3)));
    }

    @Test
    void theOrderOfValuesDoesNotMatter() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i <= Shape.MAX_STRUCT_FIELDS; i++) {
            many.put("key " + i, Map.of("n", i));
        }
        Object[] values = {Map.of("a", Map.of("n", "x")), many, Map.of(7, Map.of("n", 1.5))};
        Object[] reversed = {values[2], values[1], values[0]};
        assertEquals(bin("bin", values), bin("bin", reversed));
    }

    @Test
    void whatCannotBeReadIsCountedAndLeftAlone() {
        Object tooShort = raw(ParticleType.LIST, 0x92, 1);
        Object aMap = raw(ParticleType.LIST, 0x80);
        Object tooLong = raw(ParticleType.MAP, 0x80, 1);
        Object[] values = {tooShort, aMap, tooLong, List.of(1)};
        assertEquals(
                Map.of("LIST", 1L, "LIST or MAP that cannot be read", 3L),
                bin("bin", values).typeCounts());
        assertEquals("List<Int64>", type(values));
        assertEquals(1, conflicts(values).size());
    }

    @Test
    void deepValuesAreLookedIntoOnlySoFar() {
        Object value = 1L;
        for (int i = 0; i < 500; i++) {
            value = List.of(value);
        }
        String type = type(value);
        assertTrue(type.startsWith("List<List<List<"), type);
        assertEquals(Shape.MAX_DEPTH + 1, type.split("List").length - 1);
    }

    @Test
    void manyKeysInsideManyKeysStayBounded() {
        Map<String, Object> inner = new HashMap<>();
        Map<String, Object> outer = new HashMap<>();
        for (int i = 0; i < Shape.MAX_STRUCT_FIELDS; i++) {
            inner.put("i" + i, i);
        }
        for (int i = 0; i < Shape.MAX_STRUCT_FIELDS; i++) {
            outer.put("o" + i, inner);
        }
        Shape shape = Samples.shape(100, outer, outer);
        InferredBin bin = FieldProposal.propose("bin", shape, 2, 2);
        ReadOptions.DEFAULT.check(new Schema(List.of(bin.field())));
    }

    @Test
    void aReservedNameIsGivenAsABin() {
        InferredBin bin = bin("__key", 1L);
        assertEquals(Map.of(FieldMetadata.BIN, "__key"), bin.field().getMetadata());
        ReadOptions.DEFAULT.check(new Schema(List.of(bin.field())));
    }
}
