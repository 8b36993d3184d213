package dev.aerospikearrow.columnar;

import dev.aerospikearrow.columnar.BinMapping.BinField;
import dev.aerospikearrow.columnar.vector.Fit;
import dev.aerospikearrow.columnar.vector.MisfitListener;
import dev.aerospikearrow.columnar.vector.TypeNames;
import dev.aerospikearrow.protocol.particle.Particles;
import dev.aerospikearrow.protocol.wire.Bytes;
import dev.aerospikearrow.protocol.wire.ParticleType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies a field's policy to the values that do not fit it, and counts them. */
final class MismatchCounter implements MisfitListener {
    private static final int SHOWN_CHARS = 40;

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
        // The description is made for few of many: the first one by row.
        boolean described = fit != Fit.COERCED || isFirst(row);
        String found = described ? describe(particleType, frame, offset, length) : "";
        onMisfit(row, "", fit, found, described ? TypeNames.withRange(bin.field()) : "");
    }

    @Override
    public void onMisfit(int row, String path, Fit fit, String found, String wanted) {
        if (fit != Fit.COERCED && bin.onMismatch() == OnMismatch.FAIL) {
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
                bin.source(),
                bin.field().getName(),
                path,
                found,
                wanted,
                fit.meaning());
    }

    MismatchReport report() {
        return new MismatchReport(
                bin.field().getName(),
                bin.source(),
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
                                case "INTEGER" -> "Int64";
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

    /** A value's type, and the value itself or its length. */
    private static String describe(int particleType, byte[] frame, int offset, int length) {
        String type = ParticleType.name(particleType);
        return switch (particleType) {
            case ParticleType.INTEGER, ParticleType.DOUBLE, ParticleType.BOOL ->
                    type + " " + Particles.read(particleType, frame, offset, length);
            case ParticleType.STRING -> {
                String text = Bytes.getUtf8(frame, offset, Math.min(length, SHOWN_CHARS));
                yield type + " \"" + text + (length > SHOWN_CHARS ? "…\"" : "\"");
            }
            default -> type + " of " + length + " bytes";
        };
    }
}
