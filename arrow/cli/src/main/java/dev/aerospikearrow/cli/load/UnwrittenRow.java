package dev.aerospikearrow.cli.load;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row that was not written, as far as anybody knows.
 *
 * @param row its place in the file, from 0 on
 * @param line the line it begins in, for files that have lines
 * @param key its key for people; empty if that is not known any more
 * @param code why not: a result code, or a negative one of {@link
 *     dev.aerospikearrow.columnar.WriteResult}
 * @param kind the reason without what is this row's alone
 * @param reason why not, for people
 * @param doubt whether it may have been written all the same
 * @param source the row as the file has it, if it is text
 */
public record UnwrittenRow(
        long row,
        OptionalLong line,
        String key,
        int code,
        String kind,
        String reason,
        Doubt doubt,
        Optional<String> source) {

    /** Whether a row without an answer may have been written. */
    public enum Doubt {
        NONE,
        MAYBE_WRITTEN
    }
}
