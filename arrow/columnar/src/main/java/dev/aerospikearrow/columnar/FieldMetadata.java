package dev.aerospikearrow.columnar;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * Keys of field metadata, by which a schema says what Arrow's types do not: where a field's values
 * are in a record, which of them fit, and how they are encoded there.
 *
 * <table>
 * <caption>Field metadata</caption>
 * <tr><th>key</th><th>value</th></tr>
 * <tr><td>{@value #BIN}</td><td>the bin, if it is not the field's name</td></tr>
 * <tr><td>{@value #PATH}</td><td>the {@link dev.aerospikearrow.columnar.ValuePath} to a value inside
 * a map or list bin, which is read from there; where it leads nowhere the field is null</td></tr>
 * <tr><td>{@value #EXPRESSION}</td><td>an {@link dev.aerospikearrow.expression.Expression} in base64,
 * which the nodes compute; where it needs a bin that is missing the field is null</td></tr>
 * <tr><td>{@value #ON_MISMATCH}</td><td>{@code fail}, {@code null} or {@code coerce}</td></tr>
 * <tr><td>{@value #MIN}, {@value #MAX}</td><td>the smallest and the largest whole number that fit an
 * integer, date, time, timestamp or duration, in its unit; what is outside is out of range</td></tr>
 * <tr><td>{@value #MULTIPLE_OF}</td><td>what such numbers are multiples of; others would lose
 * precision</td></tr>
 * <tr><td>{@value #BYTE_ORDER}</td><td>of numbers packed in a blob: {@code little}, which is the
 * default, or {@code big}</td></tr>
 * <tr><td>{@value #ENCODING}</td><td>the {@link dev.aerospikearrow.columnar.ColumnEncoding}
 * of values that are written</td></tr>
 * </table>
 */
public final class FieldMetadata {
    /** The bin of the field. */
    public static final String BIN = "aerospike.bin";

    /** The path to the value that fills the field. */
    public static final String PATH = "aerospike.path";

    /** The expression whose value fills the field. */
    public static final String EXPRESSION = "aerospike.expression";

    /** What happens to values that do not fit the field, in any case. */
    public static final String ON_MISMATCH = "aerospike.on-mismatch";

    /** The smallest whole number that fits the field. */
    public static final String MIN = "aerospike.min";

    /** The largest whole number that fits the field. */
    public static final String MAX = "aerospike.max";

    /** What the whole numbers that fit the field are multiples of. */
    public static final String MULTIPLE_OF = "aerospike.multiple-of";

    /** The order of the bytes of packed numbers: {@code little} or {@code big}. */
    public static final String BYTE_ORDER = "aerospike.byte-order";

    /** How the values of the field lie in their bins, in any case. */
    public static final String ENCODING = "aerospike.encoding";

    private FieldMetadata() {}

    /**
     * Whether a field that is filled from what is in a record holds the value of a bin as it is,
     * and not what is inside of one, or what the nodes compute.
     */
    public static boolean isWholeBin(Field field) {
        return !field.getMetadata().containsKey(PATH)
                && !field.getMetadata().containsKey(EXPRESSION);
    }
}
