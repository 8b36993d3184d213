package dev.aerospikearrow.benchmarks.suite.data;

import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One bin of every record.
 *
 * @param name the bin's name
 * @param kind what its values are
 * @param size characters, bytes or numbers of a value, where that is free to choose
 */
public record BinColumn(String name, BinKind kind, int size) {
    static BinColumn of(String name, BinKind kind) {
        return new BinColumn(name, kind, 0);
    }

    /** The bin as a field of a schema, if it can be read as a column here. */
    public Optional<Field> field() {
        return kind.field(name, size);
    }

    /** The value of a cell. */
    public Object value(int row, int column) {
        return kind.value(mix((long) row << 8 | column), size);
    }

    /** Spreads neighbouring numbers over all 64 bits (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
