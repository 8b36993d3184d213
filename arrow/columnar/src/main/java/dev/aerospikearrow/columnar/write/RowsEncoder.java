package dev.aerospikearrow.columnar.write;

import dev.aerospikearrow.columnar.ColumnarWriteOptions;
import dev.aerospikearrow.columnar.InvalidRowException;
import dev.aerospikearrow.columnar.OnInvalidRow;
import dev.aerospikearrow.columnar.OnNull;
import dev.aerospikearrow.columnar.WriteResult;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.operation.GenerationCheck;
import dev.aerospikearrow.operation.SendKey;
import dev.aerospikearrow.operation.WriteMode;
import dev.aerospikearrow.protocol.batch.RowBodies;
import dev.aerospikearrow.protocol.batch.RowTemplate;
import dev.aerospikearrow.protocol.message.RecordCommand;
import dev.aerospikearrow.protocol.wire.Quantity;
import dev.aerospikearrow.protocol.wire.WireBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of the rows of one record batch: keys to digests, many at a time, then row by row the
 * head that rows of a set share and one operation per cell, each written once, straight from the
 * vectors into the block that is sent.
 */
final class RowsEncoder {
    /**
     * Longest row in bytes. Servers take records of 1 MiB by default and of 8 MiB at most; what
     * lies between is for the server to refuse, row by row.
     */
    static final int MAX_ROW_BYTES = 8 << 20;

    /** Most bytes of one record batch. */
    private static final int MAX_BLOCK_BYTES = 1 << 30;

    /** Where all rows have the only template. */
    private static final int[] NO_CHOICE = {};

    private final ColumnarWriteOptions options;
    private final int rowCount;
    private final int firstRow;
    private final KeyColumn keys;
    private final PlaceColumn places;
    private final List<RowTemplate> templates;
    private final @Nullable NumberColumn timesToLive;
    private final @Nullable NumberColumn generations;
    private final CellEncoder[] cells;
    private final RowBodies.Builder bodies;
    private final Map<Integer, String> problems = new HashMap<>();

    /**
     * @param firstRow the number of the batch's first row in its stream, for messages
     * @param target empty; gets the rows, and is theirs until they are sent
     * @throws IllegalArgumentException if a field's type cannot be written
     */
    RowsEncoder(
            WritePlan plan,
            ColumnarWriteOptions options,
            VectorSchemaRoot root,
            DictionaryProvider dictionaries,
            int firstRow,
            WireBuffer target) {
        this.options = options;
        this.rowCount = root.getRowCount();
        this.firstRow = firstRow;
        requireRowCounts(root);
        keys = KeyColumn.read(root.getVector(plan.key()), options.keyForm(), dictionaries);
        places =
                PlaceColumn.of(
                        options,
                        plan.namespace().map(root::getVector),
                        plan.setName().map(root::getVector),
                        dictionaries,
                        rowCount);
        RecordCommand command = command(options);
        templates =
                places.places().stream()
                        .map(
                                place ->
                                        RowTemplate.ofWrites(
                                                place.namespace(), place.name(), command))
                        .toList();
        timesToLive =
                plan.ttl()
                        .map(root::getVector)
                        .map(vector -> NumberColumn.ofTimesToLive(vector, dictionaries))
                        .orElse(null);
        generations =
                plan.generation()
                        .map(root::getVector)
                        .map(vector -> NumberColumn.ofGenerations(vector, dictionaries))
                        .orElse(null);
        bodies = RowBodies.builder(rowCount, target);
        cells = cells(plan, root, dictionaries);
    }

    private static void requireRowCounts(VectorSchemaRoot root) {
        for (FieldVector vector : root.getFieldVectors()) {
            if (vector.getValueCount() != root.getRowCount()) {
                throw new IllegalArgumentException(
                        "Field "
                                + vector.getName()
                                + " has "
                                + Quantity.of(vector.getValueCount(), "value")
                                + ", but the record batch has "
                                + Quantity.of(root.getRowCount(), "row")
                                + ". Set both with VectorSchemaRoot.setRowCount.");
            }
        }
    }

    private static RecordCommand command(ColumnarWriteOptions options) {
        RecordCommand command =
                RecordCommand.write(options.mode(), List.of())
                        .withTtl(options.timeToLive().wireValue());
        return options.generationCheck() == GenerationCheck.NONE
                ? command
                : command.withGeneration(options.generationCheck(), 0);
    }

    private CellEncoder[] cells(
            WritePlan plan, VectorSchemaRoot root, DictionaryProvider dictionaries) {
        EncoderFactory factory = new EncoderFactory(RowTarget.of(bodies.target()), dictionaries);
        List<CellEncoder> made = new ArrayList<>();
        for (WritePlan.BinColumn bin : plan.bins()) {
            ValueEncoder values = factory.create(root.getVector(bin.field()), bin.encoding());
            made.add(new CellEncoder(bin.name(), bin.binName(), values, onNull(), bodies.target()));
        }
        return made.toArray(CellEncoder[]::new);
    }

