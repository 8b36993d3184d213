package dev.aerospikearrow.spark.scan;

import dev.aerospikearrow.columnar.InferredBin;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.spark.executor.ExecutorClients;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The columns of a set that nobody declared, from a sample of its records. */
public final class InferredColumns {
    private static final Logger LOG = LoggerFactory.getLogger(InferredColumns.class);

    private InferredColumns() {}

    /**
     * Reads a sample and proposes a column for each bin in it.
     *
     * @return no columns if there is no record, with a warning
     * @throws IllegalArgumentException if there is no such set; says what is most like it
     * @throws dev.aerospikearrow.client.AerospikeException if no record can be read
     */
    public static StructType of(ConnectorOptions options) {
        SetCheck.require(options, new StructType());
        return find(options)
                .orElseGet(
                        () -> {
                            LOG.warn(
                                    "Set {} has no records, so no columns can be inferred. Declare a"
                                            + " schema.",
                                    options.place());
                            return new StructType();
                        });
    }

    /**
     * Reads a sample and proposes a column for each bin in it.
     *
     * @return empty if there is no record
     * @throws dev.aerospikearrow.client.AerospikeException if no record can be read
     */
    public static Optional<StructType> find(ConnectorOptions options) {
        InferredSchema proposal = sample(options);
        if (proposal.sampledRecords() == 0) {
            return Optional.empty();
        }
        for (InferredBin bin : proposal.bins()) {
            if (!bin.conflicts().isEmpty()) {
                LOG.warn(
                        "Bin {} of {} is read as {}, but {} of {} sampled records. {} says what happens to"
                                + " such values.",
                        bin.binName(),
                        options.place(),
                        Columns.sparkType(bin.field()).simpleString(),
                        bin.conflicts().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")),
                        proposal.sampledRecords(),
                        OptionName.ON_MISMATCH.key());
            }
        }
        List<Field> fields =
                proposal.schema().getFields().stream().map(InferredColumns::ofAnyLength).toList();
        return Optional.of(Columns.sparkSchema(new Schema(fields)));
    }

    private static InferredSchema sample(ConnectorOptions options) {
        try (ExecutorClients.Lease lease = ExecutorClients.lease(options)) {
            InferredSchema sample =
                    SchemaInference.sample(
                            lease.client().with(options.queryPolicy()),
                            options.set(),
                            options.sampleRecords());
            lease.seenBins()
                    .add(options.set(), sample.bins().stream().map(InferredBin::binName).toList());
            return sample;
        }
    }

    /**
     * Lists of one length in a sample may have others elsewhere, and in Spark the length is no
     * gain.
     */
    private static Field ofAnyLength(Field field) {
        ArrowType type = field.getType();
        FieldType fieldType =
                type instanceof ArrowType.FixedSizeList
                        ? new FieldType(
                                field.isNullable(),
                                new ArrowType.List(),
                                field.getDictionary(),
                                field.getMetadata())
                        : field.getFieldType();
        return new Field(
                field.getName(),
                fieldType,
                field.getChildren().stream().map(InferredColumns::ofAnyLength).toList());
    }
}
