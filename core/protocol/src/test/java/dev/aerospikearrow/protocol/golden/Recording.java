package dev.aerospikearrow.protocol.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.FrameDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A recorded exchange between the official client and a real server; the folder's README says what
 * the files hold. The same class serves encoder, decoder and server tests.
 *
 * @param name the file's name without {@code .json}
 * @param json the whole file
 * @param exchanges requests with their responses, in order
 */
public record Recording(String name, JsonNode json, List<Exchange> exchanges) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FOLDER = "/wire";
    private static final String SUFFIX = ".json";

    /**
     * One request and its response.
     *
     * @param connection which connection carried it
     * @param request one frame
     * @param response one or more frames, back to back
     */
    public record Exchange(int connection, byte[] request, byte[] response) {

        /** The response's frames, each with its header. */
        public List<byte[]> responseFrames() {
            List<byte[]> frames = new ArrayList<>();
            int start = 0;
            while (start < response.length) {
                long bodyLength = FrameDescriptor.bodyLength(Bytes.getLong(response, start));
                int end = Math.toIntExact(start + FrameDescriptor.HEADER_LENGTH + bodyLength);
                if (end > response.length) {
                    throw new IllegalStateException(
                            "the recording ends inside the frame at byte " + start);
                }
                frames.add(Arrays.copyOfRange(response, start, end));
                start = end;
            }
            return frames;
        }
    }

    /** Loads one file by its name without {@code .json}. */
    public static Recording load(String name) {
        try (InputStream in = Recording.class.getResourceAsStream(FOLDER + "/" + name + SUFFIX)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no recording " + name + SUFFIX);
            }
            JsonNode json = MAPPER.readTree(in);
            return new Recording(name, json, exchanges(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all files, without {@code .json}. */
    public static List<String> names() {
        try (Stream<Path> files =
                Files.list(Path.of(Recording.class.getResource(FOLDER).toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Exchange> exchanges(JsonNode json) {
        List<Exchange> exchanges = new ArrayList<>();
        byte[] request = null;
        for (JsonNode entry : json.path("exchanges")) {
            if (entry.has("request")) {
                request = hex(entry.get("request"));
            } else {
                exchanges.add(
                        new Exchange(
                                entry.get("connection").asInt(),
                                request,
                                hex(entry.get("response"))));
            }
        }
        return exchanges;
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asText());
    }

    public Exchange exchange(int index) {
        return exchanges.get(index);
    }

    /**
     * A value of a result, in the form that {@link #normal} gives decoded ones: Long, Double,
     * Boolean, String, null, List and Map; bytes as {@code bytes:hex}, GeoJSON as {@code geo:text}.
     */
    public static Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.has("$double")) {
            JsonNode number = node.get("$double");
            return number.isTextual()
                    ? Double.valueOf(number.asText())
                    : (Object) number.asDouble();
        }
        if (node.has("$bytes")) {
            return "bytes:" + node.get("$bytes").asText();
        }
        if (node.has("$geojson")) {
            return "geo:" + node.get("$geojson").asText();
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(element)));
            return list;
        }
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.asText();
    }

    /** A decoded value in the form that {@link #value} gives recorded ones. */
    public static Object normal(Object decoded) {
        if (decoded instanceof byte[] bytes) {
            return "bytes:" + Bytes.hex(bytes);
        }
        if (decoded instanceof GeoJson geo) {
            return "geo:" + geo.json();
        }
        if (decoded instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(normal(element)));
            return elements;
        }
        if (decoded instanceof Map<?, ?> map) {
            Map<String, Object> entries = new HashMap<>();
            map.forEach((key, value) -> entries.put(String.valueOf(normal(key)), normal(value)));
            return entries;
        }
        return decoded;
    }

    /** What the official client returned; JSON null if it returned null. */
    public JsonNode result() {
        return json.get("result");
    }

    /** The result code that the official client reported as an error. */
    public Optional<Integer> errorCode() {
        return json.has("error")
                ? Optional.of(json.get("error").get("resultCode").asInt())
                : Optional.empty();
    }
}
