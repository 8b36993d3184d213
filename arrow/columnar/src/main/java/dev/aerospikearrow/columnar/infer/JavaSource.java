package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A proposal as a Java class. Names come from the data, so everything that is no plain character is
 * escaped, also in comments: none of them can end a text or a line.
 */
public final class JavaSource {
    private static final String TYPES = "org.apache.arrow.vector.types.pojo.";
    private static final String FIELD_INDENT = " ".repeat(20);
    private static final String CHILD_INDENT = " ".repeat(4);

    private final InferredSchema proposal;
    private final TreeSet<String> imports = new TreeSet<>();

    public JavaSource(InferredSchema proposal) {
        this.proposal = proposal;
    }

    public String text() {
        StringBuilder fields = new StringBuilder();
        for (Iterator<InferredBin> bins = proposal.bins().iterator(); bins.hasNext(); ) {
            InferredBin bin = bins.next();
            appendComments(fields, bin);
            fields.append(FIELD_INDENT).append(expression(bin.field(), FIELD_INDENT));
            fields.append(bins.hasNext() ? ",\n" : "");
        }
        imports.add(TYPES + "Schema");
        imports.add("java.util.List");
        StringBuilder text = new StringBuilder();
        imports.forEach(name -> text.append("import ").append(name).append(";\n"));
        text.append("\n// Proposed for ").append(escaped(ProposalTable.sample(proposal)));
        text.append(".\n// A sample is no proof: check it before use.\n");
        text.append("public final class ProposedSchema {\n");
        text.append("    public static final Schema SCHEMA =\n");
        text.append("            new Schema(\n                    List.of(");
        text.append(fields.isEmpty() ? "" : "\n").append(fields).append("));\n\n");
        text.append("    private ProposedSchema() {}\n}\n");
        return text.toString();
    }

    private static void appendComments(StringBuilder text, InferredBin bin) {
        text.append(FIELD_INDENT).append("// in ");
        text.append(Percentage.of(bin.recordCount(), bin.sampledRecords()));
        text.append(" of the records: ").append(escaped(bin.reason())).append('\n');
        for (InferredBin.Conflict conflict : bin.conflicts()) {
            text.append(FIELD_INDENT).append("// conflict: ");
            text.append(escaped(conflict.toString())).append('\n');
        }
    }

    private String expression(Field field, String indent) {
        imports.add(TYPES + "Field");
        String name = '"' + escaped(field.getName()) + '"';
        String type = expression(field.getType());
        String factory = field.isNullable() ? "nullable" : "notNullable";
        if (field.getChildren().isEmpty() && field.getMetadata().isEmpty()) {
            return "Field." + factory + "(" + name + ", " + type + ")";
        }
        imports.add(TYPES + "FieldType");
        StringBuilder text = new StringBuilder("new Field(").append(name).append(", ");
        if (field.getMetadata().isEmpty()) {
            text.append("FieldType.").append(factory).append("(").append(type).append(")");
        } else {
            text.append("new FieldType(").append(field.isNullable()).append(", ").append(type);
            text.append(", null, ").append(metadata(field)).append(")");
        }
        return text.append(", ").append(children(field, indent)).append(")").toString();
    }

    private String children(Field field, String indent) {
        List<Field> children = field.getChildren();
        if (children.isEmpty()) {
            return "List.of()";
        }
        String childIndent = indent + CHILD_INDENT;
        StringBuilder text = new StringBuilder("List.of(");
        for (int i = 0; i < children.size(); i++) {
            text.append(i == 0 ? "\n" : ",\n").append(childIndent);
            text.append(expression(children.get(i), childIndent));
        }
        return text.append(")").toString();
    }

    private String metadata(Field field) {
        imports.add("java.util.Map");
        StringBuilder text = new StringBuilder("Map.of(");
        new TreeMap<>(field.getMetadata())
                .forEach(
                        (key, value) ->
                                text.append(text.length() > "Map.of(".length() ? ", \"" : "\"")
                                        .append(escaped(key))
                                        .append("\", \"")
                                        .append(escaped(value))
                                        .append('"'));
        return text.append(")").toString();
    }

    /** The types that {@link FieldProposal} proposes. */
    private String expression(ArrowType type) {
        imports.add(TYPES + "ArrowType");
        if (type instanceof ArrowType.Int number) {
            return "new ArrowType.Int(" + number.getBitWidth() + ", " + number.getIsSigned() + ")";
        }
        if (type instanceof ArrowType.Decimal number) {
            return String.format(
                    Locale.ROOT,
                    "new ArrowType.Decimal(%d, %d, %d)",
                    number.getPrecision(),
                    number.getScale(),
                    number.getBitWidth());
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            imports.add("org.apache.arrow.vector.types.FloatingPointPrecision");
            return "new ArrowType.FloatingPoint(FloatingPointPrecision."
                    + number.getPrecision()
                    + ")";
        }
        if (type instanceof ArrowType.FixedSizeList list) {
            return "new ArrowType.FixedSizeList(" + list.getListSize() + ")";
        }
        if (type instanceof ArrowType.Map map) {
            return "new ArrowType.Map(" + map.getKeysSorted() + ")";
        }
        if (type instanceof ArrowType.Date date) {
            return unit("Date", "DateUnit", date.getUnit(), "");
        }
        if (type instanceof ArrowType.Time time) {
            return unit("Time", "TimeUnit", time.getUnit(), ", " + time.getBitWidth());
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            String zone = timestamp.getTimezone();
            return unit(
                    "Timestamp",
                    "TimeUnit",
                    timestamp.getUnit(),
                    zone == null ? ", null" : ", \"" + escaped(zone) + '"');
        }
        if (type instanceof ArrowType.Duration duration) {
            return unit("Duration", "TimeUnit", duration.getUnit(), "");
        }
        if (type instanceof ArrowType.FixedSizeBinary binary) {
            return "new ArrowType.FixedSizeBinary(" + binary.getByteWidth() + ")";
        }
        return switch (type.getTypeID()) {
            case Bool,
                    Utf8,
                    LargeUtf8,
                    Utf8View,
                    Binary,
                    LargeBinary,
                    BinaryView,
                    List,
                    LargeList,
                    Struct ->
                    "ArrowType." + type.getTypeID() + ".INSTANCE";
            default -> throw new IllegalStateException(type + " is never proposed");
        };
    }

    private String unit(String type, String enumeration, Enum<?> unit, String rest) {
        imports.add("org.apache.arrow.vector.types." + enumeration);
        return "new ArrowType." + type + "(" + enumeration + "." + unit.name() + rest + ")";
    }

    /**
     * The text as it stands between quotes or in a comment. Control characters are written in octal
     * digits: the compiler resolves the other kind of escape before it looks for ends of lines.
     */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                escaped.append('\\').append(character);
            } else if (character >= ' ' && character < 0x7F) {
                escaped.append(character);
            } else if (character <= 0xFF) {
                escaped.append(String.format(Locale.ROOT, "\\%03o", (int) character));
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            }
        }
        return escaped.toString();
    }
}
