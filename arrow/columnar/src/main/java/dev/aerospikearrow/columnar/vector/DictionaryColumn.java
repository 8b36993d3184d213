package dev.aerospikearrow.columnar.vector;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Texts as numbers of the different texts among them: a column of indices, and a dictionary that
 * grows as new texts arrive. A text that would be one more than the indices can count does not fit.
 */
public final class DictionaryColumn extends Column {
    private final long dictionaryId;
    private final long maxCount;
    private final BytesRule rule;
    private final IntegerBuilder indices;
    private final DistinctTexts texts;

    DictionaryColumn(Field field, BufferSource source, Conversion conversion) {
        ArrowType.Int indexType = field.getDictionary().getIndexType();
        IntegerRange range = IntegerRange.of(indexType);
        Field indexField =
                new Field(
                        field.getName(),
                        new FieldType(field.isNullable(), indexType, field.getDictionary()),
                        List.of());
        dictionaryId = field.getDictionary().getId();
        maxCount = range.max() + 1;
        rule = BytesRule.text(conversion);
        indices = new IntegerBuilder(indexField, source, range, Conversion.EXACT);
        texts = new DistinctTexts(field, source);
    }

    void reserve(int rowCount) {
        indices.reserve(rowCount);
    }

    /** The number of the dictionary, as the schema declares it. */
    public long dictionaryId() {
        return dictionaryId;
    }

    @Override
    public Fit write(int row, int particleType, byte[] bytes, int offset, int length) {
        Fit fit = rule.takeParticle(particleType, bytes, offset, length);
        return fit.isWritten() ? writeIndex(row, fit) : fit;
    }

    @Override
    public Fit writeLong(int row, long value) {
        Fit fit = rule.takeScalar(value);
        return fit.isWritten() ? writeIndex(row, fit) : fit;
    }

    private Fit writeIndex(int row, Fit fit) {
        int index = texts.indexOf(rule.bytes(), rule.offset(), rule.length(), maxCount);
        if (index == DistinctTexts.FULL) {
            return Fit.DICTIONARY_FULL;
        }
        indices.writeLong(row, index);
        return fit;
    }

    @Override
    public void fill(int rowCount) {}

    /** Hands the indices over. */
    @Override
    public void moveTo(FieldVector vector, int rowCount) {
        indices.moveTo(vector, rowCount);
    }

    /** Hands the different texts over, in the order in which they were first seen. */
    public void moveValuesTo(FieldVector vector) {
        int count = texts.count();
        vector.loadFieldBuffers(new ArrowFieldNode(count, 0), texts.buffers());
    }

    @Override
    public void close() {
        indices.close();
        texts.close();
    }
}
