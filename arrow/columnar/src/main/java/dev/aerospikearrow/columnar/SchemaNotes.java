package dev.aerospikearrow.columnar;

import dev.aerospikearrow.client.AerospikeClient;
import dev.aerospikearrow.client.Bin;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.client.StoredRecord;
import dev.aerospikearrow.client.WritePolicy;
import dev.aerospikearrow.columnar.infer.Shape;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.data.ResultCode;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Notes about what the bins of a set were before they were bins: a bin is an integer, and does not
 * tell that it was a timestamp of microseconds. Nobody writes notes unless somebody asks for it.
 *
 * <p>They are records of the set {@value #SET_NAME} in the namespace of the set they are about. The
 * user key is that set's name; the bin {@value #SCHEMA_BIN} is a text, the schema as {@link
 * Schema#toJson()} writes it, with a field for each bin that there is a note of. Thread-safe.
 */
public final class SchemaNotes {
    /** The set that has the notes. */
    public static final String SET_NAME = "aerospike_arrow_schemas";

    /** The bin of a note that has the schema. */
    public static final String SCHEMA_BIN = "schema";

    private static final int ATTEMPTS = 20;

    private final AerospikeClient client;

    private SchemaNotes(AerospikeClient client) {
        this.client = client;
    }

    /**
     * The notes of a cluster.
     *
     * @param client stays the caller's
     */
    public static SchemaNotes of(AerospikeClient client) {
        return new SchemaNotes(client);
    }

    /**
     * The note of a set; empty if there is none.
     *
     * @throws IllegalArgumentException if what is there is no schema
     */
    public Optional<Schema> find(SetName set) {
        return client.get(key(set), SCHEMA_BIN).map(note -> schema(note, set));
    }

    /**
     * Adds fields to the note of a set; one for the same bin is replaced. Only what a bin would not
     * tell by itself is kept.
     *
     * @return how many fields were noted
     */
    public int add(SetName set, List<Field> fields) {
        List<Field> noteworthy = fields.stream().filter(SchemaNotes::isNoteworthy).toList();
        if (noteworthy.isEmpty()) {
            return 0;
        }
        Key key = key(set);
        for (int attempt = 1; ; attempt++) {
            Optional<StoredRecord> found = client.get(key, SCHEMA_BIN);
            Map<String, Field> noted = new LinkedHashMap<>();
            found.ifPresent(
                    note ->
                            schema(note, set)
                                    .getFields()
                                    .forEach(field -> noted.put(binName(field), field)));
            noteworthy.forEach(field -> noted.put(binName(field), field));
            WritePolicy.Builder policy = WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY);
            if (found.isPresent()) {
                policy.generation(GenerationCheck.EQUAL, found.get().generation());
            } else {
                policy.mode(WriteMode.CREATE);
            }
            try {
                client.with(policy.build())
                        .put(key, Bin.of(SCHEMA_BIN, new Schema(noted.values()).toJson()));
                return noteworthy.size();
            } catch (ServerException e) {
                boolean raced =
                        e.resultCode() == ResultCode.GENERATION.code()
                                || e.resultCode() == ResultCode.RECORD_EXISTS.code();
                if (!raced || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Removes the note of a set; false if there is none. */
    public boolean remove(SetName set) {
        return client.delete(key(set));
    }

    /**
     * A proposal with the noted fields in place of those that were found out, where they take the
     * values of the sample.
     */
    public InferredSchema applyTo(InferredSchema proposal) {
        if (proposal.set().isNamespace() || proposal.set().name().equals(SET_NAME)) {
            return proposal;
        }
        Optional<Schema> note = find(proposal.set());
        if (note.isEmpty()) {
            return proposal;
        }
        Map<String, Field> noted = new LinkedHashMap<>();
        note.get().getFields().forEach(field -> noted.put(binName(field), field));
        List<InferredBin> bins = new ArrayList<>();
        for (InferredBin bin : proposal.bins()) {
            Field field = noted.get(bin.binName());
            bins.add(field == null ? bin : noted(bin, field));
        }
        return new InferredSchema(
                proposal.set(), proposal.sampledRecords(), proposal.complete(), bins);
    }

    private static InferredBin noted(InferredBin bin, Field field) {
        boolean fits = bin.typeCounts().keySet().equals(Set.of(particleName(field)));
        Field named =
                new Field(
                        bin.field().getName(),
                        new org.apache.arrow.vector.types.pojo.FieldType(
                                true, field.getType(), null, metadata(bin, field)),
                        field.getChildren());
        return new InferredBin(
                bin.binName(),
                bin.recordCount(),
                bin.sampledRecords(),
                bin.typeCounts(),
                fits ? named : bin.field(),
                fits ? List.of() : bin.conflicts(),
                fits
                        ? "noted in " + SET_NAME + "; " + bin.reason()
                        : bin.reason()
                                + "; the note in "
                                + SET_NAME
                                + " says "
                                + TypeNames.of(field));
    }

    private static Map<String, String> metadata(InferredBin bin, Field field) {
        Map<String, String> metadata = new LinkedHashMap<>(field.getMetadata());
        metadata.remove(FieldMetadata.BIN);
        metadata.putAll(bin.field().getMetadata());
        return metadata;
    }

    private static Key key(SetName set) {
        if (set.isNamespace()) {
            throw new IllegalArgumentException(
                    "Notes are of sets. Name one; records without a set have none.");
        }
        return Key.of(set.namespace(), SET_NAME, set.name());
    }

    private static Schema schema(StoredRecord note, SetName set) {
        Object text = note.bins().get(SCHEMA_BIN);
        try {
            if (text instanceof String json) {
                return Schema.fromJSON(json);
            }
        } catch (IOException | RuntimeException e) {
            throw noSchema(set, e);
        }
        throw noSchema(set, null);
    }

    private static IllegalArgumentException noSchema(
            SetName set, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "The record "
                        + set.name()
                        + " of "
                        + set.namespace()
                        + "."
                        + SET_NAME
                        + " has no schema in its bin "
                        + SCHEMA_BIN
                        + ". Correct or delete it.",
                cause);
    }

    private static String binName(Field field) {
        return field.getMetadata().getOrDefault(FieldMetadata.BIN, field.getName());
    }

    /** Whether a bin would be read as something else. */
    private static boolean isNoteworthy(Field field) {
        boolean itself =
                switch (field.getType().getTypeID()) {
                    case Date, Time, Timestamp, Duration, Decimal -> true;
                    default -> field.getMetadata().containsKey(FieldMetadata.ENCODING);
                };
        return itself || field.getChildren().stream().anyMatch(SchemaNotes::isNoteworthy);
    }

    /** What a value of a field is in a bin. */
    private static String particleName(Field field) {
        String name = field.getMetadata().getOrDefault(FieldMetadata.ENCODING, "");
        ArrowType type = field.getType();
        int particle =
                switch (type.getTypeID()) {
                    case Int, Date, Time, Timestamp, Duration -> ParticleType.INTEGER;
                    case Decimal ->
                            is(name, ColumnEncoding.TEXT)
                                    ? ParticleType.STRING
                                    : ParticleType.INTEGER;
                    case FloatingPoint -> ParticleType.DOUBLE;
                    case Bool -> ParticleType.BOOL;
                    case Utf8, LargeUtf8, Utf8View ->
                            is(name, ColumnEncoding.GEOJSON)
                                    ? ParticleType.GEOJSON
                                    : ParticleType.STRING;
                    case Binary, LargeBinary, BinaryView, FixedSizeBinary ->
                            is(name, ColumnEncoding.HLL) ? ParticleType.HLL : ParticleType.BLOB;
                    case FixedSizeList ->
                            is(name, ColumnEncoding.PACKED) ? ParticleType.BLOB : ParticleType.LIST;
                    case List, LargeList -> ParticleType.LIST;
                    default -> ParticleType.MAP;
                };
        return Shape.typeName(particle);
    }

    private static boolean is(String name, ColumnEncoding encoding) {
        return encoding.name().equalsIgnoreCase(name);
    }
}
