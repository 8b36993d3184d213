package dev.aerospikearrow.spark.option;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.Host;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.ReplicaPolicy;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.protocol.wire.Nearest;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of a read, a write or a lookup: known names, and values that were checked. Immutable,
 * and small enough to travel with each task.
 */
public final class ConnectorOptions implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Default of {@link OptionName#ROWS_PER_BATCH}. */
    public static final int DEFAULT_ROWS_PER_BATCH = 10_000;

    /** Default of {@link OptionName#SCHEMA_SCAN}, that of Aerospike's own connector. */
    public static final int DEFAULT_SAMPLE_RECORDS = 100;

    /** The largest {@link OptionName#PARTITION_FACTOR}: an input partition for each partition. */
    public static final int MAX_PARTITION_FACTOR = 12;

    private final EnumMap<OptionName, String> values;

    private ConnectorOptions(EnumMap<OptionName, String> values) {
        this.values = values;
    }

    /**
     * Takes the options out of a map that may have others, which belong to Spark or to other data
     * sources.
     *
     * @param options those of the call
     * @param defaults those of the session, which the call's go before
     * @throws IllegalArgumentException if a name that begins with {@code aerospike.} is not known,
     *     a name of the call is like one that does, or a value is wrong
     */
    public static ConnectorOptions of(Map<String, String> options, Map<String, String> defaults) {
        EnumMap<OptionName, String> values = GivenOptions.ofSession(defaults);
        values.putAll(GivenOptions.ofCall(options));
        ConnectorOptions checked = new ConnectorOptions(values);
        checked.check();
        return values.containsKey(OptionName.CHECKED_SAVE) ? checked.forWriting() : checked;
    }

    /** The same with the set of writes, where one is named for them. */
    public ConnectorOptions forWriting() {
        EnumMap<OptionName, String> written = new EnumMap<>(values);
        String set = written.remove(OptionName.WRITE_SET);
        if (set != null) {
            written.put(OptionName.SET, set);
        }
        return new ConnectorOptions(written);
    }

    /**
     * The same with another value of one option; empty for none.
     *
     * @throws IllegalArgumentException if the value is wrong
     */
    public ConnectorOptions with(OptionName name, String value) {
        EnumMap<OptionName, String> changed = new EnumMap<>(OptionName.class);
        changed.putAll(values);
        changed.put(name, value);
        ConnectorOptions checked = new ConnectorOptions(changed);
        checked.check();
        return checked;
    }

    /**
     * The same with what other options say, which go before these.
     *
     * @param others those whose names begin with {@code aerospike.} count
     * @throws IllegalArgumentException if a name that begins so is not known, or a value is wrong
     */
    public ConnectorOptions with(Map<String, String> others) {
        EnumMap<OptionName, String> changed = new EnumMap<>(OptionName.class);
        changed.putAll(values);
        changed.putAll(GivenOptions.ofSession(others));
        ConnectorOptions checked = new ConnectorOptions(changed);
        checked.check();
        return checked;
    }

    /** Every value is read once, so that a wrong one is refused on the driver and at once. */
    private void check() {
        applyHiding();
        port();
        if (values.containsKey(OptionName.SEED_HOST)) {
            seeds();
        }
        queryPolicy();
        batchPolicy();
        connectTimeout();
        login();
        tls();
        keepAlive();
        partitionFactor();
        rowsPerBatch();
        recordsPerSecond();
        sampleRecords();
        onMismatch();
        keyType();
        keyJoin();
        isPushDownEnabled();
        pushedExpression();
        isIndexEnabled();
        decimalForm();
        usesAlternateServices();
        isEmptyAllowed();
    }

