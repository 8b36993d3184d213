package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadOptions;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.Nearest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.duckdb.DuckDBFunctions.FunctionException;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBValue;

/** The arguments of one call of a table function. */
final class FunctionArguments {
    static final String METADATA = "metadata";
    static final String ON_MISMATCH = "on_mismatch";
    static final String FILTER = "filter";
    static final String KEY = "key";
    static final String MAX_RECORDS = "max_records";
    static final String RETRY_FOR = "retry_for";
    static final String ALLOW_EMPTY = "allow_empty";

    private final DuckDBTableFunctionBindInfo info;

    FunctionArguments(DuckDBTableFunctionBindInfo info) {
        this.info = info;
    }

    /**
     * A positional argument.
     *
     * @param what for the message
     * @throws IllegalArgumentException if it is NULL
     */
    String text(int index, String what) {
        try (DuckDBValue value = info.getParameter(index)) {
            if (value.isNull()) {
                throw new IllegalArgumentException(
                        "Argument " + (index + 1) + ", the " + what + ", is NULL. Give a text.");
            }
            return value.getString();
        }
    }

    boolean metadata() {
        return named(METADATA, DuckDBValue::getBoolean).orElse(false);
    }

    /** Whether nothing is an answer; empty for what the functions' options say. */
    Optional<Boolean> allowEmpty() {
        return named(ALLOW_EMPTY, DuckDBValue::getBoolean);
    }

    Optional<String> key() {
        return named(KEY, DuckDBValue::getString);
    }

    /** What the nodes let pass; empty for all. */
    Optional<Expression> filter() {
        return named(FILTER, DuckDBValue::getString).map(Expressions::filter);
    }

    /** How many records are wanted at most; empty for all. */
    Optional<Long> maxRecords() {
        Optional<Long> limit = named(MAX_RECORDS, DuckDBValue::getLong);
        if (limit.isPresent() && limit.get() < 1) {
            throw new IllegalArgumentException(
                    MAX_RECORDS
                            + " is 1 or more, but found "
                            + limit.get()
                            + ". Leave it out to read all records.");
        }
        return limit;
    }

    /** The options with what the call says of values that do not fit. */
    StreamOptions applyTo(StreamOptions options) {
        Optional<OnMismatch> onMismatch =
                named(ON_MISMATCH, DuckDBValue::getString).map(FunctionArguments::policy);
        if (onMismatch.isEmpty()) {
            return options;
        }
        ReadOptions.Builder reading = ReadOptions.builder().onMismatch(onMismatch.get());
        options.readOptions().allocator().ifPresent(reading::allocator);
        return StreamOptions.builder()
                .readOptions(reading.build())
                .rowsPerRecordBatch(options.rowsPerRecordBatch())
                .maxBytesInFlight(options.maxBytesInFlight())
                .maxRecordBatchesAhead(options.maxRecordBatchesAhead())
                .progressListener(options.progressListener())
                .build();
    }

    /** For how long the call wants what can still succeed to be tried again. */
    Optional<Duration> retryTime() {
        return named(RETRY_FOR, DuckDBValue::getDouble).map(FunctionArguments::retryTime);
    }

    private static Duration retryTime(double seconds) {
        Duration time = Duration.ofMillis(Math.round(seconds * 1000));
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    RETRY_FOR
                            + " is more than 0 seconds, but found "
                            + seconds
                            + ". Leave it out for what the client's policies say.");
        }
        return time;
    }

    private static OnMismatch policy(String name) {
        List<String> policies =
                Arrays.stream(OnMismatch.values())
                        .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                        .toList();
        if (!policies.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    ON_MISMATCH
                            + " is one of "
                            + String.join(", ", policies)
                            + ", but found "
                            + name
                            + "."
                            + Nearest.question(name, policies));
        }
        return OnMismatch.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private <T> Optional<T> named(String name, Function<DuckDBValue, T> read) {
        Optional<DuckDBValue> given = named(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try (DuckDBValue value = given.get()) {
            if (value.isNull()) {
                throw new IllegalArgumentException(
                        name + " is NULL. Give a value, or leave it out.");
            }
            return Optional.of(read.apply(value));
        }
    }

    /** The driver throws for an argument that was not given, and has no way to ask. */
    private Optional<DuckDBValue> named(String name) {
        try {
            return Optional.of(info.getNamedParameter(name));
        } catch (FunctionException absent) {
            return Optional.empty();
        }
    }
}
