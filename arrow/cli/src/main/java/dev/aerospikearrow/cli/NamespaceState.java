package dev.aerospikearrow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the nodes say of the room that a namespace takes and has, and of when its records expire. A
 * node that does not know a field, as the embedded one does not know how much room there is, leaves
 * it out, and so does this.
 *
 * @param nodes the answers of the nodes to {@code namespace/NAME}
 */
record NamespaceState(List<Map<String, String>> nodes) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final String DEFAULT_TTL = "default-ttl";
    private static final String NSUP_PERIOD = "nsup-period";
    private static final String TTL_WITHOUT_NSUP = "allow-ttl-without-nsup";
    private static final String ENGINE = "storage-engine";
    private static final List<String> SETTINGS =
            List.of(ENGINE, DEFAULT_TTL, NSUP_PERIOD, TTL_WITHOUT_NSUP);
    private static final List<String> INDEXES =
            List.of("index_used_bytes", "set_index_used_bytes", "sindex_used_bytes");

    private Stream<String> values(String field) {
        return nodes.stream().flatMap(node -> Stream.ofNullable(node.get(field)));
    }

    /** The numbers of a field; what is none is left out. */
    private LongStream numbers(String field) {
        return values(field)
                .filter(text -> NUMBER.matcher(text).matches())
                .mapToLong(Long::parseLong);
    }

    private OptionalLong sum(String field) {
        return numbers(field).reduce(Long::sum);
    }

    private long count(String field) {
        return values(field).filter("true"::equals).count();
    }

    private Optional<String> setting(String name) {
        return values(name).findFirst();
    }

    private OptionalLong seconds(String name) {
        return numbers(name).findFirst();
    }

    /** Bytes of values on all nodes, copies included. */
    private OptionalLong usedBytes() {
        return sum("data_used_bytes");
    }

    private OptionalLong totalBytes() {
        return sum("data_total_bytes");
    }

    /** Bytes of all kinds of indexes. */
    private OptionalLong indexBytes() {
        return INDEXES.stream()
                .map(this::sum)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(Long::sum);
    }

    /** What is free on the node that has least, in percent. */
    private OptionalLong availablePercent() {
        return numbers("data_avail_pct").min();
    }

    /** The settings in which nodes differ, which they should not. */
    private List<String> differences() {
        return SETTINGS.stream().filter(name -> values(name).distinct().count() > 1).toList();
    }

    /** Adds fields for programs. */
    void addTo(ObjectNode entry) {
        setting(ENGINE).ifPresent(engine -> entry.put("storage", engine));
        put(entry, "dataUsedBytes", usedBytes());
        put(entry, "dataTotalBytes", totalBytes());
        put(entry, "dataAvailablePercent", availablePercent());
        put(entry, "indexBytes", indexBytes());
        entry.put("nodesThatStopWrites", count("stop_writes"));
        entry.put("nodesThatEvict", count("hwm_breached"));
        put(entry, "defaultTtlSeconds", seconds(DEFAULT_TTL));
        put(entry, "nsupPeriodSeconds", seconds(NSUP_PERIOD));
        List<String> differences = differences();
        if (!differences.isEmpty()) {
            ArrayNode names = entry.putArray("nodesDifferIn");
            differences.forEach(names::add);
        }
    }

    private static void put(ObjectNode entry, String name, OptionalLong number) {
        number.ifPresent(value -> entry.put(name, value));
    }

    /** Lines for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        setting(ENGINE).ifPresent(engine -> lines.add(storage(engine)));
        if (seconds(DEFAULT_TTL).isPresent() && seconds(NSUP_PERIOD).isPresent()) {
            lines.add(expiry(seconds(DEFAULT_TTL).getAsLong(), seconds(NSUP_PERIOD).getAsLong()));
        }
        if (count("stop_writes") > 0) {
            lines.add(
                    "WRITES ARE REFUSED by "
                            + Quantity.of(count("stop_writes"), "node")
                            + ": stop-writes");
        }
        if (count("hwm_breached") > 0) {
            lines.add(
                    "records are evicted by "
                            + Quantity.of(count("hwm_breached"), "node")
                            + ": high-water mark");
        }
        if (!differences().isEmpty()) {
            lines.add(
                    "nodes differ in "
                            + String.join(", ", differences())
                            + "; this is the first one's");
        }
        return lines;
    }

    private String storage(String engine) {
        StringBuilder text = new StringBuilder("storage: ").append(engine);
        long used = usedBytes().orElse(0);
        if (usedBytes().isPresent()) {
            text.append(", ").append(Sizes.text(used));
            totalBytes()
                    .ifPresent(
                            total ->
                                    text.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    " of %s (%.1f%%)",
                                                    Sizes.text(total),
                                                    total == 0 ? 0 : 100.0 * used / total)));
            text.append(" used");
        }
        indexBytes().ifPresent(bytes -> text.append(", indexes ").append(Sizes.text(bytes)));
        availablePercent()
                .ifPresent(percent -> text.append(", ").append(percent).append("% available"));
        return text.toString();
    }

    private String expiry(long ttl, long period) {
        String when =
                ttl == 0
                        ? "never by default"
                        : String.format(Locale.ROOT, "after %,d s by default", ttl);
        if (period > 0) {
            return String.format(Locale.ROOT, "expiry: %s, removed every %,d s", when, period);
        }
        boolean taken = setting(TTL_WITHOUT_NSUP).filter("true"::equals).isPresent();
        return "expiry: "
                + when
                + (taken
                        ? ", not removed (nsup-period 0)"
                        : ", writes with a ttl are refused (nsup-period 0)");
    }
}
