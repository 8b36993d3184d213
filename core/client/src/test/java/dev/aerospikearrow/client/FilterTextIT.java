package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.testkit.TestCluster;
import dev.aerospikearrow.testkit.TestClusterExtension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Filters that are written as text pass the records that they say. */
@ExtendWith(TestClusterExtension.class)
class FilterTextIT {
    private static final long TWO_TO_53 = 1L << 53;

    private final TestCluster cluster;
    private final SetName set;
    private AerospikeClient client;

    FilterTextIT(TestCluster cluster) {
        this.cluster = cluster;
        set = SetName.of(cluster.namespace(), cluster.uniqueSet());
    }

    @BeforeEach
    void connect() {
        client = TestClients.connect(cluster);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void put(String key, Bin... bins) {
        WritePolicy policy = WritePolicy.builder().sendKey(SendKey.WITH_USER_KEY).build();
        client.with(policy).put(set.key(key), bins);
    }

    private Set<String> passing(String filter) {
        QueryPolicy policy = QueryPolicy.builder().filter(Expressions.filter(filter)).build();
        Set<String> keys = new TreeSet<>();
        try (RecordStream records = client.with(policy).scan(set)) {
            for (KeyRecord record : records) {
                keys.add(record.key().userKey().map(key -> (String) key.value()).orElse("unsent"));
            }
        }
        return keys;
    }

    private void assertPassing(String filter, String... keys) {
        assertEquals(Set.of(keys), passing(filter), filter);
    }

    @Test
    void numbersAreComparedExactlyWhateverTheirType() {
        put("50", Bin.of("v", 50));
        put("60", Bin.of("v", 60));
        put("60.0", Bin.of("v", 60.0));
        put("60.5", Bin.of("v", 60.5));
        put("61", Bin.of("v", 61));
        put("text", Bin.of("v", "61"));
        put("nothing", Bin.of("other", 61));

        assertPassing("v > 60", "60.5", "61");
        assertPassing("v >= 60", "60", "60.0", "60.5", "61");
        assertPassing("v > 60.2", "60.5", "61");
        assertPassing("v <= 60.2", "50", "60", "60.0");
        assertPassing("v = 60", "60", "60.0");
        assertPassing("v = 60.5", "60.5");
        assertPassing("v <> 60.5", "50", "60", "60.0", "61");
        assertPassing("not v > 60", "50", "60", "60.0");
        assertPassing("not (v > 60 or v < 55)", "60", "60.0");
        assertPassing("60 < v", "60.5", "61");
        assertPassing("v in (50, 60.5, '61')", "50", "60.5", "text");
        assertPassing("v not in (50, 60)", "60.5", "61");
        assertPassing("v between 60 and 60.5", "60", "60.0", "60.5");
        assertPassing("v not between 60 and 60.5", "50", "61");
        assertPassing("v > -1e300", "50", "60", "60.0", "60.5", "61");
        assertPassing("v < 9223372036854775808.0", "50", "60", "60.0", "60.5", "61");
        assertPassing("v = 1e300");
        assertPassing("v <> 1e300", "50", "60", "60.0", "60.5", "61");
    }

    @Test
    void numbersBetweenTwoFloatsAreComparedExactly() {
        put("int", Bin.of("v", TWO_TO_53 + 1));
        put("below", Bin.of("v", (double) TWO_TO_53));
        put("above", Bin.of("v", (double) (TWO_TO_53 + 2)));

        assertPassing("v = " + (TWO_TO_53 + 1), "int");
        assertPassing("v < " + (TWO_TO_53 + 1), "below");
        assertPassing("v > " + (TWO_TO_53 + 1), "above");
        assertPassing("v <> " + (TWO_TO_53 + 1), "below", "above");
    }

    @Test
    void textsBytesAndTruthsAreCompared() {
        put("a", Bin.of("s", "SEA"), Bin.of("b", true), Bin.of("x", new byte[] {1, (byte) 0xff}));
        put("b", Bin.of("s", "it's"), Bin.of("b", false), Bin.of("x", new byte[] {2}));
        put("c", Bin.of("s", "50% off (a_b)"), Bin.of("b", 1));

        assertPassing("s = 'SEA'", "a");
        assertPassing("s >= 'a'", "b");
        assertPassing("s = 'it''s'", "b");
        assertPassing("s like 'S%'", "a");
        assertPassing("s not like 'S%'", "b", "c");
        assertPassing("s like '%\\%%(a\\_b)'", "c");
        assertPassing("b", "a");
        assertPassing("not b", "b");
        assertPassing("b = false", "b");
        assertPassing("x = x'01ff'", "a");
        assertPassing("x <> x'01ff'", "b");
    }

    @Test
    void typesOfBinsHaveNumbers() {
        put("int", Bin.of("v", 1));
        put("float", Bin.of("v", 1.0));
        put("text", Bin.of("v", "1"));
        put("list", Bin.of("v", List.of(1)));
        put("nothing", Bin.of("other", 1));

        assertPassing("bin_type(v) = 1", "int");
        assertPassing("bin_type($.v) in (2, 3)", "float", "text");
        assertPassing("bin_type(v) not in (1, 2, 3)", "list", "nothing");
        assertPassing(
                "v > 0 or bin_type($.\"v\") not in (0, 1, 2)", "int", "float", "text", "list");
    }

    @Test
    void binsAreMissedAndNamedInEveryWay() {
        put("a", Bin.of("v", 1), Bin.of("in", 2), Bin.of("a b", 3));
        put("b", Bin.of("w", 1));

        assertPassing("v is null", "b");
        assertPassing("v is not null", "a");
        assertPassing("exists(v)", "a");
        assertPassing("not $.v.exists()", "b");
        assertPassing("$.in == 2", "a");
        assertPassing("$.\"a b\" = 3 and $.'a b' = 3", "a");
    }

    @Test
    void pathsLeadIntoListsAndMaps() {
        put("a", Bin.of("m", Map.of("city", "Riga", "at", List.of(1, 2.5))));
        put("b", Bin.of("m", Map.of("city", 7)));
        put("c", Bin.of("m", 5));

        assertPassing("m.city = 'Riga'", "a");
        assertPassing("m.city = 7", "b");
        assertPassing("m.city <> 8", "b");
        assertPassing("not m.city = 8", "b");
        assertPassing("$.m.at.[1] > 2", "a");
        assertPassing("m.at[-1] = 2.5", "a");
    }

    @Test
    void numbersAreCalculatedWith() {
        put("ints", Bin.of("a", 7), Bin.of("b", 2));
        put("floats", Bin.of("a", 7.0), Bin.of("b", 2.0));
        put("both", Bin.of("a", 7), Bin.of("b", 2.5));

        assertPassing("a * b > 13", "ints", "floats");
        assertPassing("a / b = 3", "ints");
        assertPassing("a % 4 = 3", "ints", "both");
        assertPassing("float(a) + float(b) = 9.5", "both");
        assertPassing("a > b", "ints", "floats");
        assertPassing("int(b) = 2", "ints", "floats", "both");
        assertPassing("abs(-a) = 7", "ints", "floats", "both");
        assertPassing("a - 10 < -2.5", "ints", "floats", "both");
    }

    @Test
    void recordsAreAskedAboutThemselves() {
        put("a", Bin.of("v", 1));
        client.put(set.key("unsent"), Bin.of("v", 1));

        assertPassing("key_exists()", "a");
        assertPassing("$.keyExists() and $.setName() == '" + set.name() + "'", "a");
        assertPassing("key() = 'a'", "a");
        assertPassing("key_exists() and since_update() < 3600000 and last_update() > 0", "a");
        assertPassing("key_exists() and digest_modulo(1) = 0 and not is_tombstone()", "a");
    }

    /** The same filters, tried here: every value is of SQL's three-valued logic. */
    @Test
    void randomFiltersPassWhatTheySay() {
        Random random = new Random(20261130);
        Object[] values = {
            1L,
            2L,
            3L,
            2.0,
            2.5,
            3.0,
            TWO_TO_53 + 1,
            (double) TWO_TO_53,
            Long.MAX_VALUE,
            0x1p63,
            "2",
            "b",
            ""
        };
        Map<String, Map<String, Object>> records = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            Map<String, Object> bins = new LinkedHashMap<>();
            for (String bin : List.of("u", "v")) {
                if (random.nextInt(6) > 0) {
                    bins.put(bin, values[random.nextInt(values.length)]);
                }
            }
            if (!bins.isEmpty()) {
                records.put("k" + i, bins);
                put("k" + i, bins.entrySet().stream().map(FilterTextIT::bin).toArray(Bin[]::new));
            }
        }
        for (int i = 0; i < 150; i++) {
            Made made = made(random, values, 3);
            Set<String> expected =
                    records.entrySet().stream()
                            .filter(e -> made.truth.of(e.getValue()).orElse(false))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, passing(made.text), made.text);
        }
    }

    private interface Truth {
        Optional<Boolean> of(Map<String, Object> bins);
    }

    private record Made(String text, Truth truth) {}

    private static Bin bin(Map.Entry<String, Object> entry) {
        return Bin.of(entry.getKey(), entry.getValue());
    }

    private static Made made(Random random, Object[] values, int levels) {
        int kind = levels == 0 ? 3 : random.nextInt(5);
        if (kind == 0) {
            Made inner = made(random, values, levels - 1);
            return new Made("not (" + inner.text + ")", bins -> inner.truth.of(bins).map(t -> !t));
        } else if (kind <= 2) {
            boolean all = kind == 1;
            Made left = made(random, values, levels - 1);
            Made right = made(random, values, levels - 1);
            return new Made(
                    "(" + left.text + (all ? " and " : " or ") + right.text + ")",
                    bins -> joined(all, left.truth.of(bins), right.truth.of(bins)));
        }
        String bin = random.nextBoolean() ? "u" : "v";
        if (kind == 4 && random.nextInt(3) == 0) {
            return new Made(bin + " is null", bins -> Optional.of(!bins.containsKey(bin)));
        }
        Object value = values[random.nextInt(values.length)];
        int comparison = random.nextInt(6);
        String symbol = List.of("=", "<>", "<", "<=", ">", ">=").get(comparison);
        return new Made(
                bin + " " + symbol + " " + shown(value),
                bins -> compared(bins.get(bin), value).map(c -> holds(comparison, c)));
    }

    private static String shown(Object value) {
        if (value instanceof String text) {
            return "'" + text + "'";
        }
        return value instanceof Double number
                ? new BigDecimal(number).setScale(1).toPlainString()
                : value.toString();
    }

    private static Optional<Integer> compared(Object found, Object value) {
        if (found instanceof Number left && value instanceof Number right) {
            return Optional.of(exact(left).compareTo(exact(right)));
        }
        return found instanceof String left && value instanceof String right
                ? Optional.of(left.compareTo(right))
                : Optional.empty();
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long integer
                ? BigDecimal.valueOf(integer)
                : new BigDecimal(number.doubleValue());
    }

    private static boolean holds(int comparison, int order) {
        return switch (comparison) {
            case 0 -> order == 0;
            case 1 -> order != 0;
            case 2 -> order < 0;
            case 3 -> order <= 0;
            case 4 -> order > 0;
            default -> order >= 0;
        };
    }

    private static Optional<Boolean> joined(
            boolean all, Optional<Boolean> left, Optional<Boolean> right) {
        List<Optional<Boolean>> parts = new ArrayList<>(List.of(left, right));
        if (parts.contains(Optional.of(!all))) {
            return Optional.of(!all);
        }
        return parts.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(all);
    }
}
