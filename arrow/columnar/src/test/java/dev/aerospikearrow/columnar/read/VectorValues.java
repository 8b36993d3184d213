package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Values of vectors as plain Java objects, read by Arrow's own accessors: Long for integers and
 * times, Double, Boolean, BigDecimal, String, hexadecimal text for bytes, List for lists and for
 * the entries of maps (a list of two each), Map for structs.
 */
public final class VectorValues {
    private VectorValues() {}

    public static @Nullable Object at(FieldVector vector, int index) {
        if (vector.isNull(index)) {
            return null;
        }
        if (vector instanceof UInt1Vector bytes) {
            return bytes.get(index) & 0xFFL;
        }
        if (vector instanceof UInt2Vector chars) {
            return (long) chars.get(index);
        }
        if (vector instanceof UInt4Vector ints) {
            return ints.get(index) & 0xFFFF_FFFFL;
        }
        if (vector instanceof BaseIntVector integers) {
            return integers.getValueAsLong(index);
        }
        Object nested = nested(vector, index);
        return nested != null ? nested : scalar(vector, index);
    }

    private static @Nullable Object nested(FieldVector vector, int index) {
        if (vector instanceof ListVector list) { // a MapVector too
            return list(
                    list.getDataVector(),
                    list.getElementStartIndex(index),
                    list.getElementEndIndex(index),
                    vector.getField().getType().getTypeID().name().equals("Map"));
        }
        if (vector instanceof LargeListVector list) {
            return list(
                    list.getDataVector(),
                    list.getElementStartIndex(index),
                    list.getElementEndIndex(index),
                    false);
        }
        if (vector instanceof FixedSizeListVector list) {
            return list(
                    list.getDataVector(),
                    list.getElementStartIndex(index),
                    list.getElementEndIndex(index),
                    false);
        }
        if (vector instanceof StructVector struct) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            for (FieldVector child : struct.getChildrenFromFields()) {
                values.put(child.getName(), at(child, index));
            }
            return values;
        }
        return null;
    }

    private static List<@Nullable Object> list(
            FieldVector elements, long start, long end, boolean entries) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = (int) start; i < end; i++) {
            Object value = at(elements, i);
            values.add(
                    entries && value instanceof Map<?, ?> entry
                            ? new ArrayList<>(entry.values())
                            : value);
        }
        return values;
    }

    private static Object scalar(FieldVector vector, int index) {
        if (vector instanceof Float8Vector numbers) {
            return numbers.get(index);
        }
        if (vector instanceof Float4Vector numbers) {
            return (double) numbers.get(index);
        }
        if (vector instanceof Float2Vector numbers) {
            return (double) Float16.toFloat(numbers.get(index));
        }
        if (vector instanceof BitVector flags) {
            return flags.get(index) == 1;
        }
        if (vector instanceof DateDayVector dates) {
            return (long) dates.get(index);
        }
        if (vector instanceof DateMilliVector dates) {
            return dates.get(index);
        }
        if (vector instanceof TimeStampVector timestamps) {
            return timestamps.get(index);
        }
        if (vector instanceof DurationVector durations) {
            return DurationVector.get(durations.getDataBuffer(), index);
        }
        if (vector instanceof TimeSecVector times) {
            return (long) times.get(index);
        }
        if (vector instanceof TimeMilliVector times) {
            return (long) times.get(index);
        }
        if (vector instanceof TimeMicroVector times) {
            return times.get(index);
        }
        if (vector instanceof TimeNanoVector times) {
            return times.get(index);
        }
        Object value = vector.getObject(index);
        if (value instanceof byte[] bytes) {
            return Bytes.hex(bytes);
        }
        return value instanceof CharSequence || !(value instanceof Number)
                ? String.valueOf(value)
                : value;
    }
}
