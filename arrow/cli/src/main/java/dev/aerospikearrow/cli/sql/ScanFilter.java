package dev.aerospikearrow.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.filter.BinFilter;
import dev.aerospikearrow.columnar.filter.Condition;
import dev.aerospikearrow.columnar.filter.FieldFilter;
import dev.aerospikearrow.columnar.filter.FilterComparison;
import dev.aerospikearrow.columnar.filter.FilterPredicate;
import dev.aerospikearrow.columnar.filter.PredicateTranslator;
import dev.aerospikearrow.expression.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What nodes are asked so that a scan gets the rows that a plan of DuckDB wants. Only forms of
 * conditions that are known are read; the others are DuckDB's alone.
 */
final class ScanFilter {
    private static final FilterPredicate UNKNOWN = new FilterPredicate.Unknown();

    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final Map<String, FilterComparison> COMPARISONS =
            Map.of(
                    "COMPARE_EQUAL", FilterComparison.EQUAL,
                    "COMPARE_NOTEQUAL", FilterComparison.NOT_EQUAL,
                    "COMPARE_LESSTHAN", FilterComparison.LESS,
                    "COMPARE_LESSTHANOREQUALTO", FilterComparison.LESS_OR_EQUAL,
                    "COMPARE_GREATERTHAN", FilterComparison.GREATER,
                    "COMPARE_GREATERTHANOREQUALTO", FilterComparison.GREATER_OR_EQUAL);

    private final Map<String, Field> fields = new HashMap<>();
    private final PredicateTranslator translator;

    private ScanFilter(Schema schema, OnMismatch policy) {
        schema.getFields().forEach(field -> fields.put(field.getName(), field));
        translator =
                new PredicateTranslator(
                        column ->
                                Optional.ofNullable(fields.get(column))
                                        .flatMap(field -> filter(field, policy)));
    }

    /** DuckDB has other columns, such as times, in forms and within ranges of its own. */
    private static Optional<BinFilter> filter(Field field, OnMismatch policy) {
        return FieldFilter.of(field, policy)
                .map(filter -> isPlain(field.getType()) ? filter : FieldFilter.presenceOf(filter));
    }

    private static boolean isPlain(ArrowType type) {
        return isInteger(type)
                || isDouble(type)
                || type instanceof ArrowType.Utf8
                || type instanceof ArrowType.Bool;
    }

    private static boolean isInteger(ArrowType type) {
        return type instanceof ArrowType.Int number && number.getIsSigned();
    }

    private static boolean isDouble(ArrowType type) {
        return type instanceof ArrowType.FloatingPoint number
                && number.getPrecision() == FloatingPointPrecision.DOUBLE;
    }

    /**
     * What nodes are to be asked so that every one of some scans gets what it wants.
     *
     * @param schema the columns of the set
     * @param policy what becomes of values that do not fit them
     * @return empty if a scan wants all records, or its conditions cannot be said
     */
    static Optional<Expression> of(List<ScanPlan.Scan> scans, Schema schema, OnMismatch policy) {
        ScanFilter filter = new ScanFilter(schema, policy);
        List<FilterPredicate> wanted = scans.stream().map(filter::wanted).distinct().toList();
        return filter.translator
                .translate(new FilterPredicate.Any(wanted))
                .map(Condition::expression);
    }

    private FilterPredicate wanted(ScanPlan.Scan scan) {
        List<FilterPredicate> parts = new ArrayList<>();
        for (JsonNode filter : scan.filters()) {
            String name = ScanPlan.Scan.name(scan.read(), filter.path("key").asInt(-1));
            parts.add(ofColumn(name, filter.path("value")));
        }
        for (JsonNode condition : scan.conditions()) {
            parts.add(new Expressions(scan.handedOn()).read(condition));
        }
        return new FilterPredicate.All(parts);
    }

