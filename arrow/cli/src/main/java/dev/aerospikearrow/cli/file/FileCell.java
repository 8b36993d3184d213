package dev.aerospikearrow.cli.file;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.aerospikearrow.cli.console.CliException;
import dev.aerospikearrow.cli.console.ExitCode;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.vector.IntegerValues;
import dev.aerospikearrow.columnar.vector.ListRanges;
import dev.aerospikearrow.data.MessageValues;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Values of one vector as text, for CSV and JSON. How is decided once for a vector, not for each
 * value. Bytes are hexadecimal digits, times and dates are ISO 8601, numbers that JSON has no sign
 * for are texts: what {@code load} reads again. DuckDB's texts are others, for SQL to cast.
 */
public interface FileCell {
    boolean isNull(int row);

    /** Adds a value that is not null, as JSON. */
    void appendValue(StringBuilder json, int row);

    /** Adds a value that is not null, as a field of CSV. */
    void appendCsv(StringBuilder csv, int row);

    /** Adds a value as JSON. */
    default void appendJson(StringBuilder json, int row) {
        if (isNull(row)) {
            json.append("null");
        } else {
            appendValue(json, row);
        }
    }

    /** The cells of a vector. */
    static FileCell of(FieldVector vector) {
        if (vector instanceof MapVector map) {
            return new MapCell(map);
        }
        Optional<ListRanges> lists = ListRanges.of(vector);
        if (lists.isPresent()) {
            return new ListCell(vector, lists.get());
        }
        if (vector instanceof StructVector struct) {
            return new StructCell(struct);
        }
        return scalar(vector);
    }

    private static FileCell scalar(FieldVector vector) {
        ArrowType type = vector.getField().getType();
        if (vector instanceof BaseIntVector integers) {
            return new PlainCell(
                    vector, (text, row) -> text.append(IntegerValues.text(integers, row)));
        }
        if (vector instanceof Float2Vector halves) {
            return new FloatCell(vector, row -> Float16.toFloat(halves.get(row)));
        }
        if (vector instanceof FloatingPointVector numbers) {
            return new FloatCell(vector, numbers::getValueAsDouble);
        }
        if (vector instanceof BitVector bits) {
            return new PlainCell(vector, (text, row) -> text.append(bits.get(row) != 0));
        }
        if (type instanceof ArrowType.Decimal) {
            return new PlainCell(
                    vector,
                    (text, row) ->
                            text.append(((BigDecimal) vector.getObject(row)).toPlainString()));
        }
        return new TextCell(vector, text(vector, type));
    }

    private static IntFunction<String> text(ValueVector vector, ArrowType type) {
        if (TimeText.isTime(type)) {
            IntToLongFunction units = units(vector);
            return row -> time(units.applyAsLong(row), vector, type, row);
        }
        return row -> {
            Object value = vector.getObject(row);
            return value instanceof byte[] bytes
                    ? HexFormat.of().formatHex(bytes)
                    : String.valueOf(value);
        };
    }

    private static IntToLongFunction units(ValueVector vector) {
        ArrowBuf data = vector.getDataBuffer();
        return ((BaseFixedWidthVector) vector).getTypeWidth() == Integer.BYTES
                ? row -> data.getInt((long) row * Integer.BYTES)
                : row -> data.getLong((long) row * Long.BYTES);
    }

    private static String time(long units, ValueVector vector, ArrowType type, int row) {
        try {
            return TimeText.format(units, type);
        } catch (DateTimeException e) {
            throw new CliException(
                    ExitCode.MISFIT,
                    "Column "
                            + vector.getName()
                            + " has "
                            + (MessageValues.areHidden() ? "a value" : units)
                            + " in row "
                            + row
                            + " of a record batch, which is no "
                            + TypeNames.of(vector.getField())
                            + (MessageValues.areHidden() ? "" : ": " + e.getMessage())
                            + ". Export it as Int64 with --columns, or into an Arrow file.",
                    e);
        }
    }

    /** Adds the text of a value. */
    @FunctionalInterface
    interface Appender {
        void append(StringBuilder text, int row);
    }

    /** A double of a row, exact for floats too. */
    @FunctionalInterface
    interface DoubleAt {
        double get(int row);
    }

    /** What JSON and CSV write alike: numbers and booleans. */
    record PlainCell(ValueVector vector, Appender appender) implements FileCell {
        @Override
        public boolean isNull(int row) {
            return vector.isNull(row);
        }

        @Override
        public void appendValue(StringBuilder json, int row) {
            appender.append(json, row);
        }

        @Override
        public void appendCsv(StringBuilder csv, int row) {
            appender.append(csv, row);
        }
    }

    /** JSON has no sign for infinity and for what is not a number. */
    record FloatCell(ValueVector vector, DoubleAt value) implements FileCell {
        @Override
        public boolean isNull(int row) {
            return vector.isNull(row);
        }

