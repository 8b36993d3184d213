package dev.aerospikearrow.server.command;

import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import dev.aerospikearrow.server.message.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader of GeoJSON geometries that takes what a server takes: JSON objects whose <em>type</em>
 * it knows and whose <em>coordinates</em> are numbers in nested lists.
 */
final class GeoJsonReader {
    /** A geometry that is no point. */
    private static final int REGION_FLAG = 0x01;

    private static final int HEADER_LENGTH = 3;

    private static final Set<String> GEOMETRIES =
            Set.of("Point", "Polygon", "MultiPolygon", "AeroCircle");
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;

    private GeoJsonReader(String text) {
        this.text = text;
    }

    /**
     * The stored form of a geometry: flags, number of cells, cells, then the text. A point has its
     * cell; regions, whose covering by cells nothing here needs, have none.
     *
     * @throws RequestException INVALID_GEOJSON if the text is no geometry
     */
    static byte[] stored(byte[] bytes, int offset, int length) {
        GeoJsonReader check = new GeoJsonReader(Bytes.getUtf8(bytes, offset, length));
        Object root;
        try {
            root = check.value(0);
            check.skipSpace();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RequestException(ResultCode.INVALID_GEOJSON);
        }
        if (check.at != check.text.length() || !isGeometry(root)) {
            throw new RequestException(ResultCode.INVALID_GEOJSON);
        }
        WireBuffer target = new WireBuffer(HEADER_LENGTH + Long.BYTES + length);
        Optional<List<?>> point = point(root);
        target.putByte(point.isPresent() ? 0 : REGION_FLAG);
        target.putShort(point.isPresent() ? 1 : 0);
        point.ifPresent(
                pair -> target.putLong(GeoCell.of((Double) pair.get(0), (Double) pair.get(1))));
        target.putBytes(bytes, offset, length);
        return target.toByteArray();
    }

    /** Longitude and latitude, if the geometry is a point. */
    private static Optional<List<?>> point(@Nullable Object geometry) {
        Map<?, ?> object = (Map<?, ?>) geometry;
        if ("Feature".equals(object.get("type"))) {
            return point(object.get("geometry"));
        }
        return "Point".equals(object.get("type"))
                ? Optional.of((List<?>) object.get("coordinates"))
                : Optional.empty();
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
