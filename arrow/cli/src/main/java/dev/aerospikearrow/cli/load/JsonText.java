package dev.aerospikearrow.cli.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.aerospikearrow.data.MessageValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as values, numbers as they are written. A name that occurs twice in an object is refused:
 * one of the two values would be lost.
 */
final class JsonText {
    /** Lists and maps of bins are at most this deep. */
    private static final int MAX_DEPTH = 512;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Names come from the data: keeping them all would fill the memory.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private JsonText() {}

    /**
     * The object of a line.
     *
     * @param bytes UTF-8
     * @throws MisfitException if the line is no JSON object, or no UTF-8
     */
    @SuppressWarnings("unchecked") // What reads an object makes such a map.
    static Map<String, @Nullable Object> object(byte[] bytes, int offset, int length) {
        try (JsonParser parser = JSON.createParser(text(bytes, offset, length))) {
            Object value = whole(parser);
            if (value instanceof Map) {
                return (Map<String, @Nullable Object>) value;
            }
            throw new MisfitException("an object was expected, but found " + describe(value) + ".");
        } catch (IOException e) {
            throw misfit(e);
        }
    }

    /**
     * The value of a text.
     *
     * @throws MisfitException if the text is no JSON
     */
    static @Nullable Object value(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return whole(parser);
        } catch (IOException e) {
            throw misfit(e);
        }
    }

    /** What a value is, for messages. */
    static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (MessageValues.areHidden()) {
            return value instanceof String
                    ? "a text"
                    : value instanceof Boolean ? "true or false" : "a number";
        }
        String text = String.valueOf(value);
        String start = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return value instanceof String ? "\"" + start + "\"" : start;
    }

    /** {@code the integer 5}, or {@code the integer} where values are hidden. */
    static String named(String what, Object value) {
        return MessageValues.areHidden() ? what : what + " " + value;
    }

    /** What Jackson decodes itself, it decodes with replacement characters. */
    private static String text(byte[] bytes, int offset, int length)
            throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, offset, length))
                .toString();
    }

    private static MisfitException misfit(IOException e) {
        if (e instanceof CharacterCodingException) {
            return new MisfitException("its bytes are no UTF-8. iconv converts files.");
        }
        if (e instanceof JsonEOFException) {
            return new MisfitException(
                    "the line ends inside of its object. JSON lines have a whole object on each"
                            + " line; jq -c . makes them.");
        }
        String reason =
                e instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : String.valueOf(e.getMessage());
        String where =
                e instanceof JsonParseException json && json.getLocation() != null
                        ? "column " + json.getLocation().getColumnNr() + ": "
                        : "";
        // The reason quotes what stands there.
        String because = MessageValues.areHidden() ? "" : ": " + reason;
        return new MisfitException(where + "it is no JSON" + because + ".");
    }

    private static @Nullable Object whole(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new MisfitException("there is nothing.");
        }
        Object value = read(parser);
        if (parser.nextToken() != null) {
            throw new MisfitException(
                    "column "
                            + parser.currentTokenLocation().getColumnNr()
                            + ": nothing more was expected behind the value. JSON lines have one"
                            + " object on each line.");
        }
        return value;
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> new NumberText(parser.getText());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new MisfitException("there is " + token + " where a value should be.");
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> {
                long number = parser.getLongValue();
                yield number == 0 && parser.getText().startsWith("-")
                        ? new NumberText(parser.getText())
                        : (Object) number;
            }
            default -> new NumberText(parser.getText());
        };
    }
}
