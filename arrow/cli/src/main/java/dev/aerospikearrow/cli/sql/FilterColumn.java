package dev.aerospikearrow.cli.sql;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.data.ParticleType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The conditions about a column that nodes can be asked about, in the text of filters.
 *
 * <p>DuckDB evaluates a condition again on what the nodes let pass, so a text has to be true of all
 * records of which the condition is true, and may be true of more. A bin has values of any type,
 * and what becomes of those that do not fit the column depends on a policy: they are null, or
 * converted, or fail the statement. So that this does not depend on what the nodes are asked,
 * records whose value is of another type than those that the text compares always pass.
 *
 * @param bin the bin as a filter writes it
 * @param kind how its values are compared
 */
record FilterColumn(String bin, Kind kind) {
    /** Up to here every integer is exact as a double. */
    private static final String EXACT_LIMIT = Long.toString(1L << 53);

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Kinds of columns, with the types of the values that are compared. */
    enum Kind {
        /** 64 bits with a sign. */
        INTEGER(ParticleType.INTEGER),
        /** Doubles, and integers that are exact as such. */
        DOUBLE(ParticleType.INTEGER, ParticleType.DOUBLE),
        /** UTF-8, ordered by its bytes. */
        TEXT(ParticleType.STRING),
        BOOLEAN(ParticleType.BOOL),
        /** The nodes are asked whether there is a value, and nothing else. */
        OTHER();

        private final List<Integer> types;

        Kind(Integer... types) {
            this.types = List.of(types);
        }

        private String listed() {
            return types.stream().map(Object::toString).collect(Collectors.joining(", "));
        }
    }

