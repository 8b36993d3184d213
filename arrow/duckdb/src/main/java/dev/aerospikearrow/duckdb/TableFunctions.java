package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.client.AerospikeException;
import dev.aerospikearrow.columnar.ColumnarClient;
import dev.aerospikearrow.columnar.InferredSchema;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.content.BinExistence;
import dev.aerospikearrow.columnar.content.ClusterCounts;
import dev.aerospikearrow.columnar.content.ReadCheck;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.duckdb.stream.Widening;
import dev.aerospikearrow.expression.Expression;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One definition of the table functions: what their calls share. Thread-safe. */
final class TableFunctions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableFunctions.class);

    private static final List<Field> METADATA =
            List.of(
                    Field.nullable(MetadataColumn.DIGEST.fieldName(), ArrowType.Binary.INSTANCE),
                    Field.nullable(
                            MetadataColumn.GENERATION.fieldName(), new ArrowType.Int(32, true)),
                    Field.nullable(MetadataColumn.TTL.fieldName(), new ArrowType.Int(64, true)),
                    Field.nullable(
                            MetadataColumn.EXPIRY.fieldName(),
                            new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")));

    /** What to do about a mistake that is none. */
    static final String OTHERWISE =
            " With " + FunctionArguments.ALLOW_EMPTY + " := true that is an answer.";

    private final ColumnarClient client;
    private final FunctionOptions options;
    private final DuckDBConnection connection;
    private final SetChecks checks = new SetChecks();
    private boolean closed;

    /**
     * @param connection to the database, of which other connections are made; owned by this object
     */
    TableFunctions(ColumnarClient client, FunctionOptions options, DuckDBConnection connection) {
        this.client = client;
        this.options = options;
        this.connection = connection;
    }

    FunctionOptions options() {
        return options;
    }

    /**
     * The client, for a query that starts.
     *
     * @throws IllegalStateException if the functions are closed
     */
    synchronized ColumnarClient client() {
        requireOpen();
        return client;
    }

    /**
     * A connection to the same database, for a query within a query; the caller closes it.
     *
     * @throws IllegalStateException if the functions are closed
     */
    synchronized DuckDBConnection newConnection() throws SQLException {
        requireOpen();
        return connection.duplicate();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The AerospikeDuckDb that defined this function is closed. Call"
                            + " registerFunctions of an open one.");
        }
    }

    /** Whether it is an answer to a call that there is nothing to find. */
    boolean isEmptyAllowed(FunctionArguments arguments) {
        return arguments.allowEmpty().orElse(options.isEmptyAllowed());
    }

    /**
     * Refuses a call that finds nothing.
     *
     * @throws IllegalArgumentException if there is no such set, or no record has a bin that is
     *     declared or asked for; says what is most like it
     */
    void requireThere(SetName set, FunctionArguments arguments) {
        if (isEmptyAllowed(arguments)) {
            return;
        }
        Set<String> bins = new LinkedHashSet<>();
        options.schema(set).map(BinExistence::binsOf).ifPresent(bins::addAll);
        arguments.filter().map(Expression::bins).ifPresent(bins::addAll);
        ReadCheck.of(client().client(), set, bins)
                .mistake()
                .ifPresent(
                        mistake -> {
                            throw new IllegalArgumentException(mistake + OTHERWISE);
                        });
    }

    /**
     * The same for a function that is called for each chunk of rows, and has no such argument.
     *
     * @param bins those that the call names
     */
    void requireThere(SetName set, Collection<String> bins) {
        if (!options.isEmptyAllowed()) {
            checks.mistake(client().client(), set, bins).ifPresent(TableFunctions::refuse);
        }
    }

    /**
     * Refuses keys of a chunk of which none has a record, if those of the set are of another type.
     *
     * @param type of the keys
     * @param anyFound whether one of them has a record
     */
    void requireLikely(SetName set, ArrowType type, boolean anyFound) {
        if (anyFound) {
            checks.found(set, type);
        } else if (!options.isEmptyAllowed()) {
            checks.mistakenKeys(client().client(), set, type).ifPresent(TableFunctions::refuse);
        }
    }

    private static void refuse(String mistake) {
        throw new IllegalArgumentException(
                mistake + " With FunctionOptions.Builder.allowEmpty() that is an answer.");
    }

    /** About how many records there are, for the order of joins; empty if nobody can tell. */
    OptionalLong estimatedRecords(SetName set) {
        try {
            return OptionalLong.of(new ClusterCounts(client().client()).records(set));
        } catch (AerospikeException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * The columns of a set: those that are declared, or what a sample of its records has.
     *
     * @param extra metadata columns that the call asks for, put in front unless the schema has them
     */
    List<Field> fields(SetName set, List<Field> extra) {
        Optional<Schema> declared = options.schema(set);
        List<Field> bins = declared.map(Schema::getFields).orElseGet(() -> inferred(set));
        List<Field> fields = new ArrayList<>();
        for (Field field : extra) {
            if (bins.stream().noneMatch(bin -> bin.getName().equals(field.getName()))) {
                fields.add(field);
            }
        }
        // The functions hand out texts in any case.
        bins.stream().map(Widening::withoutDictionary).forEach(fields::add);
        return fields;
    }

    static List<Field> metadata() {
        return METADATA;
    }

    private List<Field> inferred(SetName set) {
        InferredSchema inferred =
                SchemaInference.sample(client().client(), set, options.sampleRecords());
        if (inferred.bins().isEmpty()) {
            LOG.warn(
                    "No record of {} was found, so nothing is known of its bins. If the name is"
                            + " right, declare its schema with FunctionOptions.",
                    set);
            return METADATA;
        }
        return inferred.schema().getFields();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("A connection of the table functions could not be closed", e);
        }
    }
}
