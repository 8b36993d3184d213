package dev.aerospikearrow.server.geo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of GeoJSON geometries that takes what a server takes: JSON objects whose <em>type</em>
 * it knows and whose <em>coordinates</em> are numbers in nested lists.
 */
final class GeoJsonReader {
    /** What a real server has as the default of geo2dsphere-within-earth-radius-meters. */
    private static final double EARTH_RADIUS_METERS = 6_371_000;

    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;

    private GeoJsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a geometry.
     *
     * @throws IllegalArgumentException if the text is none
     * @throws IndexOutOfBoundsException if it ends early
     */
    static Geometry read(String text) {
        GeoJsonReader reader = new GeoJsonReader(text);
        Object root = reader.value(0);
        reader.skipSpace();
        require(reader.at == text.length(), "text behind the geometry");
        Map<?, ?> object = object(root);
        return geometry(
                "Feature".equals(object.get("type")) ? object(object.get("geometry")) : object);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException("no object");
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("no list");
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("no number");
    }

    private static Geometry geometry(Map<?, ?> object) {
        List<?> coordinates = list(object.get("coordinates"));
        return switch (String.valueOf(object.get("type"))) {
            case "Point" -> Geometry.of(GeoCell.of(position(coordinates)));
            case "Polygon" -> Geometry.of(polygon(coordinates));
            case "MultiPolygon" ->
                    Geometry.of(
                            new GeoRegion.Union(
                                    coordinates.stream()
                                            .map(each -> polygon(list(each)))
                                            .toList()));
            case "AeroCircle" -> {
                require(coordinates.size() == 2, "a circle has a center and a radius");
                yield Geometry.of(
                        new GeoRegion.Circle(
                                position(list(coordinates.get(0))),
                                number(coordinates.get(1)) / EARTH_RADIUS_METERS));
            }
            default -> throw new IllegalArgumentException("no geometry");
        };
    }

    private static GeoRegion polygon(List<?> rings) {
        return new GeoRegion.Polygon(
                rings.stream()
                        .map(
                                ring ->
                                        new GeoRing(
                                                list(ring).stream()
                                                        .map(each -> position(list(each)))
                                                        .toList()))
                        .toList());
    }

    private static GeoVector position(List<?> pair) {
        require(pair.size() == 2, "a position has two numbers");
        double longitude = number(pair.get(0));
        double latitude = number(pair.get(1));
        require(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90, "not on the earth");
        return GeoVector.ofDegrees(longitude, latitude);
    }

    private @Nullable Object value(int depth) {
        skipSpace();
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deep");
        }
        char first = text.charAt(at);
        return switch (first) {
            case '{' -> readObject(depth);
            case '[' -> readList(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> readNumber();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("unknown word");
        }
        at += word.length();
        return value;
    }

    private Map<String, @Nullable Object> readObject(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (text.charAt(at) == '}') {
            at++;
            return object;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            object.put(name, value(depth + 1));
            skipSpace();
        } while (text.charAt(at++) == ',');
        at--;
        expect('}');
        return object;
    }

    private List<@Nullable Object> readList(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        skipSpace();
        if (text.charAt(at) == ']') {
            at++;
            return list;
        }
        do {
            list.add(value(depth + 1));
            skipSpace();
        } while (text.charAt(at++) == ',');
        at--;
        expect(']');
        return list;
    }

    private String string() {
        expect('"');
        int start = at;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return text.substring(start, at++);
    }

    private Double readNumber() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Double.valueOf(text.substring(start, at));
    }

    private void expect(char wanted) {
        if (text.charAt(at++) != wanted) {
            throw new IllegalArgumentException("expected " + wanted);
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
