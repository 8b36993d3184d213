package dev.aerospikearrow.duckdb.foreign;

import dev.aerospikearrow.columnar.filter.FilterComparison;
import dev.aerospikearrow.columnar.filter.FilterPredicate;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Filters of a query as predicates over its columns. What is not understood is unknown, and left to
 * DuckDB, which evaluates all filters in any case.
 */
final class ExpressionReader {
    private static final FilterPredicate UNKNOWN = new FilterPredicate.Unknown();

    // DUCKDB_V2_EXPRESSION_TYPE
    private static final int CAST = 12;
    private static final int NOT = 13;
    private static final int IS_NULL = 14;
    private static final int IS_NOT_NULL = 15;
    private static final int IN = 35;
    private static final int NOT_IN = 36;
    private static final int DISTINCT = 37;
    private static final int BETWEEN = 38;
    private static final int NOT_DISTINCT = 40;
    private static final int AND = 50;
    private static final int OR = 51;
    private static final int CONSTANT = 75;
    private static final int FUNCTION = 141;
    private static final int COLUMN = 228;

    private static final Map<Integer, FilterComparison> COMPARISONS =
            Map.of(
                    25, FilterComparison.EQUAL,
                    26, FilterComparison.NOT_EQUAL,
                    27, FilterComparison.LESS,
                    28, FilterComparison.GREATER,
                    29, FilterComparison.LESS_OR_EQUAL,
                    30, FilterComparison.GREATER_OR_EQUAL);

    private static final Set<String> PREFIX_FUNCTIONS = Set.of("prefix", "starts_with", "^@");

    // DUCKDB_V2_LOGICAL_TYPE_ID
    private static final int BOOLEAN = 10;
    private static final int TINYINT = 11;
    private static final int BIGINT = 14;
    private static final int DATE = 15;
    private static final int TIMESTAMP = 19;
    private static final int DECIMAL = 21;
    private static final int DOUBLE = 23;
    private static final int VARCHAR = 25;
    private static final int BLOB = 26;
    private static final int UTINYINT = 28;
    private static final int UBIGINT = 31;
    private static final int TIMESTAMP_TZ = 32;
    private static final int UHUGEINT = 49;
    private static final int HUGEINT = 50;

    private static final Pattern DECIMAL_TYPE = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

    /** Up to here integers are the same as doubles. */
    private static final double MAX_EXACT_DOUBLE = 1L << 53;

    private final DuckDbLibrary library;
    private final LongFunction<Field> columns;

    /**
     * @param columns the field of a column, by the number that an expression has for it
     */
    ExpressionReader(DuckDbLibrary library, LongFunction<Field> columns) {
        this.library = library;
        this.columns = columns;
    }

    /** A filter as a predicate. */
    FilterPredicate read(MemorySegment expression) {
        return read(expression, false);
    }

    /**
     * @param negated whether it is inside of a negation: a range may leave its bounds out, which
     *     cannot be seen, so that its opposite is not known
     */
    private FilterPredicate read(MemorySegment expression, boolean negated) {
        int type = type(expression);
        FilterComparison comparison = COMPARISONS.get(type);
        if (comparison != null) {
            return compared(expression, comparison);
        }
        return switch (type) {
            case AND -> new FilterPredicate.All(readAll(expression, negated));
            case OR -> new FilterPredicate.Any(readAll(expression, negated));
            case NOT -> new FilterPredicate.Not(read(child(expression, 0), !negated));
            case IS_NULL -> isNull(expression);
            case IS_NOT_NULL -> new FilterPredicate.Not(isNull(expression));
            case DISTINCT -> new FilterPredicate.Not(same(expression));
            case NOT_DISTINCT -> same(expression);
            case IN -> oneOf(expression);
            case NOT_IN -> new FilterPredicate.Not(oneOf(expression));
            case BETWEEN -> negated ? UNKNOWN : between(expression);
            case FUNCTION -> function(expression);
            case COLUMN -> isTrue(expression);
            default -> UNKNOWN;
        };
    }

    private List<FilterPredicate> readAll(MemorySegment expression, boolean negated) {
        List<FilterPredicate> parts = new ArrayList<>();
        for (long i = 0; i < childCount(expression); i++) {
            parts.add(read(child(expression, i), negated));
        }
        return parts;
    }

    private FilterPredicate compared(MemorySegment expression, FilterComparison comparison) {
        MemorySegment left = child(expression, 0);
        MemorySegment right = child(expression, 1);
        return comparison(left, comparison, right)
                .or(() -> comparison(right, comparison.mirrored(), left))
                .orElse(UNKNOWN);
    }

