package dev.aerospikearrow.duckdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.aerospikearrow.data.GeoJson;
import dev.aerospikearrow.data.RawParticle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects, whatever is in them: bytes are texts in hexadecimal, the keys of maps
 * are texts, and so are numbers that JSON has not.
 */
final class RecordText {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final HexFormat HEX = HexFormat.of();

    private RecordText() {}

    /**
     * The object in UTF-8.
     *
     * @throws IllegalArgumentException if two keys of a map would be the same text
     */
    static byte[] of(Map<String, Object> bins) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(bins, json);
        } catch (JsonGenerationException e) {
            throw new IllegalArgumentException(
                    "A map in the record has two keys that are the same text in JSON ("
                            + e.getOriginalMessage()
                            + "). Read it with aerospike_lookup or createTable.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON cannot be written to memory.", e);
        }
        return text.toByteArray();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(text(entry.getKey()));
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(text(value));
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HEX.formatHex(bytes);
        }
        if (value instanceof RawParticle particle) {
            return HEX.formatHex(particle.bytes());
        }
        return value instanceof GeoJson geometry ? geometry.json() : String.valueOf(value);
    }
}
