package dev.aerospikearrow.columnar.read;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MismatchReport;
import dev.aerospikearrow.columnar.vector.VectorMemory;
import dev.aerospikearrow.data.Key;
import dev.aerospikearrow.protocol.wire.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/** The batch that a {@link VectorAnswer} has filled. */
final class VectorBatch implements ColumnarBatch {
    private final VectorSchemaRoot root;
    private final Schema schema;
    private final MapDictionaryProvider dictionaries;
    private final RowIndex rows;
    private final VectorMemory resultCodes;
    private final ColumnarBatch.RowCounts counts;
    private final List<MismatchReport> mismatches;

    VectorBatch(
            VectorSchemaRoot root,
            Schema schema,
            MapDictionaryProvider dictionaries,
            RowIndex rows,
            VectorMemory resultCodes,
            ColumnarBatch.RowCounts counts,
            List<MismatchReport> mismatches) {
        this.root = root;
        this.schema = schema;
        this.dictionaries = dictionaries;
        this.rows = rows;
        this.resultCodes = resultCodes;
        this.counts = counts;
        this.mismatches = mismatches;
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public DictionaryProvider dictionaries() {
        return dictionaries;
    }

    @Override
    public int rowCount() {
        return root.getRowCount();
    }

    @Override
    public FieldVector vector(String fieldName) {
        FieldVector vector = root.getVector(fieldName);
        if (vector == null) {
            throw new IllegalArgumentException(
                    "There is no field "
                            + fieldName
                            + ". Fields: "
                            + schema().getFields().stream()
                                    .map(field -> field.getName())
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return vector;
    }

    @Override
    public ColumnarBatch.RowCounts counts() {
        return counts;
    }

    @Override
    public List<MismatchReport> mismatches() {
        return mismatches;
    }

    @Override
    public int resultCode(int row) {
        return resultCodes.getShort(Objects.checkIndex(row, rowCount()));
    }

    @Override
    public Optional<Integer> rowOf(Key key) {
        return rows.rowOf(key);
    }

    @Override
    public Optional<Integer> rowOf(long userKey) {
        return rows.rowOf(userKey);
    }

    @Override
    public Optional<Integer> rowOf(String userKey) {
        return rows.rowOf(userKey);
    }

    @Override
    public void close() {
        root.close();
        dictionaries.close();
        resultCodes.close();
        rows.close();
    }

    @Override
    public String toString() {
        long nulled = mismatches.stream().mapToLong(MismatchReport::nullCount).sum();
        long coerced = mismatches.stream().mapToLong(MismatchReport::coercedCount).sum();
        StringBuilder text = new StringBuilder("ColumnarBatch of ");
        text.append(Quantity.of(rowCount(), "row")).append(" x ");
        text.append(Quantity.of(schema().getFields().size(), "column")).append(": ");
        text.append(counts.found()).append(" found, ");
        text.append(counts.missing()).append(" missing");
        appendCount(text, counts.filtered(), "filtered out", "filtered out");
        appendCount(text, counts.failed(), "failed", "failed");
        appendCount(text, counts.nullKeys(), "null key", "null keys");
        appendCount(text, nulled, "value did not fit", "values did not fit");
        appendCount(text, coerced, "value converted", "values converted");
        return text.toString();
    }

    private static void appendCount(StringBuilder text, long count, String one, String many) {
        if (count > 0) {
            text.append(", ").append(Quantity.of(count, one, many));
        }
    }
}
