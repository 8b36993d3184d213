package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.OnMismatch;
import dev.aerospikearrow.columnar.TypeMismatchException;
import dev.aerospikearrow.columnar.read.ReadPlan.BinField;
import dev.aerospikearrow.columnar.read.ReadPlan.MetadataField;
import dev.aerospikearrow.columnar.vector.BufferSource;
import dev.aerospikearrow.columnar.vector.Column;
import dev.aerospikearrow.columnar.vector.ColumnFactory;
import dev.aerospikearrow.columnar.vector.Conversion;
import dev.aerospikearrow.columnar.vector.DictionaryColumn;
import dev.aerospikearrow.columnar.vector.MisfitListener;
import dev.aerospikearrow.columnar.vector.TimeUnits;
import dev.aerospikearrow.data.ParticleType;
import dev.aerospikearrow.protocol.message.RecordBlock;
import dev.aerospikearrow.protocol.wire.MalformedReplyException;
import dev.aerospikearrow.protocol.wire.MessageDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a plan while they are filled, wherever the records come from: a batch, whose rows
 * come in any order, or a scan, which appends them. What has a fixed width lands in its place at
 * once, the rest in {@link #moveTo}. Nothing is put on the heap per record.
 *
 * <p>Everything is taken from the source and released by {@link #close()}, also after {@link
 * #moveTo}: the vectors hold what they need by themselves. Used by one thread at a time.
 */
final class RecordColumns implements AutoCloseable {
    /** What the key's field is filled from, for messages. */
    private static final String USER_KEY = "user key";

    private final ReadPlan plan;
    private final RowNames names;
    private final long nowSeconds;
    private final Column[] columnOfField;
    private final Column[] columnOfBin;
    private final @Nullable PathValue[] pathOfBin;
    private final MismatchCounter[] counterOfBin;
    private final Optional<MismatchCounter> keyCounter;
    private final @Nullable Column generations;
    private final @Nullable Column timesToLive;
    private final @Nullable Column expiries;
    private final long ttlUnitsPerSecond;
    private final long expiryUnitsPerSecond;

    /**
     * @param rowCapacity how many rows there can be
     * @param names says which record a row is, in messages
     * @param now the time that {@code __ttl} counts from
     */
    RecordColumns(
            ReadPlan plan, int rowCapacity, RowNames names, BufferSource source, Instant now) {
        this.plan = plan;
        this.names = names;
        this.nowSeconds = now.getEpochSecond();
        List<BinField> bins = plan.bins();
        columnOfField = new Column[plan.schema().getFields().size()];
        columnOfBin = new Column[bins.size()];
        pathOfBin = new PathValue[bins.size()];
        counterOfBin = new MismatchCounter[bins.size()];
        try {
            for (int ordinal = 0; ordinal < bins.size(); ordinal++) {
                BinField bin = bins.get(ordinal);
                MismatchCounter counter = new MismatchCounter(bin, names);
                counterOfBin[ordinal] = counter;
                pathOfBin[ordinal] =
                        bin.source() instanceof ValueSource.Inside ? new PathValue() : null;
                columnOfBin[ordinal] =
                        ColumnFactory.create(
                                bin.field(),
                                conversion(bin.onMismatch()),
                                rowCapacity,
                                source,
                                counter);
                columnOfField[bin.fieldIndex()] = columnOfBin[ordinal];
            }
            for (MetadataField field : plan.metadata()) {
                columnOfField[field.fieldIndex()] =
                        ColumnFactory.create(
                                field.field(),
                                conversion(field.onMismatch()),
                                rowCapacity,
                                source,
                                MisfitListener.NONE);
            }
            keyCounter =
                    plan.metadata(MetadataColumn.KEY)
                            .map(field -> new MismatchCounter(asBin(field), names));
            generations = column(MetadataColumn.GENERATION);
            timesToLive = column(MetadataColumn.TTL);
            expiries = column(MetadataColumn.EXPIRY);
            ttlUnitsPerSecond = unitsPerSecond(MetadataColumn.TTL);
            expiryUnitsPerSecond = unitsPerSecond(MetadataColumn.EXPIRY);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Conversion conversion(OnMismatch onMismatch) {
        return onMismatch == OnMismatch.COERCE ? Conversion.COERCE : Conversion.EXACT;
    }

    /** A user key may fit its field or not, as a bin's value. */
    private static BinField asBin(MetadataField key) {
        return new BinField(
                key.fieldIndex(),
                key.field(),
                new ValueSource.WholeBin(USER_KEY),
                key.onMismatch());
    }

    /** What did not fit the field of the user key; empty if there is none. */
    Optional<MismatchCounter> keyCounter() {
        return keyCounter;
    }

    /** The column that is filled with something known about the records; null without one. */
    @Nullable Column column(MetadataColumn wanted) {
        return plan.metadata(wanted).map(field -> columnOfField[field.fieldIndex()]).orElse(null);
    }

    private long unitsPerSecond(MetadataColumn column) {
        return plan.metadata(column)
                .map(field -> unitsPerSecond(field.field().getType()))
                .orElse(1L);
    }

    /** How many of the field's units a second has. */
    private static long unitsPerSecond(ArrowType type) {
        TimeUnit unit = TimeUnit.SECOND;
        if (type instanceof ArrowType.Timestamp timestamp) {
            unit = timestamp.getUnit();
        } else if (type instanceof ArrowType.Duration duration) {
            unit = duration.getUnit();
        }
        return TimeUnits.perSecond(unit);
    }

    /**
     * Takes records, or does with values that do not fit what the fields' policies say. When this
     * throws, some are taken and some are not.
     *
     * @param block has the plan's bins as columns, and a row for each record
     * @param from the first record to be taken
     * @param to the one after the last
     */
    void write(RecordBlock block, int from, int to) {
        writeHeaders(block, from, to);
        for (int ordinal = 0; ordinal < columnOfBin.length; ordinal++) {
            try {
                writeBin(block, ordinal, from, to);
            } catch (MalformedReplyException e) {
                int row = block.rows()[block.recordAt(e.offset())];
                ValueSource source = plan.bins().get(ordinal).source();
                throw e.within(
                        source.kind()
                                + " \""
                                + source.text()
                                + "\" at row "
                                + row
                                + " ("
                                + names.describe(row)
                                + ")");
            }
        }
    }

    private void writeBin(RecordBlock block, int ordinal, int from, int to) {
        PathValue path = pathOfBin[ordinal];
        if (path == null) {
            columnOfBin[ordinal].writeCells(block, ordinal, from, to, counterOfBin[ordinal]);
        } else {
            writePath(path, block, ordinal, from, to);
        }
    }

    /** Takes what the records' headers say. */
    private void writeHeaders(RecordBlock block, int from, int to) {
        if (generations == null && timesToLive == null && expiries == null) {
            return;
        }
        for (int record = from; record < to; record++) {
            if (block.resultCode(record) == 0) {
                writeHeader(
                        block.rows()[record],
                        block.generation(record),
                        block.voidTimeSeconds(record));
            }
        }
    }

    private void writeHeader(int row, int generation, int voidTimeSeconds) {
        if (generations != null) {
            generations.writeLong(row, generation & 0xFFFF_FFFFL);
        }
        if (voidTimeSeconds == 0) {
            return;
        }
        long expirySeconds =
                MessageDescriptor.VOID_TIME_EPOCH_SECONDS + (voidTimeSeconds & 0xFFFF_FFFFL);
        if (timesToLive != null) {
            long ttlSeconds = Math.max(0, expirySeconds - nowSeconds);
            timesToLive.writeLong(row, ttlSeconds * ttlUnitsPerSecond);
        }
        if (expiries != null) {
            expiries.writeLong(row, expirySeconds * expiryUnitsPerSecond);
        }
    }

    private void writePath(PathValue path, RecordBlock block, int ordinal, int from, int to) {
        for (int record = from; record < to; record++) {
            long cell = block.cell(ordinal, record);
            int listType = RecordBlock.particleType(cell);
            if (listType == ParticleType.NULL) {
                continue;
            }
            int type =
                    path.read(
                            listType,
                            block.frame(),
                            RecordBlock.offset(cell),
                            RecordBlock.length(cell));
            if (type != ParticleType.NULL) {
                columnOfBin[ordinal].writeCell(
                        block.rows()[record],
                        type,
                        path.bytes(),
                        path.offset(),
                        path.length(),
                        counterOfBin[ordinal]);
            }
        }
    }

    /**
     * Ends the columns and hands them over, once.
     *
     * @param vectors one for each field of the schema; what they held is released
     * @param dictionaries have those of the schema; what they held is released
     * @param rowCount how many rows there are
     * @throws TypeMismatchException if a value inside a list, map or struct does not fit
     */
    void moveTo(List<FieldVector> vectors, DictionaryProvider dictionaries, int rowCount) {
        for (int i = 0; i < columnOfField.length; i++) {
            columnOfField[i].fill(rowCount);
            columnOfField[i].moveTo(vectors.get(i), rowCount);
            if (columnOfField[i] instanceof DictionaryColumn column) {
                column.moveValuesTo(dictionaries.lookup(column.dictionaryId()).getVector());
            }
            columnOfField[i].close();
        }
    }

    /** For each field that a bin fills, and for that of the user key, what did not fit it. */
    List<MismatchReport> reports() {
        if (isClean()) {
            return plan.cleanReports();
        }
        List<MismatchReport> reports = new ArrayList<>(counterOfBin.length);
        for (MismatchCounter counter : counterOfBin) {
            reports.add(counter.report());
        }
        keyCounter.map(MismatchCounter::report).ifPresent(reports::add);
        return List.copyOf(reports);
    }

    private boolean isClean() {
        for (MismatchCounter counter : counterOfBin) {
            if (!counter.isClean()) {
                return false;
            }
        }
        return keyCounter.isEmpty();
    }

    @Override
    public void close() {
        for (Column column : columnOfField) {
            // Null where the constructor did not get so far.
            if (column != null) {
                column.close();
            }
        }
    }
}
