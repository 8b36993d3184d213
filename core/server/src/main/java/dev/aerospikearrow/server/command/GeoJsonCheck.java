package dev.aerospikearrow.server.command;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is a GeoJSON geometry that a server takes: a JSON object whose
 * <em>type</em> it knows and whose <em>coordinates</em> are numbers in nested lists.
 */
final class GeoJsonCheck {
    private static final Set<String> GEOMETRIES =
            Set.of("Point", "Polygon", "MultiPolygon", "AeroCircle");
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;

    private GeoJsonCheck(String text) {
        this.text = text;
    }

    static boolean isGeometry(byte[] bytes, int offset, int length) {
        GeoJsonCheck check = new GeoJsonCheck(Bytes.getUtf8(bytes, offset, length));
        try {
            Object root = check.value(0);
            check.skipSpace();
            return check.at == check.text.length() && isGeometry(root);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static boolean isGeometry(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> object)) {
            return false;
        }
        if ("Feature".equals(object.get("type"))) {
            return isGeometry(object.get("geometry"));
        }
        return object.get("type") instanceof String type
                && GEOMETRIES.contains(type)
                && object.get("coordinates") instanceof List<?> coordinates
                && isCoordinates(type, coordinates);
    }

    private static boolean isCoordinates(String type, List<?> coordinates) {
        return switch (type) {
            case "Point" -> isPosition(coordinates);
            case "AeroCircle" ->
                    coordinates.size() == 2
                            && coordinates.get(0) instanceof List<?> center
                            && isPosition(center)
                            && coordinates.get(1) instanceof Double;
            case "Polygon" -> isPolygon(coordinates);
            default ->
                    !coordinates.isEmpty()
                            && coordinates.stream()
                                    .allMatch(
                                            polygon ->
                                                    polygon instanceof List<?> rings
                                                            && isPolygon(rings));
        };
    }

    private static boolean isPolygon(List<?> rings) {
        return !rings.isEmpty()
                && rings.stream()
                        .allMatch(
                                ring ->
                                        ring instanceof List<?> positions
                                                && positions.size() >= 4
                                                && positions.stream()
                                                        .allMatch(
                                                                position ->
                                                                        position
                                                                                        instanceof
                                                                                        List<?> pair
                                                                                && isPosition(
                                                                                        pair)));
    }

    private static boolean isPosition(List<?> pair) {
        return pair.size() == 2
                && pair.get(0) instanceof Double longitude
                && pair.get(1) instanceof Double latitude
                && Math.abs(longitude) <= 180
                && Math.abs(latitude) <= 90;
    }

    private @Nullable Object value(int depth) {
        skipSpace();
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deep");
        }
        char first = text.charAt(at);
        return switch (first) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("unknown word");
        }
        at += word.length();
        return value;
    }

    private Map<String, @Nullable Object> object(int depth) {
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

    private List<@Nullable Object> list(int depth) {
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

    private Double number() {
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