    private Optional<FilterPredicate> comparison(
            MemorySegment column, FilterComparison comparison, MemorySegment value) {
        return column(column)
                .flatMap(
                        field ->
                                constant(value, field.getType())
                                        .flatMap(it -> comparison(field, comparison, it)));
    }

    /** An integer is greater than 5.5 if it is greater than 5, and less if it is 5 or less. */
    private static Optional<FilterPredicate> comparison(
            Field field, FilterComparison comparison, Object value) {
        if (!(value instanceof BigDecimal number)) {
            return Optional.of(new FilterPredicate.Comparison(field.getName(), comparison, value));
        }
        Optional<FilterComparison> withFloor =
                switch (comparison) {
                    case GREATER, GREATER_OR_EQUAL -> Optional.of(FilterComparison.GREATER);
                    case LESS, LESS_OR_EQUAL -> Optional.of(FilterComparison.LESS_OR_EQUAL);
                    case EQUAL, NOT_EQUAL -> Optional.empty();
                };
        return withFloor.flatMap(
                it ->
                        integer(number.setScale(0, RoundingMode.FLOOR))
                                .map(
                                        floor ->
                                                new FilterPredicate.Comparison(
                                                        field.getName(), it, floor)));
    }

    private static Optional<Long> integer(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private FilterPredicate isNull(MemorySegment expression) {
        return column(child(expression, 0))
                .<FilterPredicate>map(field -> new FilterPredicate.IsNull(field.getName()))
                .orElse(UNKNOWN);
    }

    private FilterPredicate same(MemorySegment expression) {
        return compared(expression, FilterComparison.EQUAL)
                        instanceof FilterPredicate.Comparison equal
                ? new FilterPredicate.Same(equal.column(), equal.value())
                : UNKNOWN;
    }

    private FilterPredicate oneOf(MemorySegment expression) {
        Optional<Field> field = column(child(expression, 0));
        if (field.isEmpty()) {
            return UNKNOWN;
        }
        List<Object> values = new ArrayList<>();
        long count = childCount(expression);
        for (long i = 1; i < count; i++) {
            Optional<Object> value = constant(child(expression, i), field.get().getType());
            if (value.isEmpty() || value.get() instanceof BigDecimal) {
                return UNKNOWN;
            }
            values.add(value.get());
        }
        return new FilterPredicate.OneOf(field.get().getName(), values);
    }

    /** With its bounds, which it may leave out: more records than pass, and never fewer. */
    private FilterPredicate between(MemorySegment expression) {
        MemorySegment column = child(expression, 0);
        return new FilterPredicate.All(
                List.of(
                        comparison(column, FilterComparison.GREATER_OR_EQUAL, child(expression, 1))
                                .orElse(UNKNOWN),
                        comparison(column, FilterComparison.LESS_OR_EQUAL, child(expression, 2))
                                .orElse(UNKNOWN)));
    }

    private FilterPredicate function(MemorySegment expression) {
        String name = library.text("duckdb_v2_expression_function_get_name", expression);
        if (!PREFIX_FUNCTIONS.contains(name) || childCount(expression) != 2) {
            return UNKNOWN;
        }
        Optional<Field> field = column(child(expression, 0));
        return field.flatMap(it -> constant(child(expression, 1), it.getType()))
                .filter(String.class::isInstance)
                .<FilterPredicate>map(
                        prefix ->
                                new FilterPredicate.StartsWith(
                                        field.get().getName(), prefix.toString()))
                .orElse(UNKNOWN);
    }

    private FilterPredicate isTrue(MemorySegment expression) {
        return column(expression)
                .filter(field -> field.getType() instanceof ArrowType.Bool)
                .<FilterPredicate>map(
                        field ->
                                new FilterPredicate.Comparison(
                                        field.getName(), FilterComparison.EQUAL, true))
                .orElse(UNKNOWN);
    }

    /** A column, or a column of integers that is converted to a type that has all of them. */
    private Optional<Field> column(MemorySegment expression) {
        if (type(expression) == CAST) {
            return column(child(expression, 0))
                    .filter(
                            field ->
                                    field.getType() instanceof ArrowType.Int integer
                                            && integer.getIsSigned()
                                            && isWideEnough(expression, integer.getBitWidth()));
        }
        return type(expression) == COLUMN
                ? Optional.of(
                        columns.apply(
                                library.number(
                                        "duckdb_v2_expression_column_ref_get_index", expression)))
                : Optional.empty();
    }

    private boolean isWideEnough(MemorySegment cast, int bits) {
        MemorySegment type = library.handle("duckdb_v2_expression_get_return_type", cast);
        try {
            int id = library.smallNumber("duckdb_v2_logical_type_get_id", type);
            if (id != DECIMAL) {
                return id == BIGINT || id == HUGEINT || id == DOUBLE;
            }
            Matcher decimal =
                    DECIMAL_TYPE.matcher(
                            library.copiedText("duckdb_v2_logical_type_to_text", type));
            int digits = String.valueOf(Long.MAX_VALUE >> (Long.SIZE - bits)).length();
            return decimal.matches()
                    && Integer.parseInt(decimal.group(1)) - Integer.parseInt(decimal.group(2))
                            >= digits;
        } finally {
            library.destroy("duckdb_v2_logical_type_destroy", type);
        }
    }

    /**
     * The value of a constant in the form of a column's bin; empty if it has another type. For a
     * column of integers it may be a number that is none, as a {@link BigDecimal}.
     */
    private Optional<Object> constant(MemorySegment expression, ArrowType type) {
        if (type(expression) != CONSTANT) {
            return Optional.empty();
        }
        MemorySegment value = library.handle("duckdb_v2_expression_constant_get_value", expression);
        try {
            MemorySegment valueType = library.handle("duckdb_v2_value_get_logical_type", value);
            int id = library.smallNumber("duckdb_v2_logical_type_get_id", valueType);
            library.destroy("duckdb_v2_logical_type_destroy", valueType);
            return isNullValue(value)
                    ? Optional.empty()
                    : Optional.ofNullable(valueOf(value, id, type));
        } finally {
            library.destroy("duckdb_v2_value_destroy", value);
        }
    }

    private boolean isNullValue(MemorySegment value) {
        return library.smallNumber("duckdb_v2_value_is_null", value) % 256 != 0;
    }

    private @Nullable Object valueOf(MemorySegment value, int id, ArrowType type) {
        return switch (type.getTypeID()) {
            case Int -> number(value, id);
            case Date ->
                    id == DATE
                            ? (Object) (long) library.smallNumber("duckdb_v2_value_get_date", value)
                            : null;
            case Timestamp ->
                    id == TIMESTAMP || id == TIMESTAMP_TZ
                            ? (Object)
                                    library.number(
                                            id == TIMESTAMP
                                                    ? "duckdb_v2_value_get_timestamp"
                                                    : "duckdb_v2_value_get_timestamp_tz",
                                            value)
                            : null;
            case FloatingPoint ->
                    id == DOUBLE
                            ? (Object)
                                    Double.longBitsToDouble(
                                            library.number("duckdb_v2_value_get_double", value))
                            : null;
            case Bool ->
                    id == BOOLEAN
                            ? (Object)
                                    (library.smallNumber("duckdb_v2_value_get_bool", value) % 256
                                            != 0)
                            : null;
            case Utf8, LargeUtf8, Utf8View ->
                    id == VARCHAR ? library.text("duckdb_v2_value_get_varchar", value) : null;
            // A digest; predicates over other columns of bytes are not asked of nodes.
            case Binary, FixedSizeBinary ->
                    id == BLOB
                            ? ByteBuffer.wrap(library.bytes("duckdb_v2_value_get_blob", value))
                            : null;
            default -> null;
        };
    }

    private @Nullable Object number(MemorySegment value, int id) {
        boolean whole = id >= TINYINT && id <= BIGINT || id >= UTINYINT && id <= UBIGINT;
        if (!whole && id != DECIMAL && id != HUGEINT && id != UHUGEINT && id != DOUBLE) {
            return null;
        }
        BigDecimal number;
        if (id == DOUBLE) {
            double asDouble =
                    Double.longBitsToDouble(library.number("duckdb_v2_value_get_double", value));
            if (!(Math.abs(asDouble) < MAX_EXACT_DOUBLE)) {
                return null;
            }
            number = new BigDecimal(asDouble);
        } else {
            number = new BigDecimal(library.copiedText("duckdb_v2_value_to_string", value));
        }
        Optional<Long> integer = integer(number);
        return integer.isPresent() ? integer.get() : number;
    }

    private int type(MemorySegment expression) {
        return library.smallNumber("duckdb_v2_expression_get_type", expression);
    }

    private long childCount(MemorySegment expression) {
        return library.number("duckdb_v2_expression_get_child_count", expression);
    }

    private MemorySegment child(MemorySegment expression, long index) {
        return library.handle("duckdb_v2_expression_get_child", expression, index);
    }
}
