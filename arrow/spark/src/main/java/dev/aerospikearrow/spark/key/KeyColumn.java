package dev.aerospikearrow.spark.key;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.expression.Expression;
import dev.aerospikearrow.expression.Expressions;
import dev.aerospikearrow.spark.option.ConnectorOptions;
import dev.aerospikearrow.spark.option.OptionName;
import dev.aerospikearrow.spark.schema.Columns;
import dev.aerospikearrow.spark.schema.NamesByCase;
import dev.aerospikearrow.spark.schema.TableColumns;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values name records: {@code __key}, {@code __digest}, or a bin that is declared to
 * have the user key ({@code aerospike.keyColumn}). Immutable.
 *
 * @param name the column
 * @param kind which keys its values are
 * @param role what the column is
 */
public record KeyColumn(String name, KeyKind kind, Role role) implements Serializable {
    /** What a column of keys is. */
    enum Role {
        /** The user keys, where they are stored. */
        STORED_KEY,
        /** The user keys, stored or not, since somebody has declared that. */
        KEY,
        /** The digests. */
        DIGEST,
        /** A bin with the value of the key, which has to be looked at all the same. */
        BIN
    }

    private static final List<String> CONVERTING =
            List.of(
                    FieldMetadata.MIN,
                    FieldMetadata.MAX,
                    FieldMetadata.MULTIPLE_OF,
                    FieldMetadata.ENCODING);

    /** What a column is, if its values name records. */
    static Optional<KeyColumn> of(StructField column, ConnectorOptions options) {
        return Optional.ofNullable(role(column, options))
                .flatMap(
                        role ->
                                Optional.ofNullable(kind(column, options, role))
                                        .map(kind -> new KeyColumn(column.name(), kind, role)));
    }

    private static @Nullable Role role(StructField column, ConnectorOptions options) {
        boolean isBin =
                !column.name().startsWith(MetadataColumn.PREFIX)
                        || column.metadata().contains(FieldMetadata.BIN);
        boolean isDeclared =
                options.value(OptionName.KEY_COLUMN)
                        .filter(name -> NamesByCase.areSame(name, column.name()))
                        .isPresent();
        if (isBin) {
            return isDeclared && !options.setName().isEmpty() ? Role.BIN : null;
        }
        if (column.name().equals(MetadataColumn.DIGEST.fieldName())) {
            return Role.DIGEST;
        }
        // Digests of user keys have the name of the set in them.
        if (!column.name().equals(MetadataColumn.KEY.fieldName()) || options.setName().isEmpty()) {
            return null;
        }
        return isDeclared ? Role.KEY : Role.STORED_KEY;
    }

    private static @Nullable KeyKind kind(StructField column, ConnectorOptions options, Role role) {
        Field field = TableColumns.arrowField(column, options);
        if (field.getDictionary() != null
                || !FieldMetadata.isWholeBin(field)
                || !Columns.sparkType(field).equals(column.dataType())
                || !Collections.disjoint(field.getMetadata().keySet(), CONVERTING)) {
            return null;
        }
        boolean coerces =
                Optional.ofNullable(field.getMetadata().get(FieldMetadata.ON_MISMATCH))
                                .map(text -> OnMismatch.valueOf(text.toUpperCase(Locale.ROOT)))
                                .orElse(options.onMismatch())
                        == OnMismatch.COERCE;
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Binary) {
            return role == Role.DIGEST ? KeyKind.DIGEST : KeyKind.BYTES;
        }
        if (role == Role.DIGEST || coerces && role == Role.BIN) {
            return null;
        }
        if (type instanceof ArrowType.Utf8) {
            return coerces ? KeyKind.TEXT_OF_ANY : KeyKind.TEXT;
        }
        // Texts that are converted to integers have many forms.
        return type instanceof ArrowType.Int integer && integer.getIsSigned() && !coerces
                ? KeyKind.INTEGER
                : null;
    }

    /** Whether the records of the keys are exactly those that have one of the values. */
    public boolean isExact() {
        return role != Role.BIN;
    }

    /** Whether records are left out whose user key is not stored. */
    public boolean wantsStoredKeys() {
        return role == Role.STORED_KEY;
    }

    /** What a record must satisfy that is found by its key, so that a scan would find it, too. */
    public Optional<Expression> condition(ConnectorOptions options) {
        return switch (role) {
            case STORED_KEY -> Optional.of(Expressions.keyExists());
            case KEY, BIN -> Optional.empty();
            case DIGEST ->
                    options.setName().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    Expressions.equal(
                                            Expressions.setName(),
                                            Expressions.literal(options.setName())));
        };
    }
}
