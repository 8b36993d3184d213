package dev.aerospikearrow.columnar.filter;

import dev.aerospikearrow.columnar.FieldMetadata;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.filter.IntegerFilter.Booleans;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** What the server can be asked about a field of a schema. */
public final class FieldFilter {
    private static final List<String> RANGE =
            List.of(FieldMetadata.MIN, FieldMetadata.MAX, FieldMetadata.MULTIPLE_OF);

    private static final Set<ArrowType.ArrowTypeID> TEXTS =
            Set.of(
                    ArrowType.ArrowTypeID.Utf8,
                    ArrowType.ArrowTypeID.LargeUtf8,
                    ArrowType.ArrowTypeID.Utf8View);

    private FieldFilter() {}

    /**
     * What can be asked about a field.
     *
     * @param onMismatch the policy of fields that have none of their own
     * @return empty if the field is not a bin's value
     */
    public static Optional<BinFilter> of(Field field, OnMismatch onMismatch) {
        Map<String, String> metadata = field.getMetadata();
        String binName = metadata.getOrDefault(FieldMetadata.BIN, field.getName());
        boolean isBin =
                metadata.containsKey(FieldMetadata.BIN)
                        || !binName.startsWith(MetadataColumn.PREFIX);
        if (!isBin || !FieldMetadata.isWholeBin(field)) {
            return Optional.empty();
        }
        OnMismatch policy =
                Optional.ofNullable(metadata.get(FieldMetadata.ON_MISMATCH))
                        .map(text -> OnMismatch.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(onMismatch);
        return Optional.of(of(field, binName, policy));
    }

    private static BinFilter of(Field field, String binName, OnMismatch policy) {
        ArrowType type = field.getType();
        if (field.getDictionary() != null) {
            return new AnyFilter(binName, policy);
        }
        if (type instanceof ArrowType.Int integer && integer.getIsSigned()) {
            long max = Long.MAX_VALUE >> (Long.SIZE - integer.getBitWidth());
            return integers(field, binName, policy, -max - 1, max, Booleans.ARE_ZERO_AND_ONE);
        }
        if (type instanceof ArrowType.Date date && date.getUnit() == DateUnit.DAY) {
            return integers(
                    field,
                    binName,
                    policy,
                    Integer.MIN_VALUE,
                    Integer.MAX_VALUE,
                    Booleans.DO_NOT_FIT);
        }
        if (type instanceof ArrowType.Timestamp timestamp
                && timestamp.getUnit() == TimeUnit.MICROSECOND) {
            return integers(
                    field, binName, policy, Long.MIN_VALUE, Long.MAX_VALUE, Booleans.DO_NOT_FIT);
        }
        if (!Collections.disjoint(field.getMetadata().keySet(), RANGE)) {
            return new AnyFilter(binName, policy);
        }
        if (type instanceof ArrowType.FloatingPoint number
                && number.getPrecision() == FloatingPointPrecision.DOUBLE) {
            return new DoubleFilter(binName, policy);
        }
        if (type instanceof ArrowType.Bool) {
            return new BooleanFilter(binName, policy);
        }
        return TEXTS.contains(type.getTypeID())
                ? new TextFilter(binName, policy)
                : new AnyFilter(binName, policy);
    }

    /** The field's own range is within that of its type. */
    private static BinFilter integers(
            Field field,
            String binName,
            OnMismatch policy,
            long typeMin,
            long typeMax,
            Booleans booleans) {
        Map<String, String> metadata = field.getMetadata();
        try {
            if (metadata.containsKey(FieldMetadata.MULTIPLE_OF)) {
                return new AnyFilter(binName, policy);
            }
            long min = Math.max(typeMin, bound(metadata, FieldMetadata.MIN, typeMin));
            long max = Math.min(typeMax, bound(metadata, FieldMetadata.MAX, typeMax));
            boolean excludesBooleans =
                    booleans == Booleans.ARE_ZERO_AND_ONE && (min > 0 || max < 1);
            return min > max || excludesBooleans
                    ? new AnyFilter(binName, policy)
                    : new IntegerFilter(binName, policy, min, max, booleans);
        } catch (NumberFormatException e) {
            return new AnyFilter(binName, policy);
        }
    }

    private static long bound(Map<String, String> metadata, String key, long ofType) {
        String bound = metadata.get(key);
        return bound == null ? ofType : Long.parseLong(bound);
    }

    /** What can be asked about a field whose values an engine has in a form of its own. */
    public static BinFilter presenceOf(BinFilter filter) {
        return new AnyFilter(filter.binName(), filter.onMismatch());
    }
}
