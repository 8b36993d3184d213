package dev.aerospikearrow.client;

import dev.aerospikearrow.data.GeoJson;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of every type, and how they are compared. */
final class Values {
    private Values() {}

    /** One bin of each type, with the awkward values of the type. */
    static Map<String, Object> ofEveryType() {
        Map<String, Object> bins = new LinkedHashMap<>();
        bins.put("int", 42L);
        bins.put("intMin", Long.MIN_VALUE);
        bins.put("double", -0.0);
        bins.put("doubleInf", Double.POSITIVE_INFINITY);
        bins.put("doubleNaN", Double.NaN);
        bins.put("true", true);
        bins.put("false", false);
        bins.put("text", "größe 😀");
        bins.put("textEmpty", "");
        bins.put("blob", new byte[] {0, 1, -1, 3});
        bins.put("blobEmpty", new byte[0]);
        bins.put("list", Arrays.asList(1L, "two", 3.5, true, null, List.of(4L, List.of())));
        bins.put("listEmpty", List.of());
        Map<Object, Object> map = new TreeMap<>();
        map.put("a", 1L);
        map.put("b", List.of("x", Map.of("deep", -5L)));
        bins.put("map", map);
        bins.put("mapLong", new TreeMap<>(Map.of(-1L, "minus", 7L, "seven")));
        bins.put("mapEmpty", Map.of());
        bins.put("geo", new GeoJson("{\"type\":\"Point\",\"coordinates\":[-122.0,37.5]}"));
        return Collections.unmodifiableMap(bins);
    }

    /** Whether two values are equal, whatever lists and maps they are in. */
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        return describe(a).equals(describe(b));
    }

    /** A value as text, the same for equal values. */
    static String describe(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes" + Arrays.toString(bytes);
        }
        if (value instanceof List<?> list) {
            StringBuilder text = new StringBuilder("[");
            list.forEach(element -> text.append(describe(element)).append(", "));
            return text.append(']').toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(describe(key), describe(element)));
            return sorted.toString();
        }
        return value == null ? "nil" : value.getClass().getSimpleName() + " " + value;
    }
}
