package dev.aerospikearrow.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.cli.sql.FilterColumn.Comparison;
import dev.aerospikearrow.cli.sql.FilterColumn.Membership;
import dev.aerospikearrow.columnar.OnMismatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Conditions of DuckDB as text that nodes can evaluate. Of those that all have to be true, the ones
 * that cannot be said are left out: the text is true of at least the records that are wanted. Only
 * forms that are known are translated.
 */
final class ScanFilter {
    private static final int MOST_VALUES = 1000;

    private static final Map<String, Comparison> COMPARISONS =
            Map.of(
                    "COMPARE_EQUAL", Comparison.EQUAL,
                    "COMPARE_NOTEQUAL", Comparison.NOT_EQUAL,
                    "COMPARE_LESSTHAN", Comparison.LESS,
                    "COMPARE_LESSTHANOREQUALTO", Comparison.LESS_OR_EQUAL,
                    "COMPARE_GREATERTHAN", Comparison.GREATER,
                    "COMPARE_GREATERTHANOREQUALTO", Comparison.GREATER_OR_EQUAL);

    private final Map<String, FilterColumn> columns = new HashMap<>();

    private ScanFilter(Schema schema, OnMismatch policy) {
        for (Field field : schema.getFields()) {
            FilterColumn.of(field, policy)
                    .ifPresent(column -> columns.put(field.getName(), column));
        }
    }

    /**
     * What nodes are to be asked so that every one of some scans gets what it wants.
     *
     * @param schema the columns of the set
     * @param policy what becomes of values that do not fit them
     * @return empty if a scan wants all records, or its conditions cannot be said
     */
    static Optional<String> of(List<ScanPlan.Scan> scans, Schema schema, OnMismatch policy) {
        ScanFilter filter = new ScanFilter(schema, policy);
        return any(scans.stream().map(filter::said).distinct().toList());
    }

    /** All, or nothing. */
    private static Optional<String> any(List<Optional<String>> parts) {
        return parts.stream().allMatch(Optional::isPresent)
                ? joined(parts, " or ")
                : Optional.empty();
    }

    /** Those that can be said. */
    private static Optional<String> all(List<Optional<String>> parts) {
        return joined(parts.stream().filter(Optional::isPresent).distinct().toList(), " and ");
    }

    private static Optional<String> joined(List<Optional<String>> parts, String word) {
        if (parts.size() < 2) {
            return parts.stream().findFirst().flatMap(part -> part);
        }
        return Optional.of(
                "(" + String.join(word, parts.stream().map(Optional::orElseThrow).toList()) + ")");
    }

    private Optional<String> said(ScanPlan.Scan scan) {
        List<Optional<String>> parts = new ArrayList<>();
        for (JsonNode filter : scan.filters()) {
            String name = ScanPlan.Scan.name(scan.read(), filter.path("key").asInt(-1));
            parts.add(new OfColumn(name).said(filter.path("value")));
        }
        for (JsonNode condition : scan.conditions()) {
            parts.add(new OfExpression(scan.handedOn()).said(condition));
        }
        return all(parts);
    }

    /** The conditions that a scan evaluates itself, each about one column. */
    private final class OfColumn {
        private final String name;
        private final Optional<FilterColumn> column;

        OfColumn(String name) {
            this.name = name;
            column = Optional.ofNullable(columns.get(name));
        }

        /** What is marked as optional is implied by something else. */
        Optional<String> said(JsonNode filter) {
            return switch (filter.path("filter_type").asText()) {
                case "LEGACY_CONJUNCTION_AND" -> all(each(filter));
                case "LEGACY_CONJUNCTION_OR" -> any(each(filter));
                case "LEGACY_CONSTANT_COMPARISON" ->
                        Optional.ofNullable(
                                        COMPARISONS.get(filter.path("comparison_type").asText()))
                                .flatMap(
                                        comparison ->
                                                compared(
                                                        comparison,
                                                        column,
                                                        filter.path("constant")));
                case "LEGACY_IS_NULL" -> column.flatMap(FilterColumn::isNull);
                case "LEGACY_IS_NOT_NULL" -> column.map(FilterColumn::isNotNull);
                case "EXPRESSION_FILTER" ->
                        new OfExpression(List.of(name)).said(filter.path("expr"));
                default -> Optional.empty();
            };
        }

        private List<Optional<String>> each(JsonNode filter) {
            List<Optional<String>> parts = new ArrayList<>();
            filter.path("child_filters").forEach(child -> parts.add(said(child)));
            return parts;
        }
    }

    /** Expressions about columns that have numbers. */
    private final class OfExpression {
        private final List<String> names;

        OfExpression(List<String> names) {
            this.names = names;
        }

        Optional<String> said(JsonNode expression) {
            String type = expression.path("type").asText();
            JsonNode children = expression.path("children");
            Comparison comparison = COMPARISONS.get(type);
            if (comparison != null && children.size() == 2) {
                return comparison(comparison, children.get(0), children.get(1));
            }
            return switch (type) {
                case "CONJUNCTION_AND" -> all(each(children));
                case "CONJUNCTION_OR" -> any(each(children));
                case "COMPARE_IN" -> membership(Membership.IN, children);
                case "OPERATOR_IS_NULL" -> column(children.path(0)).flatMap(FilterColumn::isNull);
                case "OPERATOR_IS_NOT_NULL" ->
                        column(children.path(0)).map(FilterColumn::isNotNull);
                case "OPERATOR_NOT" -> negated(children.path(0));
                case "BOUND_REF" -> column(expression).flatMap(column -> column.is(true));
                case "BOUND_FUNCTION" -> prefix(expression.path("qname").path("path"), children);
                default -> Optional.empty();
            };
        }

