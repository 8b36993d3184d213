package dev.aerospikearrow.columnar.infer;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A maker of fields from counts: for each place it takes the type that takes most of the values,
 * and notes what that does not take.
 */
final class FieldProposal {
    /** Up to here every integer is exact as a Float64. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    /** The fields of a struct are in at least this share of the maps, on average. */
    private static final double STRUCT_DENSITY = 0.5;

    private static final Set<Integer> BYTES =
            Set.of(
                    ParticleType.BLOB,
                    ParticleType.HLL,
                    Shape.BROKEN_TEXT,
                    Shape.OTHER,
                    7,
                    8,
                    9,
                    10,
                    11,
                    12,
                    16);

    private final List<InferredBin.Conflict> conflicts = new ArrayList<>();

    private FieldProposal() {}

    private enum Kind {
        INTEGERS,
        BOOLEANS,
        DOUBLES,
        TEXTS,
        BYTES,
        LISTS,
        MAPS
    }

    /** A kind of Arrow type, and the types on the wire that it takes. */
    private record Candidate(Kind kind, Set<Integer> takes) {
        long countIn(Shape shape) {
            return takes.stream().mapToLong(shape::count).sum();
        }
    }

    /** A type, its children, and what it was chosen for. */
    private record Choice(
            ArrowType type, List<Field> children, String reason, Map<String, String> metadata) {
        Choice(ArrowType type, String reason) {
            this(type, List.of(), reason);
        }

        Choice(ArrowType type, List<Field> children, String reason) {
            this(type, children, reason, Map.of());
        }

        /** The same for values that are written back as something else than such a column. */
        Choice with(ColumnEncoding encoding) {
            return new Choice(
                    type,
                    children,
                    reason,
                    Map.of(FieldMetadata.ENCODING, encoding.name().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * Proposes a field for a bin.
     *
     * @param recordCount how many records have the bin
     * @param sampledRecords how many records the sample has
     */
    static InferredBin propose(String binName, Shape shape, long recordCount, long sampledRecords) {
        FieldProposal proposal = new FieldProposal();
        Choice choice = proposal.choose(shape, "");
        // Such names stand for metadata, unless the bin is named as well.
        Map<String, String> metadata = new HashMap<>(choice.metadata);
        if (binName.startsWith(MetadataColumn.PREFIX)) {
            metadata.put(FieldMetadata.BIN, binName);
        }
        Field field =
                new Field(
                        binName, new FieldType(true, choice.type, null, metadata), choice.children);
        return new InferredBin(
                binName,
                recordCount,
                sampledRecords,
                shape.typeCounts(),
                field,
                proposal.conflicts,
                choice.reason);
    }

    private Field child(String name, Shape shape, String path, boolean nullable) {
        Choice choice = choose(shape, path);
        return new Field(
                name, new FieldType(nullable, choice.type, null, choice.metadata), choice.children);
    }

    private Choice choose(Shape shape, String path) {
        Candidate best = best(shape);
        Choice choice =
                switch (best.kind) {
                    case INTEGERS -> integers(shape);
                    case BOOLEANS -> new Choice(ArrowType.Bool.INSTANCE, booleanReason(shape));
                    case DOUBLES -> doubles(shape);
                    case TEXTS -> texts(shape);
                    case BYTES -> bytes(shape);
                    case LISTS -> lists(shape, path);
                    case MAPS -> maps(shape, path);
                };
        noteConflicts(shape, path, best, choice);
        return choice;
    }

    /** The first one of those that take the most. */
    private static Candidate best(Shape shape) {
        Candidate best = null;
        long most = -1;
        for (Candidate candidate : candidates(shape)) {
            long count = candidate.countIn(shape);
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        if (best == null) {
            throw new IllegalStateException("there are no candidates");
        }
        return best;
    }

    private static List<Candidate> candidates(Shape shape) {
        boolean zeroOrOne =
                shape.count(ParticleType.BOOL) > 0
                        && shape.minInteger() >= 0
                        && shape.maxInteger() <= 1;
        boolean exact =
                shape.count(ParticleType.DOUBLE) > 0
                        && shape.minInteger() >= -EXACT_IN_DOUBLE
                        && shape.maxInteger() <= EXACT_IN_DOUBLE;
        return List.of(
                new Candidate(
                        Kind.BOOLEANS,
                        zeroOrOne
                                ? Set.of(ParticleType.BOOL, ParticleType.INTEGER)
                                : Set.of(ParticleType.BOOL)),
                new Candidate(
                        Kind.INTEGERS,
                        needsDecimal(shape)
                                ? Set.of(ParticleType.INTEGER)
                                : Set.of(ParticleType.INTEGER, ParticleType.BOOL)),
                new Candidate(
                        Kind.DOUBLES,
                        exact
                                ? Set.of(ParticleType.DOUBLE, ParticleType.INTEGER)
                                : Set.of(ParticleType.DOUBLE)),
                new Candidate(Kind.TEXTS, Set.of(ParticleType.STRING, ParticleType.GEOJSON)),
                new Candidate(Kind.BYTES, BYTES),
                new Candidate(Kind.LISTS, Set.of(ParticleType.LIST)),
                new Candidate(Kind.MAPS, Set.of(ParticleType.MAP)));
    }

    private void noteConflicts(Shape shape, String path, Candidate chosen, Choice choice) {
        Field proposed = new Field("", new FieldType(true, choice.type, null), choice.children);
        String name = TypeNames.of(proposed);
        for (int type = 0; type < Shape.TYPE_COUNT; type++) {
            long count = shape.count(type);
            if (count > 0 && !chosen.takes.contains(type)) {
                conflicts.add(
                        new InferredBin.Conflict(
                                path, Shape.typeName(type), count, shape.count(), name));
            }
        }
    }

    /** Whether no integer type has both the least and the greatest integer. */
    private static boolean needsDecimal(Shape shape) {
        return shape.maxUnsigned() != 0 && shape.minInteger() < 0;
    }

    private static ArrowType integerType(Shape shape) {
        if (needsDecimal(shape)) {
            return new ArrowType.Decimal(20, 0, 128);
        }
        return new ArrowType.Int(64, shape.maxUnsigned() == 0);
    }

    private static Choice integers(Shape shape) {
        StringBuilder reason = new StringBuilder("integers from ");
        reason.append(shape.minInteger()).append(" to ");
        reason.append(
                shape.maxUnsigned() == 0
                        ? Long.toString(shape.maxInteger())
                        : Long.toUnsignedString(shape.maxUnsigned()));
        if (shape.count(ParticleType.INTEGER) == shape.count()) {
            TimeHint.of(shape.minInteger(), shape.maxInteger())
                    .ifPresent(hint -> reason.append(", like ").append(hint));
        }
        if (!needsDecimal(shape) && shape.count(ParticleType.BOOL) > 0) {
            reason.append("; booleans become 0 and 1");
        }
        if (shape.count(ParticleType.DOUBLE) > 0) {
            reason.append("; some are too large to be exact as Float64");
        }
        return new Choice(integerType(shape), reason.toString());
    }

    private static String booleanReason(Shape shape) {
        return shape.count(ParticleType.INTEGER) > 0
                ? "booleans, and integers 0 and 1"
                : "booleans";
    }

    private static Choice doubles(Shape shape) {
        long count = shape.count(ParticleType.DOUBLE);
        boolean integers = shape.count(ParticleType.INTEGER) > 0;
        if (!integers && shape.singleFloatCount() == count) {
            return new Choice(
                    new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                    "floating-point numbers of 4 bytes");
        }
        return new Choice(
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                integers ? "doubles and integers" : "doubles");
    }

    private static Choice texts(Shape shape) {
        long places = shape.count(ParticleType.GEOJSON);
        if (places > shape.count(ParticleType.STRING)) {
            Choice choice = new Choice(ArrowType.Utf8.INSTANCE, "the text of GeoJSON");
            boolean all = shape.count(ParticleType.STRING) == 0;
            return all ? choice.with(ColumnEncoding.GEOJSON) : choice;
        }
        return new Choice(
                ArrowType.Utf8.INSTANCE, "texts of " + shape.textLengths().describe("byte"));
    }

    private static Choice bytes(Shape shape) {
        Lengths lengths = shape.blobLengths();
        if (lengths.isEmpty()) {
            Choice choice =
                    new Choice(
                            ArrowType.Binary.INSTANCE, "values whose bytes are kept as they are");
            boolean sketches =
                    BYTES.stream().mapToLong(shape::count).sum() == shape.count(ParticleType.HLL);
            return sketches ? choice.with(ColumnEncoding.HLL) : choice;
        }
        String reason = "blobs of " + lengths.describe("byte");
        int length = lengths.max();
        if (lengths.allEqual() && length > 0) {
            reason += "; FixedSizeBinary(" + length + ") if all are";
            if (length % Float.BYTES == 0) {
                reason +=
                        ", FixedSizeList<Float32>("
                                + length / Float.BYTES
                                + ") if these are packed numbers";
            }
        }
        return new Choice(ArrowType.Binary.INSTANCE, reason);
    }

    private Choice lists(Shape shape, String path) {
        Lengths lengths = shape.listLengths();
        String reason = "lists of " + lengths.describe("element");
        Shape elements = shape.elements();
        if (elements == null || elements.count() == 0) {
            return new Choice(
                    ArrowType.List.INSTANCE,
                    List.of(guess("item")),
                    reason + ", of which no value was seen: Utf8 is a guess");
        }
        Field item = child("item", elements, path + "[*]", true);
        boolean numbers =
                item.getType() instanceof ArrowType.FloatingPoint
                        || item.getType() instanceof ArrowType.Int;
        int length = lengths.max();
        if (lengths.allEqual() && shape.count(ParticleType.LIST) > 1 && length > 1) {
            if (numbers) {
                return new Choice(
                        new ArrowType.FixedSizeList(length), List.of(item), reason + " each");
            }
            reason += " each; FixedSizeList if all are";
        }
        return new Choice(ArrowType.List.INSTANCE, List.of(item), reason);
    }

    private Choice maps(Shape shape, String path) {
        Map<String, Shape> fields = shape.fields();
        Shape values = shape.mapValues();
        Shape keys = shape.keys();
        if (keys == null || keys.count() == 0 || values == null) {
            return new Choice(
                    new ArrowType.Map(false),
                    List.of(entries(notNullable("key"), guess("value"))),
                    "maps of which no entry was seen: Utf8 is a guess");
        }
        if (isStruct(shape, fields, values)) {
            List<Field> children = new ArrayList<>();
            fields.forEach(
                    (name, value) -> {
                        children.add(
                                value.count() == 0
                                        ? guess(name)
                                        : child(name, value, path + "." + name, true));
                    });
            return new Choice(
                    ArrowType.Struct.INSTANCE,
                    children,
                    "maps with the same "
                            + Quantity.of(fields.size(), "key")
                            + " or some of them; others would not be read");
        }
        Field key = child("key", keys, path + "[key]", false);
        Field value =
                values.count() == 0
                        ? guess("value")
                        : child("value", values, path + "[value]", true);
        long mapCount = shape.count(ParticleType.MAP);
        long size = Math.round((double) shape.entryCount() / mapCount);
        return new Choice(
                new ArrowType.Map(false),
                List.of(entries(key, value)),
                "maps of about " + Quantity.of(size, "entry", "entries"));
    }

    /** Whether the keys are names: each in most maps, or with values of its own type. */
    private static boolean isStruct(Shape shape, Map<String, Shape> fields, Shape values) {
        if (fields.isEmpty()) {
            return false;
        }
        double slots = (double) fields.size() * shape.count(ParticleType.MAP);
        return shape.entryCount() >= STRUCT_DENSITY * slots || differ(fields.values(), values);
    }

    /** Whether there is a type that takes all values of each key, but none for all keys. */
    private static boolean differ(Collection<Shape> fields, Shape values) {
        return !isUniform(values) && fields.stream().allMatch(FieldProposal::isUniform);
    }

    private static boolean isUniform(Shape shape) {
        return best(shape).countIn(shape) == shape.count();
    }

    private static Field entries(Field key, Field value) {
        return new Field(
                "entries", FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(key, value));
    }

    private static Field guess(String name) {
        return Field.nullable(name, ArrowType.Utf8.INSTANCE);
    }

    private static Field notNullable(String name) {
        return Field.notNullable(name, ArrowType.Utf8.INSTANCE);
    }
}