    /** A condition that a scan evaluates itself. What is marked as optional follows from others. */
    private FilterPredicate ofColumn(String column, JsonNode filter) {
        List<FilterPredicate> children = new ArrayList<>();
        filter.path("child_filters").forEach(child -> children.add(ofColumn(column, child)));
        return switch (filter.path("filter_type").asText()) {
            case "LEGACY_CONJUNCTION_AND" -> new FilterPredicate.All(children);
            case "LEGACY_CONJUNCTION_OR" -> new FilterPredicate.Any(children);
            case "LEGACY_CONSTANT_COMPARISON" ->
                    compared(
                            column,
                            COMPARISONS.get(filter.path("comparison_type").asText()),
                            filter.path("constant"));
            case "LEGACY_IS_NULL" -> new FilterPredicate.IsNull(column);
            case "LEGACY_IS_NOT_NULL" ->
                    new FilterPredicate.Not(new FilterPredicate.IsNull(column));
            case "EXPRESSION_FILTER" -> new Expressions(List.of(column)).read(filter.path("expr"));
            default -> UNKNOWN;
        };
    }

    /** Conditions about columns that have numbers. */
    private final class Expressions {
        private final List<String> names;

        Expressions(List<String> names) {
            this.names = names;
        }

        FilterPredicate read(JsonNode expression) {
            String type = expression.path("type").asText();
            JsonNode children = expression.path("children");
            if (COMPARISONS.containsKey(type)) {
                return comparison(COMPARISONS.get(type), children.path(0), children.path(1));
            }
            return switch (type) {
                case "CONJUNCTION_AND" -> new FilterPredicate.All(each(children));
                case "CONJUNCTION_OR" -> new FilterPredicate.Any(each(children));
                case "OPERATOR_NOT" -> new FilterPredicate.Not(read(children.path(0)));
                case "OPERATOR_IS_NULL" -> isNull(children.path(0));
                case "OPERATOR_IS_NOT_NULL" -> new FilterPredicate.Not(isNull(children.path(0)));
                case "COMPARE_IN" -> oneOf(children);
                case "BOUND_REF" -> isTrue(expression);
                case "BOUND_FUNCTION" -> prefix(expression.path("qname").path("path"), children);
                default -> UNKNOWN;
            };
        }

        private List<FilterPredicate> each(JsonNode children) {
            List<FilterPredicate> parts = new ArrayList<>();
            children.forEach(child -> parts.add(read(child)));
            return parts;
        }

        /** The column that an expression is; empty if it is something else. */
        private Optional<String> column(JsonNode expression) {
            return expression.path("type").asText().equals("BOUND_REF")
                    ? Optional.of(ScanPlan.Scan.name(names, expression.path("index").asInt(-1)))
                            .filter(fields::containsKey)
                    : Optional.empty();
        }

        /** A column, also one of integers that are compared as another type of numbers. */
        private Optional<String> compared(JsonNode expression) {
            if (!expression.path("type").asText().equals("OPERATOR_CAST")) {
                return column(expression);
            }
            String target = idOf(expression.path("return_type"));
            return column(expression.path("children").path(0))
                    .filter(column -> isInteger(fields.get(column).getType()))
                    .filter(column -> target.equals("DOUBLE") || target.equals("DECIMAL"));
        }

        private FilterPredicate comparison(
                FilterComparison comparison, JsonNode left, JsonNode right) {
            boolean turned = left.path("type").asText().equals("VALUE_CONSTANT");
            JsonNode constant = turned ? left : right;
            return compared(turned ? right : left)
                    .filter(each -> constant.path("type").asText().equals("VALUE_CONSTANT"))
                    .map(
                            column ->
                                    ScanFilter.this.compared(
                                            column,
                                            turned ? comparison.mirrored() : comparison,
                                            constant.path("value")))
                    .orElse(UNKNOWN);
        }

        private FilterPredicate isNull(JsonNode expression) {
            return column(expression)
                    .<FilterPredicate>map(FilterPredicate.IsNull::new)
                    .orElse(UNKNOWN);
        }

