package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.Mismatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.columnar.TypeNames;
import dev.aerospikearrow.columnar.read.ReadPlan.BinField;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.columnar.vector.FoundValue;
import dev.aerospikearrow.columnar.vector.MisfitListener;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A counter of the values that do not fit a field, which applies the field's policy to them. */
final class MismatchCounter implements MisfitListener {
    private final BinField bin;
    private final RowNames names;
    private long nullCount;
    private long coercedCount;
    private @Nullable Mismatch first;

    MismatchCounter(BinField bin, RowNames names) {
        this.bin = bin;
        this.names = names;
    }

    @Override
    public void onCell(int row, Fit fit, int particleType, byte[] frame, int offset, int length) {
        boolean shown = isShown(row, fit);
        String found = shown ? FoundValue.ofParticle(particleType, frame, offset, length) : "";
        onMisfit(row, "", fit, found, shown ? TypeNames.withRange(bin.field()) : "");
    }

    /** Few of many: the first one by row, and the one that ends the call. */
    @Override
    public boolean isShown(int row, Fit fit) {
        return isFirst(row) || fails(fit);
    }

    private boolean fails(Fit fit) {
        return fit != Fit.COERCED && bin.onMismatch() == OnMismatch.FAIL;
    }

    @Override
    public void onMisfit(int row, String path, Fit fit, String found, String wanted) {
        if (fails(fit)) {
            throw new TypeMismatchException(
                    mismatch(row, path, fit, found, wanted), advice(fit, found));
        }
        if (isFirst(row)) {
            first = mismatch(row, path, fit, found, wanted);
        }
        if (fit == Fit.COERCED) {
            coercedCount++;
        } else {
            nullCount++;
        }
    }

    private boolean isFirst(int row) {
        return first == null || row < first.row();
    }

    private Mismatch mismatch(int row, String path, Fit fit, String found, String wanted) {
        return new Mismatch(
                row,
                names.describe(row),
                bin.source().text(),
                bin.field().getName(),
                path,
                found,
                wanted,
                fit.meaning());
    }

    /** Whether every value fits. */
    boolean isClean() {
        return first == null;
    }

    MismatchReport report() {
        return new MismatchReport(
                bin.field().getName(),
                bin.source().text(),
                nullCount,
                coercedCount,
                Optional.ofNullable(first));
    }

    private static String advice(Fit fit, String found) {
        String type = found.split(" ", 2)[0];
        String better =
                switch (fit) {
                    case NOT_UTF8 -> "Binary";
                    case WRONG_LENGTH -> type.equals("LIST") ? "List" : "Binary";
                    case NULL_VALUE -> "nullable";
                    case DICTIONARY_FULL -> "Utf8, or with indices of more bits";
                    default ->
                            switch (type) {
                                case "INTEGER" ->
                                        isLong(found) ? "Int64" : "UInt64 or Decimal128(20, 0)";
                                case "DOUBLE" -> "Float64";
                                case "BOOL" -> "Bool";
                                case "STRING", "GEOJSON" -> "Utf8";
                                case "LIST" -> "List";
                                case "MAP" -> "Map or Struct";
                                default -> "Binary";
                            };
                };
        return "Map it as " + better + ", or use OnMismatch.NULL.";
    }

    /** Lists and maps have integers up to 2^64-1. */
    private static boolean isLong(String found) {
        if (found.indexOf(' ') < 0) {
            return true; // Values are hidden.
        }
        return new BigInteger(found.substring(found.indexOf(' ') + 1)).bitLength() < Long.SIZE;
    }
}
