package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.vector.IntegerValues;
import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * One value of a vector as people read it, long ones shortened: {@link TablePrinter#cell}. What
 * programs read again is written by the adapters, each by the rules of its format.
 */
final class CellText {
    static final String NULL = "null";

    private static final int SHOWN_ELEMENTS = 20;
    private static final int SHOWN_BYTES = 64;

    private CellText() {}

    static String of(FieldVector vector, DictionaryProvider dictionaries, int index) {
        return new Reader(dictionaries).text(vector, index);
    }

    /** Reads values, at whatever depth, with the dictionaries at hand. */
    private record Reader(DictionaryProvider dictionaries) {

        private String text(FieldVector vector, int index) {
            if (vector.isNull(index)) {
                return NULL;
            }
            DictionaryEncoding encoding = vector.getField().getDictionary();
            if (encoding != null && vector instanceof BaseIntVector indices) {
                return lookedUp(indices, encoding, index);
            }
            if (vector instanceof MapVector map) {
                return map(map, index);
            }
            Optional<ListRanges> lists = ListRanges.of(vector);
            if (lists.isPresent()) {
                return list(lists.get(), index);
            }
            if (vector instanceof StructVector struct) {
                return struct(struct, index);
            }
            return scalar(vector, index);
        }

        private String lookedUp(BaseIntVector indices, DictionaryEncoding encoding, int row) {
            Dictionary dictionary = dictionaries.lookup(encoding.getId());
            if (dictionary == null) {
                return "index "
                        + IntegerValues.at(indices, row)
                        + " of dictionary "
                        + encoding.getId();
            }
            FieldVector values = dictionary.getVector();
            return text(values, IntegerValues.indexAt(indices, row, values.getValueCount()));
        }

        private String list(ListRanges lists, int index) {
            StringBuilder text = new StringBuilder("[");
            int start = lists.start(index);
            for (int i = start; i < lists.end(index); i++) {
                if (i > start) {
                    text.append(", ");
                }
                if (i - start == SHOWN_ELEMENTS) {
                    text.append('…');
                    break;
                }
                text.append(text(lists.elements(), i));
            }
            return text.append(']').toString();
        }

        private String map(MapVector map, int index) {
            List<FieldVector> keyAndValue = map.getDataVector().getChildrenFromFields();
            StringBuilder text = new StringBuilder("{");
            int start = map.getElementStartIndex(index);
            for (int i = start; i < map.getElementEndIndex(index); i++) {
                if (i > start) {
                    text.append(", ");
                }
                if (i - start == SHOWN_ELEMENTS) {
                    text.append('…');
                    break;
                }
                text.append(text(keyAndValue.get(0), i))
                        .append(": ")
                        .append(text(keyAndValue.get(1), i));
            }
            return text.append('}').toString();
        }

        private String struct(StructVector struct, int index) {
            StringBuilder text = new StringBuilder("{");
            for (FieldVector child : struct.getChildrenFromFields()) {
                if (text.length() > 1) {
                    text.append(", ");
                }
                text.append(child.getName()).append(": ").append(text(child, index));
            }
            return text.append('}').toString();
        }
    }

    private static String scalar(FieldVector vector, int index) {
        ArrowType type = vector.getField().getType();
        if (vector instanceof BaseIntVector integers) {
            return IntegerValues.text(integers, index);
        }
        Object value = vector.getObject(index);
        if (vector instanceof Float2Vector half) {
            return Float.toString(Float16.toFloat(half.get(index)));
        }
        if (type instanceof ArrowType.Timestamp timestamp && value instanceof Long units) {
            return TimeUnits.instant(units, timestamp.getUnit()).toString();
        }
        if (type instanceof ArrowType.Date && value instanceof Integer days) {
            return LocalDate.ofEpochDay(days).toString();
        }
        if (type instanceof ArrowType.Time time && value instanceof Number units) {
            return LocalTime.ofNanoOfDay(units.longValue() * TimeUnits.nanos(time.getUnit()))
                    .toString();
        }
        if (value instanceof byte[] bytes) {
            int shown = Math.min(bytes.length, SHOWN_BYTES);
            return "0x"
                    + HexFormat.of().formatHex(bytes, 0, shown)
                    + (shown < bytes.length ? "…" : "");
        }
        String text = String.valueOf(value);
        // A text that reads like the sign for null is told from it by quotes.
        return text.equals(NULL) ? "\"null\"" : text;
    }
}
