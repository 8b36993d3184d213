package dev.aerospikearrow.spark.write;

import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.ScanReader;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.SaveMode;

/**
 * The checks of a save mode before anything is written. Spark hands the modes {@code ErrorIfExists}
 * and {@code Ignore} only to sources of its first version, so that every save comes in there, is
 * checked here, and goes on as a write of the second version, with a mode that this knows: append
 * or overwrite.
 */
public final class SaveCheck {
    /**
     * Value of {@link OptionName#CHECKED_SAVE}: records are created, and none may be there before.
     */
    public static final String CREATE = "create";

    private static final String WRITE = "write";
    private static final Schema DIGESTS =
            new Schema(
                    List.of(
                            Field.nullable(
                                    MetadataColumn.DIGEST.fieldName(),
                                    new ArrowType.FixedSizeBinary(20))));

    private SaveCheck() {}

    /**
     * How a save goes on.
     *
     * @param mode append or overwrite
     * @param checked value of {@link OptionName#CHECKED_SAVE}
     */
    public record Save(SaveMode mode, String checked) {}

    /**
     * Checks a save.
     *
     * @return empty if there is nothing to do
     * @throws IllegalStateException if the set has records and the mode is {@code ErrorIfExists}
     * @throws IllegalArgumentException if the mode is about the records of a set and none is named
     */
    public static Optional<Save> check(ConnectorOptions options, SaveMode mode) {
        if (mode != SaveMode.Append && options.setName().isEmpty()) {
            throw new IllegalArgumentException(
                    "Save mode "
                            + mode
                            + " is about the records of a set, but none is named. Give "
                            + OptionName.SET.key()
                            + ", or use append.");
        }
        return switch (mode) {
            case Append -> Optional.of(new Save(SaveMode.Append, WRITE));
            case Overwrite -> Optional.of(new Save(SaveMode.Overwrite, WRITE));
            case Ignore ->
                    hasRecords(options)
                            ? Optional.empty()
                            : Optional.of(new Save(SaveMode.Append, CREATE));
            case ErrorIfExists -> {
                if (hasRecords(options)) {
                    throw new IllegalStateException(
                            "Set "
                                    + options.place()
                                    + " has records already, and the save mode is errorifexists."
                                    + " Use append to add to them, or overwrite to put others in their place.");
                }
                yield Optional.of(new Save(SaveMode.Append, CREATE));
            }
        };
    }

    /**
     * Checks that options do not speak of a part of a set whose records are all to go.
     *
     * @throws IllegalArgumentException if they do
     */
    public static void requireWholeSet(ConnectorOptions options) {
        if (options.pushedExpression().isPresent()) {
            throw new IllegalArgumentException(
                    "All records of "
                            + options.place()
                            + " would be removed, but "
                            + OptionName.FILTER.key()
                            + " or "
                            + OptionName.PUSH_DOWN_EXPRESSIONS.key()
                            + " is about a part of them. Remove the option; to remove the part, use"
                            + " DELETE FROM … WHERE.");
        }
    }

    /** Whether the set has a record. */
    public static boolean hasRecords(ConnectorOptions options) {
        QuerySpec one = QuerySpec.of(options.set()).withMaxRecords(1);
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options);
                ScanReader reader = lease.columnar().scan(one, DIGESTS)) {
            return reader.loadNextBatch();
        }
    }
}