        private FilterPredicate isTrue(JsonNode expression) {
            return column(expression)
                    .filter(column -> fields.get(column).getType() instanceof ArrowType.Bool)
                    .<FilterPredicate>map(
                            column ->
                                    new FilterPredicate.Comparison(
                                            column, FilterComparison.EQUAL, true))
                    .orElse(UNKNOWN);
        }

        /** The first child is the column. */
        private FilterPredicate oneOf(JsonNode children) {
            Optional<String> column = column(children.path(0));
            if (column.isEmpty()) {
                return UNKNOWN;
            }
            List<Object> values = new ArrayList<>();
            for (int i = 1; i < children.size(); i++) {
                Optional<Object> value = value(column.get(), children.path(i).path("value"));
                if (value.isEmpty()) {
                    return UNKNOWN;
                }
                values.add(value.get());
            }
            return new FilterPredicate.OneOf(column.get(), values);
        }

        private FilterPredicate prefix(JsonNode name, JsonNode arguments) {
            Optional<String> column = column(arguments.path(0));
            Optional<Object> text =
                    column.flatMap(each -> value(each, arguments.path(1).path("value")));
            return text.isPresent() && name.path(name.size() - 1).asText().equals("prefix")
                    ? new FilterPredicate.StartsWith(column.get(), text.get().toString())
                    : UNKNOWN;
        }
    }

    /** A number between two integers is compared as the one below. */
    private FilterPredicate compared(String column, FilterComparison comparison, JsonNode value) {
        if (comparison == null || !fields.containsKey(column)) {
            return UNKNOWN;
        }
        Optional<Object> whole = value(column, value);
        if (whole.isPresent()) {
            return new FilterPredicate.Comparison(column, comparison, whole.get());
        }
        Optional<BigDecimal> fraction =
                isInteger(fields.get(column).getType()) ? number(value) : Optional.empty();
        Optional<Long> below =
                fraction.flatMap(number -> whole(number.setScale(0, RoundingMode.FLOOR)));
        if (below.isEmpty()) {
            return UNKNOWN;
        }
        return switch (comparison) {
            case EQUAL, NOT_EQUAL -> UNKNOWN;
            case LESS, LESS_OR_EQUAL ->
                    new FilterPredicate.Comparison(
                            column, FilterComparison.LESS_OR_EQUAL, below.get());
            case GREATER, GREATER_OR_EQUAL ->
                    new FilterPredicate.Comparison(column, FilterComparison.GREATER, below.get());
        };
    }

    /** A constant as a value of a column's type; empty if it is none. */
    private Optional<Object> value(String column, JsonNode constant) {
        ArrowType type = fields.get(column).getType();
        JsonNode value = constant.path("value");
        if (isInteger(type)) {
            return number(constant).flatMap(ScanFilter::whole).map(Object.class::cast);
        }
        if (isDouble(type)) {
            return number(constant).map(BigDecimal::doubleValue).map(Object.class::cast);
        }
        if (type instanceof ArrowType.Bool) {
            return value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
        }
        return type instanceof ArrowType.Utf8
                        && idOf(constant.path("type")).equals("VARCHAR")
                        && value.isTextual()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    private static Optional<Long> whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(MIN_LONG) >= 0
                        && number.compareTo(MAX_LONG) <= 0
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    private static String idOf(JsonNode type) {
        return type.path("id").asText();
    }

    /** A finite number. */
    private static Optional<BigDecimal> number(JsonNode constant) {
        JsonNode number = constant.path("value");
        return switch (idOf(constant.path("type"))) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" ->
                    number.isIntegralNumber()
                            ? Optional.of(BigDecimal.valueOf(number.asLong()))
                            : Optional.empty();
            case "DOUBLE" ->
                    number.isNumber() && Double.isFinite(number.asDouble())
                            ? Optional.of(new BigDecimal(number.asDouble()))
                            : Optional.empty();
            case "DECIMAL" -> {
                JsonNode scale = constant.path("type").path("type_info").path("scale");
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
