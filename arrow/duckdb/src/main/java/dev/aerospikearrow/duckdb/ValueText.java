package dev.aerospikearrow.duckdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.aerospikearrow.columnar.vector.IntegerValues;
import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Values as texts from which SQL gets them back: {@code from_hex} for bytes, a cast to TIME,
 * INTERVAL, JSON, or a list or struct for the others. SQL reads neither durations of ISO 8601 nor
 * its signs of large years, so that these are not the texts of files.
 */
final class ValueText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of();

    private ValueText() {}

    /** The value, which is not null, in UTF-8. */
    static byte[] of(FieldVector vector, int index) {
        return isNested(vector)
                ? json(vector, index)
                : scalar(vector, index).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isNested(FieldVector vector) {
        return vector instanceof StructVector || ListRanges.of(vector).isPresent();
    }

    private static byte[] json(FieldVector vector, int index) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(vector, index, json);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON cannot be written to memory.", e);
        }
        return text.toByteArray();
    }

    private static void write(FieldVector vector, int index, JsonGenerator json)
            throws IOException {
        if (vector.isNull(index)) {
            json.writeNull();
        } else if (vector instanceof MapVector map) {
            writeMap(map, index, json);
        } else if (ListRanges.of(vector).isPresent()) {
            writeList(ListRanges.of(vector).get(), index, json);
        } else if (vector instanceof StructVector struct) {
            json.writeStartObject();
            for (FieldVector child : struct.getChildrenFromFields()) {
                json.writeFieldName(child.getName());
                write(child, index, json);
            }
            json.writeEndObject();
        } else {
            writeScalar(vector, index, json);
        }
    }

    private static void writeList(ListRanges lists, int index, JsonGenerator json)
            throws IOException {
        json.writeStartArray();
        for (int i = lists.start(index); i < lists.end(index); i++) {
            write(lists.elements(), i, json);
        }
        json.writeEndArray();
    }

    /** The keys of JSON are texts, whatever those of the map are. */
    private static void writeMap(MapVector map, int index, JsonGenerator json) throws IOException {
        FieldVector keys = map.getDataVector().getChildrenFromFields().get(0);
        FieldVector values = map.getDataVector().getChildrenFromFields().get(1);
        json.writeStartObject();
        for (int i = map.getElementStartIndex(index); i < map.getElementEndIndex(index); i++) {
            json.writeFieldName(new String(of(keys, i), StandardCharsets.UTF_8));
            write(values, i, json);
        }
        json.writeEndObject();
    }

    private static void writeScalar(FieldVector vector, int index, JsonGenerator json)
            throws IOException {
        if (vector instanceof BitVector bits) {
            json.writeBoolean(bits.get(index) != 0);
        } else if (vector instanceof Float4Vector floats && Float.isFinite(floats.get(index))) {
            json.writeNumber(floats.get(index));
        } else if (vector instanceof Float2Vector halves
                && Float.isFinite(halves.getValueAsFloat(index))) {
            json.writeNumber(halves.getValueAsFloat(index));
        } else if (vector instanceof Float8Vector doubles && Double.isFinite(doubles.get(index))) {
            json.writeNumber(doubles.get(index));
        } else if (vector instanceof BaseIntVector || vector instanceof DecimalVector) {
            json.writeNumber(scalar(vector, index));
        } else {
            json.writeString(scalar(vector, index));
        }
    }

    private static String scalar(FieldVector vector, int index) {
        ArrowType type = vector.getField().getType();
        if (vector instanceof BaseIntVector integers) {
            return IntegerValues.text(integers, index);
        }
        if (vector instanceof Float2Vector halves) {
            return Float.toString(halves.getValueAsFloat(index));
        }
        Object value = vector.getObject(index);
        if (value instanceof byte[] bytes) {
            return HEX.formatHex(bytes);
        }
        if (value instanceof Number units && type instanceof ArrowType.Time time) {
            return time(units.longValue(), time.getUnit());
        }
        if (type instanceof ArrowType.Duration duration) {
            long units = vector.getDataBuffer().getLong((long) index * Long.BYTES);
            return duration(units, duration.getUnit());
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            long units = vector.getDataBuffer().getLong((long) index * Long.BYTES);
            return withoutPlus(TimeUnits.instant(units, timestamp.getUnit()).toString());
        }
        if (value instanceof LocalDateTime dateTime) {
            return type instanceof ArrowType.Time
                    ? DateTimeFormatter.ISO_LOCAL_TIME.format(dateTime)
                    : withoutPlus(dateTime.toLocalDate().toString());
        }
        if (value instanceof Integer days && type instanceof ArrowType.Date) {
            return withoutPlus(LocalDate.ofEpochDay(days).toString());
        }
        return value instanceof BigDecimal decimal
                ? decimal.toPlainString()
                : String.valueOf(value);
    }

    /** SQL does not read the sign that ISO 8601 has before years of more than four digits. */
    private static String withoutPlus(String date) {
        return date.startsWith("+") ? date.substring(1) : date;
    }

    private static String time(long units, TimeUnit unit) {
        LocalTime time = LocalTime.ofNanoOfDay(units * TimeUnits.nanos(unit));
        return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }

    private static String duration(long units, TimeUnit unit) {
        BigDecimal seconds =
                BigDecimal.valueOf(units).multiply(BigDecimal.valueOf(TimeUnits.nanos(unit), 9));
        return seconds.stripTrailingZeros().toPlainString() + " seconds";
    }
}