    /** Comparisons, and how a filter writes them. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** The comparison that is the same with its sides changed. */
        Comparison turned() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                default -> this;
            };
        }

        private Comparison negated() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> GREATER;
                case GREATER -> LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> LESS;
            };
        }
    }

    /** Whether a value is to be among some, or not to be. */
    enum Membership {
        IN("in"),
        NOT_IN("not in");

        private final String words;

        Membership(String words) {
            this.words = words;
        }
    }

    /**
     * What can be asked about a column.
     *
     * @param policy what becomes of values that do not fit
     * @return empty for one that is no bin
     */
    static Optional<FilterColumn> of(Field field, OnMismatch policy) {
        String bin = field.getMetadata().getOrDefault(FieldMetadata.BIN, field.getName());
        boolean isBin =
                field.getMetadata().containsKey(FieldMetadata.BIN)
                        || !bin.startsWith(MetadataColumn.PREFIX);
        if (!isBin || field.getMetadata().containsKey(FieldMetadata.PATH)) {
            return Optional.empty();
        }
        boolean plain = PLAIN_NAME.matcher(bin).matches();
        return Optional.of(
                new FilterColumn(
                        "$." + (plain ? bin : Identifier.quoted(bin)), kind(field, policy)));
    }

    private static Kind kind(Field field, OnMismatch policy) {
        ArrowType type = field.getType();
        if (field.getDictionary() != null
                || field.getMetadata().containsKey(FieldMetadata.MIN)
                || field.getMetadata().containsKey(FieldMetadata.MAX)
                || field.getMetadata().containsKey(FieldMetadata.MULTIPLE_OF)) {
            return Kind.OTHER;
        }
        if (type instanceof ArrowType.Int number) {
            return number.getIsSigned() && number.getBitWidth() == Long.SIZE
                    ? Kind.INTEGER
                    : Kind.OTHER;
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            return number.getPrecision() == FloatingPointPrecision.DOUBLE
                    ? Kind.DOUBLE
                    : Kind.OTHER;
        }
        if (type instanceof ArrowType.Bool) {
            return Kind.BOOLEAN;
        }
        // Bytes that are no UTF-8 may become a text in a way that nodes do not know.
        return type instanceof ArrowType.Utf8 && policy != OnMismatch.COERCE
                ? Kind.TEXT
                : Kind.OTHER;
    }

    /** A comparison with a number; empty if it cannot be asked, or asking is of no use. */
    Optional<String> compared(Comparison comparison, BigDecimal number) {
        return switch (kind) {
            case INTEGER -> ofInteger(comparison, number).map(this::orOther);
            case DOUBLE -> Optional.of(orOther(ofDouble(comparison, doubleText(number))));
            default -> Optional.empty();
        };
    }

    /** A comparison with a text; empty if it cannot be asked. */
    Optional<String> compared(Comparison comparison, String text) {
        return kind == Kind.TEXT && text.indexOf('\0') < 0
                ? Optional.of(orOther(condition(comparison, Identifier.text(text))))
                : Optional.empty();
    }

    /** One of some texts, or none; empty if it cannot be asked. */
    Optional<String> ofTexts(Membership membership, List<String> texts) {
        return kind == Kind.TEXT && texts.stream().noneMatch(text -> text.indexOf('\0') >= 0)
                ? Optional.of(orOther(in(membership, texts.stream().map(Identifier::text))))
                : Optional.empty();
    }

    /** One of some numbers, or none; empty if it cannot be asked. */
    Optional<String> ofNumbers(Membership membership, List<BigDecimal> numbers) {
        return switch (kind) {
            case INTEGER -> {
                List<String> integers =
                        numbers.stream()
                                .filter(FilterColumn::isLong)
                                .map(number -> number.toBigInteger().toString())
                                .toList();
                yield integers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(orOther(in(membership, integers.stream())));
            }
            case DOUBLE ->
                    Optional.of(
                            orOther(
                                    in(membership, numbers.stream().map(FilterColumn::doubleText))
                                            + " or "
                                            + beyondExact()));
            default -> Optional.empty();
        };
    }

    private String in(Membership membership, Stream<String> values) {
        return bin + " " + membership.words + " (" + values.collect(Collectors.joining(", ")) + ")";
    }

    private static boolean isLong(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(MIN_LONG) >= 0
                && number.compareTo(MAX_LONG) <= 0;
    }

    /** Texts that begin so; empty if it cannot be asked. */
    Optional<String> startsWith(String prefix) {
        if (kind != Kind.TEXT || prefix.isEmpty() || prefix.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        String from = condition(Comparison.GREATER_OR_EQUAL, Identifier.text(prefix));
        char last = prefix.charAt(prefix.length() - 1);
        if (last >= 0x7F) { // What comes after it may have more bytes.
            return Optional.of(orOther(from));
        }
        String end = prefix.substring(0, prefix.length() - 1) + (char) (last + 1);
        return Optional.of(
                orOther(from + " and " + condition(Comparison.LESS, Identifier.text(end))));
    }

    /** The column is true, or false; empty if it cannot be asked. */
    Optional<String> is(boolean wanted) {
        return kind == Kind.BOOLEAN
                ? Optional.of(orOther(condition(Comparison.EQUAL, Boolean.toString(wanted))))
                : Optional.empty();
    }

    /** The column is null; empty if it cannot be asked. */
    Optional<String> isNull() {
        return switch (kind) {
            case INTEGER, BOOLEAN ->
                    Optional.of("bin_type(" + bin + ") not in (" + kind.listed() + ")");
            case DOUBLE ->
                    Optional.of(
                            "(bin_type("
                                    + bin
                                    + ") not in ("
                                    + kind.listed()
                                    + ") or "
                                    + beyondExact()
                                    + ")");
            default -> Optional.empty();
        };
    }

    /** The column is not null. */
    String isNotNull() {
        return bin + " is not null";
    }

    /** A number between two integers is compared as the one below. */
    private Optional<String> ofInteger(Comparison comparison, BigDecimal number) {
        BigDecimal floor = number.setScale(0, RoundingMode.FLOOR);
        if (floor.compareTo(MIN_LONG) < 0 || floor.compareTo(MAX_LONG) > 0) {
            return Optional.empty();
        }
        String below = floor.toPlainString();
        if (floor.compareTo(number) == 0) {
            return Optional.of(condition(comparison, below));
        }
        return switch (comparison) {
            case EQUAL, NOT_EQUAL -> Optional.empty();
            case LESS, LESS_OR_EQUAL -> Optional.of(condition(Comparison.LESS_OR_EQUAL, below));
            case GREATER, GREATER_OR_EQUAL -> Optional.of(condition(Comparison.GREATER, below));
        };
    }

    /** The server takes NaN for neither less nor greater, DuckDB for greater than all numbers. */
    private String ofDouble(Comparison comparison, String number) {
        String condition =
                switch (comparison) {
                    case EQUAL, LESS, LESS_OR_EQUAL -> condition(comparison, number);
                    case NOT_EQUAL, GREATER, GREATER_OR_EQUAL ->
                            "not " + condition(comparison.negated(), number);
                };
        return condition + " or " + beyondExact();
    }

    /** Integers that may be no double. */
    private String beyondExact() {
        return bin + " > " + EXACT_LIMIT + " or " + bin + " < -" + EXACT_LIMIT;
    }

    private String condition(Comparison comparison, String value) {
        return bin + " " + comparison.symbol + " " + value;
    }

    private String orOther(String condition) {
        return "("
                + condition
                + " or bin_type("
                + bin
                + ") not in ("
                + ParticleType.NULL
                + ", "
                + kind.listed()
                + "))";
    }

    /** Of a number that is a double. */
    private static String doubleText(BigDecimal number) {
        double value = number.doubleValue();
        return value == (long) value && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