    /** Servers refuse deletions in writes that replace (docs/docs/internals/wire.md, section 7). */
    private OnNull onNull() {
        WriteMode mode = options.mode();
        return mode == WriteMode.UPSERT || mode == WriteMode.UPDATE
                ? options.onNull()
                : OnNull.LEAVE;
    }

    /**
     * Writes all rows.
     *
     * @throws InvalidRowException if a row cannot be written and the options say {@link
     *     OnInvalidRow#FAIL}
     * @throws IllegalArgumentException if the rows have too many bytes together
     */
    PreparedRows encode() {
        byte[] digests = keys.digests(places);
        short[] codes = new short[rowCount];
        int[] rowOfIndex = new int[rowCount];
        int[] templateOfIndex = templates.size() == 1 ? NO_CHOICE : new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            int index = bodies.count();
            codes[row] = encodeRow(row);
            if (codes[row] != WriteResult.UNANSWERED) {
                continue;
            }
            rowOfIndex[index] = row;
            if (templateOfIndex != NO_CHOICE) {
                templateOfIndex[index] = places.indexOf(row);
            }
            if (index != row) {
                System.arraycopy(
                        digests,
                        row * Key.DIGEST_LENGTH_BYTES,
                        digests,
                        index * Key.DIGEST_LENGTH_BYTES,
                        Key.DIGEST_LENGTH_BYTES);
            }
            if (bodies.target().length() > MAX_BLOCK_BYTES) {
                throw new IllegalArgumentException(
                        "The first "
                                + Quantity.of(row + 1, "row")
                                + " together "
                                + Quantity.verb(row + 1, "has", "have")
                                + " more than 1 GiB. Write fewer at once, or a"
                                + " stream of smaller record batches.");
            }
        }
        int sent = bodies.count();
        return new PreparedRows(
                rowCount,
                codes,
                sent == rowCount ? rowOfIndex : Arrays.copyOf(rowOfIndex, sent),
                digests,
                templates,
                templateOfIndex,
                bodies.build(),
                bodies.target(),
                keys,
                places,
                problems);
    }

    /** Writes a row; returns its code, which is that of an unanswered row if it will be sent. */
    private short encodeRow(int row) {
        String problem = keys.problem(row);
        if (!problem.isEmpty()) {
            short code =
                    problem.equals(KeyColumn.NULL) ? WriteResult.NULL_KEY : WriteResult.INVALID;
            return refuse(row, keys.fieldName(), problem, code);
        }
        String field = keys.fieldName();
        try {
            bodies.begin(templates.get(places.indexOf(row)));
            if (timesToLive != null && !timesToLive.isNull(row)) {
                field = timesToLive.fieldName();
                bodies.setTtl(timesToLive.value(row));
            }
            if (generations != null) {
                field = generations.fieldName();
                writeGeneration(generations, row);
            }
            if (options.sendKey() == SendKey.WITH_USER_KEY) {
                bodies.userKey(
                        keys.particleType(), keys.block(), keys.offset(row), keys.length(row));
            }
            int operations = 0;
            for (CellEncoder cell : cells) {
                field = cell.fieldName();
                operations += cell.write(row);
            }
            if (operations == 0) {
                bodies.discard();
                return WriteResult.NOTHING_TO_WRITE;
            }
            if (bodies.rowLength() > MAX_ROW_BYTES) {
                field = keys.fieldName();
                throw new UnwritableException(
                        "names a record of "
                                + bodies.rowLength()
                                + " bytes; no server takes more than "
                                + MAX_ROW_BYTES
                                + ".");
            }
            bodies.end(operations);
            return WriteResult.UNANSWERED;
        } catch (UnwritableException e) {
            bodies.discard();
            return refuse(row, field, e.reason(), WriteResult.INVALID);
        }
    }

    private void writeGeneration(NumberColumn column, int row) {
        if (column.isNull(row)) {
            bodies.ignoreGeneration();
        } else {
            bodies.setGeneration(column.value(row));
        }
    }

    private short refuse(int row, String field, String reason, short code) {
        if (options.onInvalidRow() == OnInvalidRow.FAIL) {
            throw new InvalidRowException(
                    firstRow + row, keys.describe(row, places.of(row)), field, reason);
        }
        if (code == WriteResult.INVALID && problems.size() < WriteResult.MAX_PROBLEMS) {
            problems.put(row, "field " + field + " " + reason.replaceFirst("\\.$", ""));
        }
        return code;
    }

    /** The columns' dictionaries, or one that knows none. */
    static DictionaryProvider orNone(Optional<DictionaryProvider> dictionaries) {
        return dictionaries.orElseGet(DictionaryProvider.MapDictionaryProvider::new);
    }
}
