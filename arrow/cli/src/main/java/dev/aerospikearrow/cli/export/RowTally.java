package dev.aerospikearrow.cli.export;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.MetadataColumn;
import dev.aerospikearrow.data.ResultCode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Counts of rows, and by their result codes of why some of them are empty. */
public final class RowTally {
    private long rows;
    private final Map<Integer, Long> codes = new TreeMap<>();
    private final Set<String> columnsWithValues = new HashSet<>();

    /** Counts a record batch. */
    public void add(VectorSchemaRoot root) {
        rows += root.getRowCount();
        for (FieldVector column : root.getFieldVectors()) {
            String name = column.getName();
            if (!columnsWithValues.contains(name) && column.getNullCount() < root.getRowCount()) {
                columnsWithValues.add(name);
            }
        }
        if (root.getVector(MetadataColumn.RESULT_CODE.fieldName())
                instanceof BaseIntVector codeOf) {
            for (int row = 0; row < root.getRowCount(); row++) {
                int code = (int) codeOf.getValueAsLong(row);
                if (code != ResultCode.OK.code()) {
                    codes.merge(code, 1L, Long::sum);
                }
            }
        }
    }

    /** Whether a column is null in all rows. */
    public boolean isNull(String column) {
        return !columnsWithValues.contains(column);
    }

    /** All rows. */
    public long rows() {
        return rows;
    }

    /** Rows whose record does not exist. */
    public long missing() {
        return codes.getOrDefault(ResultCode.NOT_FOUND.code(), 0L);
    }

    /** Rows whose key is null. */
    public long nullKeys() {
        return codes.getOrDefault(ColumnarBatch.NULL_KEY, 0L);
    }

    /** Rows that a node answered with an error. */
    public long failed() {
        return codes.values().stream().mapToLong(Long::longValue).sum() - missing() - nullKeys();
    }

    /** Rows with a record. */
    public long found() {
        return rows - missing() - nullKeys() - failed();
    }
}