    /** A value as it was given. */
    public Optional<String> value(OptionName name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A value that must be there. */
    public String required(OptionName name) {
        return value(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Option " + name.key() + " is missing. Give it."));
    }

    /** The nodes to start from. */
    public List<Host> seeds() {
        String text = required(OptionName.SEED_HOST);
        int port = port();
        return Host.parseList(
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(seed -> !seed.isEmpty())
                        .map(seed -> hasPort(seed) ? seed : seed + ":" + port)
                        .collect(Collectors.joining(",")));
    }

    private static boolean hasPort(String seed) {
        return seed.startsWith("[") ? seed.contains("]:") : seed.contains(":");
    }

    private int port() {
        return integer(OptionName.PORT, Host.DEFAULT_PORT, 1, 65_535);
    }

    /** The namespace. */
    public String namespace() {
        return required(OptionName.NAMESPACE);
    }

    /** The set; empty for none. */
    public String setName() {
        return value(OptionName.SET).orElse("");
    }

    /** The set, or the whole namespace where none is named. */
    public SetName set() {
        return SetName.of(namespace(), setName());
    }

    /** {@code namespace.set}, or {@code namespace test}, for people. */
    public String place() {
        return set().toString();
    }

    /** Who logs in; empty for clusters without security. */
    public Optional<Login> login() {
        return Login.of(this);
    }

    /** How connections are secured; empty if they are not. */
    public Optional<TlsFiles> tls() {
        return TlsFiles.of(this);
    }

    /** A file everywhere; empty if it is not named. */
    Optional<Path> file(OptionName name) {
        return value(name).map(Path::of);
    }

    /** The parts of a value between its commas. */
    List<String> list(OptionName name) {
        return value(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise + ".");
        }
    }

    /** Whether nodes are reached at their alternate addresses. */
    public boolean usesAlternateServices() {
        return truth(OptionName.SERVICES_ALTERNATE, false);
    }

    /** The racks that reads stay in, the best first; empty for none. */
    public List<Integer> racks() {
        List<Integer> racks = new ArrayList<>();
        for (String rack : list(OptionName.PREFER_RACKS)) {
            try {
                racks.add(Integer.parseUnsignedInt(rack));
            } catch (NumberFormatException e) {
                throw wrong(OptionName.PREFER_RACKS, rack, "numbers of racks, with commas", e);
            }
        }
        return List.copyOf(racks);
    }

    /** The copy that is read: in the racks, if there are some. */
    private ReplicaPolicy replica() {
        boolean hasRacks = !racks().isEmpty();
        ReplicaPolicy replica =
                choice(OptionName.REPLICA, ReplicaPolicy.class)
                        .orElse(hasRacks ? ReplicaPolicy.PREFER_RACK : ReplicaPolicy.SEQUENCE);
        require(
                hasRacks == (replica == ReplicaPolicy.PREFER_RACK),
                OptionName.REPLICA.key()
                        + " prefer_rack and "
                        + OptionName.PREFER_RACKS.key()
                        + " belong together, but one is missing or another copy is chosen");
        return replica;
    }

    /** How long making a connection may take; empty for the client's default. */
    public Optional<Duration> connectTimeout() {
        return millis(OptionName.CONNECT_TIMEOUT, 1);
    }

    /** How long a client is kept that no task uses. */
    public Duration keepAlive() {
        return millis(OptionName.KEEP_ALIVE, 0).orElse(Duration.ofSeconds(10));
    }

    /** Timeouts and retries of scans. */
    public QueryPolicy queryPolicy() {
        QueryPolicy.Builder policy = QueryPolicy.builder().replica(replica());
        millis(OptionName.SOCKET_TIMEOUT, 0).ifPresent(policy::socketTimeout);
        millis(OptionName.RETRY_TIMEOUT, 0).ifPresent(policy::retryTimeout);
        retries().ifPresent(policy::maxRetries);
        return policy.build();
    }

    /** Timeouts and retries of batch requests. */
    public BatchPolicy batchPolicy() {
        Duration total = millis(OptionName.TIMEOUT, 0).orElse(BatchPolicy.DEFAULT_TOTAL_TIMEOUT);
        Duration socket =
                millis(OptionName.SOCKET_TIMEOUT, 0).orElse(BatchPolicy.DEFAULT_SOCKET_TIMEOUT);
        boolean reachable = total.isZero() || socket.compareTo(total) <= 0;
        BatchPolicy.Builder policy =
                BatchPolicy.builder()
                        .replica(replica())
                        .totalTimeout(total)
                        .socketTimeout(reachable ? socket : total);
        retries().ifPresent(policy::maxRetries);
        return policy.build();
    }

    private OptionalInt retries() {
        return value(OptionName.MAX_RETRIES).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(integer(OptionName.MAX_RETRIES, 0, 0, 1_000));
    }

    /** The power of two of input partitions; empty for as many as suit the number of cores. */
    public OptionalInt partitionFactor() {
        return value(OptionName.PARTITION_FACTOR).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(integer(OptionName.PARTITION_FACTOR, 0, 0, MAX_PARTITION_FACTOR));
    }

    /** The most rows of a record batch, and keys of a request. */
    public int rowsPerBatch() {
        return integer(OptionName.ROWS_PER_BATCH, DEFAULT_ROWS_PER_BATCH, 1, 1 << 20);
    }

    /** How many rows are written at once. */
    public int rowsPerWrite() {
        return integer(OptionName.WRITE_BATCH_SIZE, DEFAULT_ROWS_PER_BATCH, 1, 1 << 20);
    }

    /** The pace of each node; 0 for none. */
    public int recordsPerSecond() {
        return integer(OptionName.RECORDS_PER_SECOND, 0, 0, Integer.MAX_VALUE);
    }

    /** How many records are looked at to infer a schema. */
    public int sampleRecords() {
        return integer(OptionName.SCHEMA_SCAN, DEFAULT_SAMPLE_RECORDS, 1, Integer.MAX_VALUE);
    }

    /** What happens to values that do not fit. */
    public OnMismatch onMismatch() {
        Optional<OnMismatch> chosen = choice(OptionName.ON_MISMATCH, OnMismatch.class);
        Optional<OnMismatch> flexible =
                value(OptionName.SCHEMA_FLEXIBLE)
                        .map(text -> truth(OptionName.SCHEMA_FLEXIBLE, text))
                        .map(yes -> yes ? OnMismatch.NULL : OnMismatch.FAIL);
        if (chosen.isPresent() && flexible.isPresent() && !chosen.equals(flexible)) {
            throw new IllegalArgumentException(
                    OptionName.ON_MISMATCH.key()
                            + " and "
                            + OptionName.SCHEMA_FLEXIBLE.key()
                            + " contradict each other. Keep one.");
        }
        return chosen.or(() -> flexible).orElse(OnMismatch.FAIL);
    }

    /** The type of the metadata column {@code __key}. */
    public UserKeyType keyType() {
        return choice(OptionName.KEY_TYPE, UserKeyType.class).orElse(UserKeyType.STRING);
    }

    /** What decimals are in their bins; empty if nobody said so. */
    public Optional<DecimalForm> decimalForm() {
        return choice(OptionName.WRITE_DECIMALS, DecimalForm.class);
    }

    /** Whether joins on keys become batch reads. */
    public KeyJoin keyJoin() {
        return choice(OptionName.KEY_JOIN, KeyJoin.class).orElse(KeyJoin.AUTO);
    }

    /** Whether filters and limits are pushed down. */
    public boolean isPushDownEnabled() {
        return truth(OptionName.PUSH_DOWN, true);
    }

    /**
     * Hides values in messages of this process, if the options want that: to be called before
     * anything is read or written. Once hidden they stay so, for the other jobs of the process,
     * too.
     */
    public void applyHiding() {
        if (truth(OptionName.HIDE_VALUES, false)) {
            MessageValues.hide();
        }
    }

    /** Whether secondary indexes are used. */
    public boolean isIndexEnabled() {
        return truth(OptionName.INDEX_ENABLE, true);
    }

    /** Whether it is an answer that there is nothing to find. */
    public boolean isEmptyAllowed() {
        return truth(OptionName.ALLOW_EMPTY, false);
    }

    /** The user's own filters, all of which a record must satisfy. */
    public Optional<Expression> pushedExpression() {
        Optional<Expression> packed =
                value(OptionName.PUSH_DOWN_EXPRESSIONS).map(ConnectorOptions::packed);
        Optional<Expression> text = value(OptionName.FILTER).map(ConnectorOptions::filter);
        return packed.isPresent() && text.isPresent()
                ? Optional.of(Expressions.and(text.get(), packed.get()))
                : text.or(() -> packed);
    }

    private static Expression packed(String text) {
        try {
            return Expression.fromBase64(text);
        } catch (IllegalArgumentException e) {
            throw wrong(OptionName.PUSH_DOWN_EXPRESSIONS, text, "a packed expression in base64", e);
        }
    }

    private static Expression filter(String text) {
        try {
            return Expressions.filter(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Option " + OptionName.FILTER.key() + ": " + e.getMessage(), e);
        }
    }

    /** One of an enum's constants; case, and what is between words, do not count. */
    public <E extends Enum<E>> Optional<E> choice(OptionName name, Class<E> type) {
        return value(name)
                .map(
                        text -> {
                            for (E constant : type.getEnumConstants()) {
                                if (OptionName.folded(constant.name())
                                        .equals(OptionName.folded(text))) {
                                    return constant;
                                }
                            }
                            List<String> allowed =
                                    Arrays.stream(type.getEnumConstants())
                                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                                            .toList();
                            throw new IllegalArgumentException(
                                    isNot(name, text, "one of " + String.join(", ", allowed))
                                            + Nearest.question(text, allowed));
                        });
    }

    /** true or false. */
    public boolean truth(OptionName name, boolean byDefault) {
        return value(name).map(text -> truth(name, text)).orElse(byDefault);
    }

    private static boolean truth(OptionName name, String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw wrong(name, text, "true or false", null);
    }

    private Optional<Duration> millis(OptionName name, int min) {
        return value(name).isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(integer(name, 0, min, Integer.MAX_VALUE)));
    }

    /** A number between two others, both included. */
    public int integer(OptionName name, int byDefault, int min, int max) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text.get().replace("_", ""));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same message.
        }
        String wanted =
                max == Integer.MAX_VALUE
                        ? "a whole number from " + min + " on"
                        : "a whole number from " + min + " to " + max;
        throw wrong(name, text.get(), wanted, null);
    }

    private static IllegalArgumentException wrong(
            OptionName name, String found, String wanted, @Nullable Exception cause) {
        return new IllegalArgumentException(isNot(name, found, wanted), cause);
    }

    private static String isNot(OptionName name, String found, String wanted) {
        return "Option " + name.key() + " is " + wanted + ", but found \"" + found + "\".";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectorOptions that && that.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        Map<OptionName, String> shown = new EnumMap<>(values);
        shown.replaceAll((name, value) -> name.isSecret() ? "(not shown)" : value);
        return shown.toString();
    }
}
