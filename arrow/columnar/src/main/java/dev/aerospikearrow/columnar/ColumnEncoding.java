package dev.aerospikearrow.columnar;

/**
 * The form in which a column's values are stored in their bins, where there is a choice. A field's
 * metadata names one under {@value FieldMetadata#ENCODING}, in any case; {@link
 * ColumnarWriteOptions.Builder#encoding} goes before it.
 */
public enum ColumnEncoding {
    /**
     * As docs/docs/guides/type-mapping.md has it: lists as lists, decimals as integers, texts as
     * strings.
     */
    NATURAL,
    /**
     * FixedSizeList of Float16, Float32 or Float64 as a blob of that many numbers, which takes a
     * fraction of the room of a list. Their bytes' order is that of the field's metadata {@value
     * FieldMetadata#BYTE_ORDER}: {@code little}, which is the default, or {@code big}.
     */
    PACKED,
    /** Decimals as strings of digits: any scale, any size. */
    TEXT,
    /** Texts as GeoJSON. */
    GEOJSON,
    /** Binary as the HyperLogLog sketches that they were read from. */
    HLL;
}
