package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.client.BatchPolicy;
import dev.aerospikearrow.client.QueryPolicy;
import dev.aerospikearrow.client.QuerySpec;
import dev.aerospikearrow.client.execute.PlannedShare;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.ReadExplanation;
import dev.aerospikearrow.columnar.ReadExplanation.FieldSource;
import dev.aerospikearrow.columnar.ReadExplanation.Unit;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.read.ReadPlan.BinField;
import dev.aerospikearrow.columnar.read.ReadPlan.MetadataField;
import dev.aerospikearrow.data.MessageValues;
import dev.aerospikearrow.data.SetName;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The explainer of reads: turns a plan and the nodes' shares into what people read. */
final class ReadExplainer {
    private ReadExplainer() {}

    static ReadExplanation batch(
            ReadPlan plan, RowKeys keys, List<PlannedShare> shares, BatchPolicy policy) {
        List<String> requested = new ArrayList<>();
        requested.add(bins(plan));
        requested.add(filter(policy.filter()));
        requested.add("replica: " + policy.replica().name().toLowerCase(Locale.ROOT));
        if (keys.hasNulls()) {
            requested.add(
                    "nothing for "
                            + Quantity.of(keys.rowCount() - keys.keyCount(), "null key")
                            + ", which the client answers itself");
        }
        String places =
                keys.places().stream()
                        .map(ReadExplainer::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return new ReadExplanation(
                "Batch read of "
                        + Quantity.grouped(keys.keyCount(), "key")
                        + (places.isEmpty() ? "" : " of " + places),
                Unit.KEYS,
                nodes(shares),
                requested,
                fields(plan));
    }

    static ReadExplanation scan(
            ReadPlan plan, QuerySpec spec, List<PlannedShare> shares, QueryPolicy policy) {
        List<String> requested = new ArrayList<>();
        requested.add(bins(plan));
        requested.add(
                spec.indexRange()
                        .map(range -> "index: " + MessageValues.shown(range, "a range"))
                        .orElse("no index: all records of the partitions are visited"));
        requested.add(
                spec.serverFilter()
                        .map(
                                text ->
                                        "filter in the server's language: "
                                                + MessageValues.shown(text, "a text"))
                        .orElseGet(() -> filter(spec.filter().or(policy::filter))));
        if (spec.maxRecords() > 0) {
            requested.add(
                    "at most "
                            + Quantity.of(spec.maxRecords(), "record")
                            + " of all nodes together");
        }
        if (spec.recordsPerSecond() > 0) {
            requested.add(
                    "at most " + Quantity.of(spec.recordsPerSecond(), "record") + " a second");
        }
        return new ReadExplanation(
                (spec.indexRange().isPresent() ? "Query of " : "Scan of ") + name(spec.set()),
                Unit.PARTITIONS,
                nodes(shares),
                requested,
                fields(plan));
    }

    private static String name(SetName set) {
        return set.name().isEmpty() ? set.namespace() : set.namespace() + "." + set.name();
    }

    private static List<ReadExplanation.NodeShare> nodes(List<PlannedShare> shares) {
        return shares.stream()
                .map(
                        share ->
                                new ReadExplanation.NodeShare(
                                        share.nodeId(),
                                        share.address(),
                                        share.requestCount(),
                                        share.count()))
                .toList();
    }

    private static String bins(ReadPlan plan) {
        if (plan.bins().isEmpty()) {
            return "no bins: what is known of the records only";
        }
        Map<String, List<String>> sources = new TreeMap<>();
        for (BinField bin : plan.bins()) {
            String text =
                    bin.source() instanceof ValueSource.Computed
                            ? bin.field().getName()
                            : bin.source().text();
            sources.computeIfAbsent(bin.source().kind(), kind -> new ArrayList<>()).add(text);
        }
        return Stream.of(
                        Map.entry("bin", "bins: "),
                        Map.entry("path", "values inside bins: "),
                        Map.entry("expression", "computed by the nodes: "))
                .filter(each -> sources.containsKey(each.getKey()))
                .map(each -> each.getValue() + String.join(", ", sources.get(each.getKey())))
                .collect(Collectors.joining("; "));
    }

    private static String filter(Optional<Expression> filter) {
        return filter.map(
                        expression -> "filter: " + MessageValues.shown(expression, "an expression"))
                .orElse("no filter");
    }

    /** In the order of the schema. */
    private static List<FieldSource> fields(ReadPlan plan) {
        TreeMap<Integer, FieldSource> fields = new TreeMap<>();
        for (BinField bin : plan.bins()) {
            fields.put(
                    bin.fieldIndex(),
                    new FieldSource(
                            bin.field().getName(),
                            TypeNames.of(bin.field()),
                            bin.source().kind() + " " + bin.source().text(),
                            work(bin.onMismatch())
                                    + (bin.field().getDictionary() == null
                                            ? ""
                                            : "; makes the dictionary")));
        }
        for (MetadataField field : plan.metadata()) {
            fields.put(
                    field.fieldIndex(),
                    new FieldSource(
                            field.field().getName(),
                            TypeNames.of(field.field()),
                            source(field.column()),
                            "fills it in"));
        }
        return List.copyOf(fields.values());
    }

    private static String work(OnMismatch policy) {
        return "missing becomes null; "
                + switch (policy) {
                    case FAIL -> "what does not fit fails the read";
                    case NULL -> "what does not fit becomes null, and is counted";
                    case COERCE -> "what does not fit is converted or becomes null, and is counted";
                };
    }

    private static String source(MetadataColumn column) {
        return switch (column) {
            case KEY -> "the key";
            case DIGEST -> "the digest";
            case RESULT_CODE -> "the answer's code";
            default -> "the record's header";
        };
    }
}