        @Override
        public void appendValue(StringBuilder json, int row) {
            double number = value.get(row);
            if (Double.isFinite(number)) {
                append(json, number);
            } else {
                json.append('"').append(number).append('"');
            }
        }

        @Override
        public void appendCsv(StringBuilder csv, int row) {
            append(csv, value.get(row));
        }

        private void append(StringBuilder text, double number) {
            boolean narrow = !(vector instanceof Float8Vector);
            if (narrow) {
                text.append((float) number);
            } else {
                text.append(number);
            }
        }
    }

    /** Texts and all that is written as one. */
    record TextCell(ValueVector vector, IntFunction<String> text) implements FileCell {
        @Override
        public boolean isNull(int row) {
            return vector instanceof NullVector || vector.isNull(row);
        }

        @Override
        public void appendValue(StringBuilder json, int row) {
            appendQuoted(json, text.apply(row));
        }

        @Override
        public void appendCsv(StringBuilder csv, int row) {
            appendField(csv, text.apply(row));
        }
    }

    private static void appendQuoted(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    /** A field of CSV; an empty text is quoted, since no text at all stands for null. */
    static void appendField(StringBuilder csv, String text) {
        if (!text.isEmpty() && text.chars().noneMatch(FileCell::needsQuotes)) {
            csv.append(text);
            return;
        }
        csv.append('"').append(text.replace("\"", "\"\"")).append('"');
    }

    private static boolean needsQuotes(int character) {
        return character == ',' || character == '"' || character == '\n' || character == '\r';
    }

    private static void appendNested(StringBuilder csv, FileCell cell, int row) {
        StringBuilder json = new StringBuilder();
        cell.appendValue(json, row);
        appendField(csv, json.toString());
    }

    /** Lists of any kind. */
    final class ListCell implements FileCell {
        private final FieldVector list;
        private final ListRanges ranges;
        private final FileCell element;

        ListCell(FieldVector list, ListRanges ranges) {
            this.list = list;
            this.ranges = ranges;
            element = FileCell.of(ranges.elements());
        }

        @Override
        public boolean isNull(int row) {
            return list.isNull(row);
        }

        @Override
        public void appendValue(StringBuilder json, int row) {
            json.append('[');
            int first = ranges.start(row);
            int limit = ranges.end(row);
            for (int i = first; i < limit; i++) {
                json.append(i > first ? "," : "");
                element.appendJson(json, i);
            }
            json.append(']');
        }

        @Override
        public void appendCsv(StringBuilder csv, int row) {
            appendNested(csv, this, row);
        }
    }

    /** Maps as objects, whose keys are texts in JSON. */
    final class MapCell implements FileCell {
        private final MapVector map;
        private final FileCell key;
        private final FileCell value;

        MapCell(MapVector map) {
            this.map = map;
            List<FieldVector> keyAndValue = map.getDataVector().getChildrenFromFields();
            key = FileCell.of(keyAndValue.get(0));
            value = FileCell.of(keyAndValue.get(1));
        }

        @Override
        public boolean isNull(int row) {
            return map.isNull(row);
        }

        @Override
        public void appendValue(StringBuilder json, int row) {
            json.append('{');
            int first = map.getElementStartIndex(row);
            int limit = map.getElementEndIndex(row);
            for (int i = first; i < limit; i++) {
                json.append(i > first ? "," : "");
                appendKey(json, i);
                json.append(':');
                value.appendJson(json, i);
            }
            json.append('}');
        }

        private void appendKey(StringBuilder json, int entry) {
            StringBuilder text = new StringBuilder();
            key.appendJson(text, entry);
            if (text.charAt(0) == '"') {
                json.append(text);
            } else {
                appendQuoted(json, text.toString());
            }
        }

        @Override
        public void appendCsv(StringBuilder csv, int row) {
            appendNested(csv, this, row);
        }
    }

    /** Structs as objects. */
    final class StructCell implements FileCell {
        private final StructVector struct;
        private final List<String> names = new ArrayList<>();
        private final List<FileCell> cells = new ArrayList<>();

        StructCell(StructVector struct) {
            this.struct = struct;
            for (FieldVector child : struct.getChildrenFromFields()) {
                StringBuilder name = new StringBuilder();
                appendQuoted(name, child.getName());
                names.add(name.toString());
                cells.add(FileCell.of(child));
            }
        }

        @Override
        public boolean isNull(int row) {
            return struct.isNull(row);
        }

        @Override
        public void appendValue(StringBuilder json, int row) {
            json.append('{');
            for (int i = 0; i < cells.size(); i++) {
                json.append(i > 0 ? "," : "").append(names.get(i)).append(':');
                cells.get(i).appendJson(json, row);
            }
            json.append('}');
        }

        @Override
        public void appendCsv(StringBuilder csv, int row) {
            appendNested(csv, this, row);
        }
    }

    /** The UTF-8 bytes of a text, as they go into a file. */
    static ByteBuffer encoded(StringBuilder text) {
        return StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    }
}
