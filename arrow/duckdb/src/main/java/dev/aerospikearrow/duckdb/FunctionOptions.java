package dev.aerospikearrow.duckdb;

import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.SchemaInference;
import dev.aerospikearrow.columnar.StreamOptions;
import dev.aerospikearrow.data.SetName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Options of the table functions. Immutable.
 *
 * <table>
 * <caption>The functions in SQL</caption>
 * <tr><td>{@code aerospike_scan(namespace, set)}</td>
 *     <td>a row for each record of a set; an empty set name for the whole namespace</td></tr>
 * <tr><td>{@code aerospike_lookup(namespace, set, query)}</td>
 *     <td>a row for each key in the first column of a query, in its order; the key is the column
 *     {@code __key}, and a record that does not exist is a row of nulls</td></tr>
 * <tr><td>{@code aerospike_get(namespace, set, key, bin, …)}</td>
 *     <td>not a table but a value: the record of a key of the query as JSON, of an integer or a
 *     text; with the bins that are named, or all. NULL where there is no record or no key. The keys
 *     of 2,048 rows are one batch read. {@code aerospike_get_hex} takes keys of bytes, as {@code
 *     hex(x)} writes them</td></tr>
 * <tr><td>{@code metadata := true}</td>
 *     <td>for both: also {@code __digest}, {@code __generation}, {@code __ttl} in seconds and
 *     {@code __expiry}; for lookups {@code __result_code}, too</td></tr>
 * <tr><td>{@code on_mismatch := 'fail'}</td>
 *     <td>for both: {@code fail}, {@code null} or {@code coerce}, for values that do not fit their
 *     column</td></tr>
 * <tr><td>{@code allow_empty := true}</td>
 *     <td>for both: it is an answer that there is no such set, no record with a bin that the schema
 *     declares, or no record for keys of another type than those of the set; else it fails, with
 *     what is most like it. {@code aerospike_get} has no such argument, but follows {@link
 *     Builder#allowEmpty}</td></tr>
 * <tr><td>{@code retry_for := 120}</td>
 *     <td>for both: how many seconds what nodes refuse or do not answer is asked for again: a
 *     lookup's keys all in all, a scan while nothing of it comes</td></tr>
 * <tr><td>{@code key := 'BIGINT'}</td>
 *     <td>for scans: also {@code __key}, the user key where it is stored; or {@code VARCHAR}</td>
 *     </tr>
 * <tr><td>{@code max_records := 1000}</td>
 *     <td>for scans: at most so many records, which the nodes count</td></tr>
 * </table>
 *
 * <p>The columns are those of the schema that is declared here for the set, or are inferred from a
 * sample, anew in each query. The key query of a lookup runs on a connection of its own: it sees
 * what is committed, and no temporary tables.
 *
 * <p>Only columns that a query uses are read (projection push-down). Filters are DuckDB's: its Java
 * table functions are not told of them. They have no types for bytes, times, durations, lists, maps
 * and structs either, so such columns are texts: bytes in hexadecimal ({@code from_hex} reads it),
 * the others in forms that a cast reads, lists, maps and structs as JSON. A table that is copied
 * with {@link AerospikeDuckDb#createTable} has all types.
 */
public final class FunctionOptions {
    /** Default of {@link #sampleAge()}: 10 seconds. */
    public static final Duration DEFAULT_SAMPLE_AGE = Duration.ofSeconds(10);

    /** The options with every default. */
    public static final FunctionOptions DEFAULT = builder().build();

    private final Map<SetName, Schema> schemas;
    private final long sampleRecords;
    private final Duration sampleAge;
    private final StreamOptions stream;
    private final int scanThreads;
    private final boolean emptyAllowed;
    private final Consumer<MismatchReport> mismatchListener;

    private FunctionOptions(Builder builder) {
        schemas = Map.copyOf(builder.schemas);
        sampleRecords = builder.sampleRecords;
        sampleAge = builder.sampleAge;
        stream = builder.stream;
        scanThreads = builder.scanThreads;
        emptyAllowed = builder.emptyAllowed;
        mismatchListener = builder.mismatchListener;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The schema that is declared for a set. Default: none, so it is inferred. */
    public Optional<Schema> schema(SetName set) {
        return Optional.ofNullable(schemas.get(set));
    }

    /**
     * How many records of a set without a schema are looked at. Default: {@value
     * SchemaInference#DEFAULT_MAX_RECORDS}.
     */
    public long sampleRecords() {
        return sampleRecords;
    }

    /**
     * How long {@code NativeDuckDb} keeps what it has found out about a set: its columns, and about
     * how many records there are. A query with a name that is not known looks at sets anew. The
     * functions of JDBC do so in each query. Default: 10 seconds.
     */
    public Duration sampleAge() {
        return sampleAge;
    }

    /** How record batches are read. Default: {@link StreamOptions#DEFAULT}. */
    public StreamOptions stream() {
        return stream;
    }

    /**
     * How many of DuckDB's threads read a set at the same time, each a range of its partitions.
     * Default: as many as the JVM has processors.
     */
    public int scanThreads() {
        return scanThreads;
    }

    /**
     * Whether it is an answer that there is no such set, or no record with a bin that is declared,
     * also for calls that do not say so. Default: false, the query fails.
     */
    public boolean isEmptyAllowed() {
        return emptyAllowed;
    }

    /**
     * What is told of the values of a column that became null or were converted, because they did
     * not fit and the policy says so. It is called when a range of partitions or a lookup is done,
     * by DuckDB's threads, so also several times for a query and at the same time. Default: it logs
     * a warning.
     */
    public Consumer<MismatchReport> mismatchListener() {
        return mismatchListener;
    }

    /** Builds {@link FunctionOptions}. Not thread-safe. */
    public static final class Builder {
        private final Map<SetName, Schema> schemas = new HashMap<>();
        private long sampleRecords = SchemaInference.DEFAULT_MAX_RECORDS;
        private Duration sampleAge = DEFAULT_SAMPLE_AGE;
        private StreamOptions stream = StreamOptions.DEFAULT;
        private int scanThreads = Runtime.getRuntime().availableProcessors();
        private boolean emptyAllowed;
        private Consumer<MismatchReport> mismatchListener = MismatchLog::warn;

        private Builder() {}

        /** Adds what {@link FunctionOptions#schema} answers. */
        public Builder schema(SetName set, Schema schema) {
            schemas.put(
                    Objects.requireNonNull(set, "set"), Objects.requireNonNull(schema, "schema"));
            return this;
        }

        /** Sets {@link FunctionOptions#sampleRecords()}; 1 or more. */
        public Builder sampleRecords(long count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "sampleRecords is 1 or more, but found " + count + ".");
            }
            sampleRecords = count;
            return this;
        }

        /** Sets {@link FunctionOptions#sampleAge()}; zero to look anew in each query. */
        public Builder sampleAge(Duration age) {
            if (age.isNegative()) {
                throw new IllegalArgumentException(
                        "sampleAge is zero or longer, but found " + age + ".");
            }
            sampleAge = age;
            return this;
        }

        /** Sets {@link FunctionOptions#stream()}. */
        public Builder stream(StreamOptions options) {
            stream = Objects.requireNonNull(options, "stream");
            return this;
        }

        /** Sets {@link FunctionOptions#scanThreads()}. */
        public Builder scanThreads(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException(
                        "scanThreads is 1 or more, but found " + threads + ".");
            }
            scanThreads = threads;
            return this;
        }

        /** Makes {@link FunctionOptions#isEmptyAllowed()} true. */
        public Builder allowEmpty() {
            emptyAllowed = true;
            return this;
        }

        /** Sets {@link FunctionOptions#mismatchListener()}. */
        public Builder mismatchListener(Consumer<MismatchReport> listener) {
            mismatchListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Makes the options. */
        public FunctionOptions build() {
            return new FunctionOptions(this);
        }
    }
}
