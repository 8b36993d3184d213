package dev.aerospikearrow.duckdb.stream;

import java.io.IOException;
import java.util.Set;
import org.apache.arrow.vector.ipc.ArrowReader;

/** A reader whose record batches have passed a {@link RangeCheck} before anybody gets them. */
public final class CheckedReader extends PassingReader {
    /** What to do about a value that is written, and has no place in a bin. */
    public static final String WHEN_WRITTEN =
            "The largest and smallest numbers are its infinities, which no bin has. Leave them out,"
                    + " as in CASE WHEN isfinite(x) THEN x END.";

    private final RangeCheck check;

    /**
     * @param unused names of columns that are not looked at
     * @param advice what to do about a number out of range
     */
    public CheckedReader(ArrowReader source, Set<String> unused, String advice) {
        super(source, Readers.allocator(source));
        check = new RangeCheck(Readers.root(source), unused, advice);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        boolean loaded = source.loadNextBatch();
        if (loaded) {
            check.checkRecordBatch();
        }
        return loaded;
    }
}