        private List<Optional<String>> each(JsonNode children) {
            List<Optional<String>> parts = new ArrayList<>();
            children.forEach(child -> parts.add(said(child)));
            return parts;
        }

        private Optional<String> negated(JsonNode expression) {
            return expression.path("type").asText().equals("COMPARE_IN")
                    ? membership(Membership.NOT_IN, expression.path("children"))
                    : column(expression).flatMap(column -> column.is(false));
        }

        /** The column that an expression is; empty if it is something else. */
        private Optional<FilterColumn> column(JsonNode expression) {
            return expression.path("type").asText().equals("BOUND_REF")
                    ? Optional.ofNullable(
                            columns.get(
                                    ScanPlan.Scan.name(names, expression.path("index").asInt(-1))))
                    : Optional.empty();
        }

        /** A column, also one of integers that are compared as another type of numbers. */
        private Optional<FilterColumn> number(JsonNode expression) {
            if (!expression.path("type").asText().equals("OPERATOR_CAST")) {
                return column(expression);
            }
            String target = idOf(expression.path("return_type"));
            return column(expression.path("children").path(0))
                    .filter(column -> column.kind() == FilterColumn.Kind.INTEGER)
                    .filter(column -> target.equals("DOUBLE") || target.equals("DECIMAL"));
        }

        private Optional<String> comparison(Comparison comparison, JsonNode left, JsonNode right) {
            return isConstant(left)
                    ? compared(comparison.turned(), number(right), left.path("value"))
                    : isConstant(right)
                            ? compared(comparison, number(left), right.path("value"))
                            : Optional.empty();
        }

        private boolean isConstant(JsonNode expression) {
            return expression.path("type").asText().equals("VALUE_CONSTANT");
        }

        /** The first child is the column. */
        private Optional<String> membership(Membership membership, JsonNode children) {
            int count = children.size() - 1;
            if (count < 1 || count > MOST_VALUES) {
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>();
            List<BigDecimal> numbers = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                JsonNode value = children.path(i).path("value");
                text(value).ifPresent(texts::add);
                ScanFilter.number(value).ifPresent(numbers::add);
            }
            Optional<FilterColumn> column = column(children.path(0));
            if (texts.size() == count) {
                return column.flatMap(each -> each.ofTexts(membership, texts));
            }
            return numbers.size() == count
                    ? column.flatMap(each -> each.ofNumbers(membership, numbers))
                    : Optional.empty();
        }

        private Optional<String> prefix(JsonNode name, JsonNode arguments) {
            return name.path(name.size() - 1).asText().equals("prefix")
                    ? column(arguments.path(0))
                            .flatMap(
                                    column ->
                                            text(arguments.path(1).path("value"))
                                                    .flatMap(column::startsWith))
                    : Optional.empty();
        }
    }

    private static Optional<String> compared(
            Comparison comparison, Optional<FilterColumn> column, JsonNode value) {
        return column.flatMap(
                each ->
                        text(value)
                                .flatMap(text -> each.compared(comparison, text))
                                .or(
                                        () ->
                                                number(value)
                                                        .flatMap(
                                                                it ->
                                                                        each.compared(
                                                                                comparison, it)))
                                .or(() -> truth(comparison, each, value)));
    }

    private static Optional<String> truth(
            Comparison comparison, FilterColumn column, JsonNode value) {
        JsonNode truth = value.path("value");
        return truth.isBoolean()
                        && (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL)
                ? column.is(truth.asBoolean() == (comparison == Comparison.EQUAL))
                : Optional.empty();
    }

    private static String idOf(JsonNode type) {
        return type.path("id").asText();
    }

    private static Optional<String> text(JsonNode value) {
        return idOf(value.path("type")).equals("VARCHAR") && value.path("value").isTextual()
                ? Optional.of(value.path("value").asText())
                : Optional.empty();
    }

    /** A finite number. */
    private static Optional<BigDecimal> number(JsonNode value) {
        JsonNode number = value.path("value");
        return switch (idOf(value.path("type"))) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" ->
                    number.isIntegralNumber()
                            ? Optional.of(BigDecimal.valueOf(number.asLong()))
                            : Optional.empty();
            case "DOUBLE" ->
                    number.isNumber() && Double.isFinite(number.asDouble())
                            ? Optional.of(new BigDecimal(number.asDouble()))
                            : Optional.empty();
            case "DECIMAL" -> {
                JsonNode scale = value.path("type").path("type_info").path("scale");
                yield scale.isInt()
                        ? unscaled(number).map(digits -> new BigDecimal(digits, scale.asInt()))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** An integer of 128 bits is two numbers of 64. */
    private static Optional<BigInteger> unscaled(JsonNode number) {
        if (number.isIntegralNumber()) {
            return Optional.of(number.bigIntegerValue());
        }
        JsonNode upper = number.path("upper");
        JsonNode lower = number.path("lower");
        return upper.isIntegralNumber() && lower.isIntegralNumber()
                ? Optional.of(
                        upper.bigIntegerValue().shiftLeft(Long.SIZE).add(lower.bigIntegerValue()))
                : Optional.empty();
    }
}
