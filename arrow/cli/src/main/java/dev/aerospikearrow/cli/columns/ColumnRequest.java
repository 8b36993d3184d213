package dev.aerospikearrow.cli.columns;

import dev.aerospikearrow.columnar.ColumnEncoding;
import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.protocol.wire.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One column that somebody asks for.
 *
 * @param name the column's name
 * @param source the bin, or the path inside a bin; empty if it is the name
 * @param type its type in {@link TypeNotation}; empty to find it out
 * @param onMismatch what happens to values that do not fit: {@code fail}, {@code null} or {@code
 *     coerce}; empty for what holds for all columns
 * @param encoding what it is written back as, where there is a choice; see {@link ColumnEncoding}
 */
public record ColumnRequest(
        String name,
        Optional<String> source,
        Optional<String> type,
        Optional<String> onMismatch,
        Optional<String> encoding) {

    /**
     * The field that this asks for.
     *
     * @param found the type, where none is given
     * @param known the bins of the sample
     */
    Field field(Optional<Field> found, Set<String> known) {
        Map<String, String> metadata = new LinkedHashMap<>();
        source.ifPresent(
                path -> metadata.put(isPath(path) ? FieldMetadata.PATH : FieldMetadata.BIN, path));
        onMismatch.ifPresent(policy -> metadata.put(FieldMetadata.ON_MISMATCH, policy));
        encoding.ifPresent(kept -> metadata.put(FieldMetadata.ENCODING, kept));
        if (type.isPresent()) {
            return TypeNotation.field(name, type.get(), metadata);
        }
        Field origin =
                found.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Column "
                                                + name
                                                + " has no type, and no record of the sample has"
                                                + " a bin of this name. Write it with its type, as"
                                                + " in "
                                                + name
                                                + ":Int64."
                                                + Nearest.question(bin(), known)));
        String foundEncoding = origin.getMetadata().get(FieldMetadata.ENCODING);
        if (foundEncoding != null) {
            metadata.putIfAbsent(FieldMetadata.ENCODING, foundEncoding);
        }
        return new Field(
                name,
                new org.apache.arrow.vector.types.pojo.FieldType(
                        true, origin.getType(), null, metadata),
                origin.getChildren());
    }

    /** The bin that the column is filled from, or the one that its path begins in. */
    String bin() {
        return source.orElse(name).split("[.\\[{]", 2)[0];
    }

    private static boolean isPath(String source) {
        return source.indexOf('.') >= 0 || source.indexOf('[') >= 0 || source.indexOf('{') >= 0;
    }
}
